import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { systemClock } from '../../../shared/run/clock';
import { DAY_MS } from '../../../shared/run/durations';
import { awaitResult, WAKE } from '../../../shared/waiting/results';
import { instanceIdField } from '../instance';
import { HEARD_AT } from './rounds';
import { wakeUrlOf } from './waiting';

/**
 * A request to an execution that waits for the result of an approval. Woken, it looks at the approval itself; by any
 * other request of its own this process learns that it waits.
 */
export async function answerWakeUp(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const processInstanceId = String(context.getNode().parameters[instanceIdField.name]);
	const now = systemClock.now();
	const { wake } = context.getBodyData() as Partial<typeof WAKE>;
	if (wake === WAKE.wake) {
		const json: IDataObject = { [instanceIdField.name]: processInstanceId, [HEARD_AT]: now };
		return { webhookResponse: { standing: 'woken' }, workflowData: [[{ json }]] };
	}
	awaitResult(processInstanceId, wakeUrlOf(context), now + DAY_MS, now);
	context.getResponseObject().json({ standing: 'known' });
	return await Promise.resolve({ noWebhookResponse: true });
}
