import type { RobotMessage } from '../messages/msgParam';
import type { DingTalkApi } from '../transport/api';
import type { PartMemory, Parts } from './sendParts';
import { sendInTurn } from './sendParts';

/** Which robot writes into which group. */
export interface GroupTarget {
	robotCode: string;
	openConversationId: string;
}

/**
 * A message to a group by the app robot, its parts one after the other.
 *
 * @returns the processQueryKey of each
 * @throws NodeApiError for the first refusal
 * @see DingTalk docs "机器人发送群聊消息": POST /v1.0/robot/groupMessages/send
 */
export const sendToGroup = async (
	api: DingTalkApi,
	target: GroupTarget,
	parts: Parts<RobotMessage>,
	memory: PartMemory,
): Promise<string[]> =>
	await sendInTurn({
		...parts,
		api,
		memory,
		async send(message) {
			const outcome = await api.attempt({
				method: 'POST',
				host: 'api',
				path: '/v1.0/robot/groupMessages/send',
				answer: { processQueryKey: 'text' },
				body: { ...target, ...message },
			});
			if (!outcome.ok) return outcome;
			const { processQueryKey } = outcome.value.body as { processQueryKey: string };
			return { ok: true, value: processQueryKey };
		},
	});
