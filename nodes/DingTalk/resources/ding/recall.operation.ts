import type { Failure } from '../../../shared/errors/failure';
import type { Operation } from '../../operation/operation';
import { robotCodeOf } from '../message/send/robotCode';
import type { Unrecalled } from '../message/recallErrors';
import { assertSomeRecalled, refusedRecall } from '../message/recallErrors';
import { dingKeys, openDingIdsField, sentOptions } from './fields';

/** @see DingTalk docs "撤回已经发送的DING消息": POST /v1.0/robot/ding/recall */
export const recall: Operation = {
	value: 'recall',
	name: 'Recall',
	action: 'Recall a DING',
	description: 'Take back DINGs that the app robot sent',
	endpoints: ['POST /v1.0/robot/ding/recall'],
	fields: [openDingIdsField, sentOptions],
	orderKeys: dingKeys,
	async run(context) {
		const { api, read } = context;
		const openDingIds = read.idList('openDingIds');
		const robotCode = robotCodeOf(context);
		const recalled: string[] = [];
		const failed: Unrecalled[] = [];
		let failure: Failure | undefined;
		for (const openDingId of openDingIds) {
			const outcome = await api.attempt({
				method: 'POST',
				host: 'api',
				path: '/v1.0/robot/ding/recall',
				answer: { openDingId: 'text' },
				body: { robotCode, openDingId },
				// Recalling what is recalled already changes nothing.
				repeatable: true,
			});
			if (outcome.ok) {
				recalled.push(openDingId);
				continue;
			}
			failure = outcome.failure;
			failed.push(refusedRecall({ openDingId }, failure));
		}
		// A retry of what was recalled in part would do no harm, but would hide who is still reminded.
		assertSomeRecalled(context, { recalled, failed, failure }, 'openDingId');
		return { recalled, failed };
	},
};
