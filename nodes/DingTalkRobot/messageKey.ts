import type { IExecuteSingleFunctions } from 'n8n-workflow';

import { uuidFrom } from '../shared/crypto/digest';

/**
 * The idempotency key of an item: the same when the same item of the same run is tried again (n8n's Retry
 * On Fail, or our own repetition), another one for every other item, run, execution and n8n instance.
 */
export function messageKey(context: IExecuteSingleFunctions): string {
	const itemIndex = context.getItemIndex();
	const { $thisRunIndex } = context.getWorkflowDataProxy(itemIndex);
	return uuidFrom(
		context.getInstanceId(),
		String(context.getWorkflow().id),
		String(context.getExecutionId()),
		context.getNode().id,
		String($thisRunIndex),
		String(itemIndex),
	);
}
