import type { INode, NodeApiError } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { redact } from './redact';
import { InputError, toInputNodeError } from './inputError';
import { isNodeError } from './n8nError';

/**
 * Any error as one that n8n shows with this node, without secrets.
 *
 * @param itemIndex of the item that it is about, if it is about one
 * @param secrets what its text must not repeat
 */
export function toShownError(
	node: INode,
	error: unknown,
	itemIndex?: number,
	secrets: readonly string[] = [],
): NodeApiError | NodeOperationError {
	if (error instanceof InputError) return toInputNodeError(node, error, itemIndex);
	if (isNodeError(error)) {
		if (itemIndex !== undefined) error.context.itemIndex = itemIndex;
		return error;
	}
	const message = error instanceof Error ? error.message : String(error);
	return new NodeOperationError(node, redact(message, secrets), { itemIndex });
}
