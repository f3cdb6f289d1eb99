import type { IDataObject } from 'n8n-workflow';

import type { Failure } from '../../../shared/errors/failure';
import { explain } from '../../../shared/errors/toNodeError';
import type { Operation } from '../../../shared/operation';
import { robotCodeOf } from '../message/robotCode';
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
		const failed: IDataObject[] = [];
		let failure: Failure | undefined;
		for (const openDingId of openDingIds) {
			const outcome = await api.attempt({
				method: 'POST',
				host: 'api',
				path: '/v1.0/robot/ding/recall',
				body: { robotCode, openDingId },
				// Recalling what is recalled already changes nothing.
				repeatable: true,
			});
			if (outcome.ok) {
				recalled.push(openDingId);
				continue;
			}
			failure = outcome.failure;
			failed.push({ openDingId, reason: explain(failure).message, code: failure.code });
		}
		// A retry of what was recalled in part would do no harm, but would hide who is still reminded.
		if (failure && recalled.length === 0) throw api.toError(failure);
		return { recalled, failed };
	},
};
