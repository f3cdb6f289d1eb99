import type { INode, INodeExecutionData, NodeApiError, NodeOperationError } from 'n8n-workflow';

/**
 * What an item becomes under Continue On Fail: what happened, and what to do with DingTalk's code and request
 * id. n8n takes an item with these two keys, and no others, for a failed one and sends it to the node's error
 * output with the input's data. An `error` beside `json` would make n8n drop all but the message.
 */
export const errorItem = (
	error: NodeApiError | NodeOperationError,
	itemIndex: number,
): INodeExecutionData => ({
	json: { error: error.message, ...(error.description ? { message: error.description } : {}) },
	pairedItem: { item: itemIndex },
});

/**
 * The error as it is thrown. An agent's model gets nothing of it but the message, which then carries what to
 * do, code and request id too; n8n registers a node a second time, for agents, under the ending `Tool`.
 */
export function thrownError<E extends NodeApiError | NodeOperationError>(node: INode, error: E): E {
	if (node.type.endsWith('Tool') && error.description) {
		error.message = `${error.message}. ${error.description}`;
	}
	return error;
}
