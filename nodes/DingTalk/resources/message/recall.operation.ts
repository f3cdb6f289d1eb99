import { chunksOf } from '../../../shared/batches';
import { groupIdOf } from '../../../shared/contacts/groups';
import type { Failure } from '../../../shared/errors/failure';
import { findHint } from '../../../shared/errors/hints';
import { APP_ROBOT_LIMITS } from '../../../shared/messages/limits';
import type { Operation } from '../../operation/operation';
import { robotCodeOf } from './send/robotCode';
import { sentFields } from './sentFields';
import type { Unrecalled } from './recallErrors';
import { assertSomeRecalled, refusedRecall } from './recallErrors';

interface RecallAnswer {
	successResult?: string[];
	/** Key → code of the reason. */
	failedResult?: Record<string, string>;
}

/**
 * Takes back what the app robot sent within the last 24 hours, 20 messages per call. It throws only when
 * none of them was taken back.
 *
 * @see DingTalk docs "批量撤回人与机器人会话中机器人消息": POST /v1.0/robot/otoMessages/batchRecall (lower-case "oto")
 * @see DingTalk docs "企业机器人撤回内部群消息": POST /v1.0/robot/groupMessages/recall
 */
export const recall: Operation = {
	value: 'recall',
	name: 'Recall',
	action: 'Recall a message',
	description: 'Take back messages that the app robot sent within the last 24 hours',
	endpoints: ['POST /v1.0/robot/otoMessages/batchRecall', 'POST /v1.0/robot/groupMessages/recall'],
	fields: sentFields,
	async run(context) {
		const { api, read } = context;
		const keys = read.idList('processQueryKeys');
		const isGroup = read.choice('target') === 'group';
		const robotCode = robotCodeOf(context);
		const group = isGroup
			? { openConversationId: await groupIdOf(context, 'openConversationId') }
			: {};
		const recalled: string[] = [];
		const failed: Unrecalled[] = [];
		let failure: Failure | undefined;
		let isAnyAccepted = false;
		for (const processQueryKeys of chunksOf(keys, APP_ROBOT_LIMITS.processQueryKeysPerCall)) {
			const outcome = await api.attempt({
				method: 'POST',
				host: 'api',
				path: isGroup ? '/v1.0/robot/groupMessages/recall' : '/v1.0/robot/otoMessages/batchRecall',
				answer: { successResult: 'ids', failedResult: 'map?' },
				body: { robotCode, ...group, processQueryKeys },
				repeatable: true,
			});
			if (!outcome.ok) {
				const refused = outcome.failure;
				failure ??= refused;
				failed.push(
					...processQueryKeys.map((key) => refusedRecall({ processQueryKey: key }, refused)),
				);
				continue;
			}
			isAnyAccepted = true;
			const { successResult = [], failedResult = {} } = outcome.value.body as RecallAnswer;
			recalled.push(...successResult);
			for (const [processQueryKey, code] of Object.entries(failedResult)) {
				failed.push({ processQueryKey, message: findHint(code, '')?.title ?? code, code });
			}
		}
		const refusal = isAnyAccepted ? undefined : failure;
		assertSomeRecalled(context, { recalled, failed, failure: refusal }, 'processQueryKey');
		return { recalled, failed };
	},
};
