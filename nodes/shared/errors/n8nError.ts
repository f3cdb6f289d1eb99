import type { NodeApiError, NodeOperationError } from 'n8n-workflow';

/*
 * n8n may have another copy of its package n8n-workflow than these nodes, and a class of one copy is none of the
 * other: its errors are told by their names.
 */

interface Named {
	name?: unknown;
	context?: unknown;
}

const nameOf = (error: unknown): string => String((error as Named | undefined)?.name);

/** Whether it is one of the errors that n8n shows with a node, whoever made it. */
export function isNodeError(error: unknown): error is NodeApiError | NodeOperationError {
	const isNamed = nameOf(error) === 'NodeApiError' || nameOf(error) === 'NodeOperationError';
	return isNamed && typeof (error as Named).context === 'object';
}

/** Whether n8n says that an execution was cancelled: by a person, for its time, at its own end. */
export const isCancellation = (error: unknown): boolean =>
	nameOf(error).endsWith('ExecutionCancelledError');

/** Codes in whose place n8n puts words of its own. */
const NETWORK_CODE = /^E[A-Z]+(_[A-Z]+)*$/;

/**
 * The same error, thrown by a declarative node. n8n's engine for these makes one of its own from an error of another
 * copy, and keeps message and description; of an HTTP error of axios also the status, as code, and the answer's fields.
 * Ours are therefore where it looks for those.
 */
export function survivingRouting<E extends NodeApiError | NodeOperationError>(error: E): E {
	if (!('httpCode' in error) || !error.httpCode || NETWORK_CODE.test(error.httpCode)) return error;
	// As n8n has it, the answer's message becomes the description.
	const data = { ...(error.context.dingTalk as object), message: error.description };
	return Object.defineProperties(error, {
		isAxiosError: { value: true },
		response: { value: { status: error.httpCode, data } },
	});
}
