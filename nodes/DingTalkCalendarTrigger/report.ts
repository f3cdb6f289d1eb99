import type { INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { redact } from '../shared/auth/redact';
import { InputError, toInputNodeError } from '../shared/errors/inputError';

/** What n8n shows of a poll that did not succeed. */
export function toPollError(node: INode, error: unknown): NodeApiError | NodeOperationError {
	if (error instanceof InputError) return toInputNodeError(node, error);
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	const message = error instanceof Error ? error.message : String(error);
	return new NodeOperationError(node, redact(message));
}
