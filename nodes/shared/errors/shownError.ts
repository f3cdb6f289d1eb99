import type { INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { redact } from '../auth/redact';
import { InputError, toInputNodeError } from './inputError';

/** Any error as one that n8n shows with this node, without secrets. */
export function toShownError(node: INode, error: unknown): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	if (error instanceof InputError) return toInputNodeError(node, error);
	const message = error instanceof Error ? error.message : String(error);
	return new NodeOperationError(node, redact(message));
}
