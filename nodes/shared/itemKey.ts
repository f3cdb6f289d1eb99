import type { IExecuteFunctions } from 'n8n-workflow';

import { uuidFrom } from './crypto/digest';

/** What of n8n's contexts names an item. */
export type KeyContext = Pick<
	IExecuteFunctions,
	'getInstanceId' | 'getWorkflow' | 'getExecutionId' | 'getNode' | 'getWorkflowDataProxy'
>;

/**
 * The idempotency key of an item: the same when the same item of the same run is tried again (n8n's Retry
 * On Fail, or our own repetition), another one for every other item, run, execution and n8n instance.
 *
 * @param parts name one of several calls of the item
 */
export function itemKey(context: KeyContext, itemIndex: number, ...parts: string[]): string {
	const { $thisRunIndex } = context.getWorkflowDataProxy(itemIndex);
	return uuidFrom(
		context.getInstanceId(),
		String(context.getWorkflow().id),
		String(context.getExecutionId()),
		context.getNode().id,
		String($thisRunIndex),
		String(itemIndex),
		...parts,
	);
}
