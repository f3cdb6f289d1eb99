import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

/** What an item gives to the node. */
export interface ItemInput {
	/** Of n8n itself: the same object in all attempts. For a tool, the arguments of its call. */
	json: IDataObject;
	isToolCall: boolean;
}

export function itemInput(context: IExecuteSingleFunctions): ItemInput {
	const read = () => context.getInputData(0, NodeConnectionTypes.AiTool).json;
	const args = read();
	// Where nobody called a tool, n8n makes up another empty item each time.
	if (args === read()) return { json: args, isToolCall: true };
	return { json: context.getInputData().json, isToolCall: false };
}
