import type { IDataObject } from 'n8n-workflow';

import type { Failure, Outcome } from '../../../shared/errors/failure';
import { failed, HOPELESS } from '../../../shared/errors/failure';
import { explain } from '../../../shared/errors/toNodeError';
import type { ApiCall, DingTalkApi } from '../../../shared/transport/api';
import type { Reply } from '../../../shared/transport/send';

export interface BatchResult {
	/** Whom DingTalk accepted. */
	done: string[];
	/** Batches that DingTalk refused, with the reason. */
	failed: IDataObject[];
}

/**
 * Does something to any number of members, in calls of at most `perCall`, one after the other. Part of
 * them may be refused; it throws only when all are.
 *
 * @param toCall the call for one batch; doing it twice must do no harm
 */
export async function inBatches(
	api: DingTalkApi,
	userIds: string[],
	perCall: number,
	toCall: (userIds: string[]) => Omit<ApiCall, 'repeatable'>,
): Promise<BatchResult> {
	const result: BatchResult = { done: [], failed: [] };
	let last: Failure | undefined;
	for (let start = 0; start < userIds.length; start += perCall) {
		const batch = userIds.slice(start, start + perCall);
		const outcome: Outcome<Reply> =
			last && HOPELESS.has(last.kind)
				? failed(last)
				: await api.attempt({ ...toCall(batch), repeatable: true, confirmedBy: 'success' });
		if (outcome.ok) {
			result.done.push(...batch);
			continue;
		}
		last = outcome.failure;
		const { message } = explain(last);
		result.failed.push({ userIds: batch, message, code: last.code });
	}
	if (last && result.done.length === 0) throw api.toError(last);
	return result;
}
