import type { RobotMessage } from '../messages/msgParam';
import type { DingTalkApi } from '../transport/api';
import { sendInTurn } from './sendParts';

/**
 * Messages to a group by the app robot, one after the other.
 *
 * @returns the processQueryKey of each
 * @throws NodeApiError for the first refusal
 * @see DingTalk docs "机器人发送群聊消息": POST /v1.0/robot/groupMessages/send
 */
export const sendToGroup = async (
	api: DingTalkApi,
	robotCode: string,
	openConversationId: string,
	messages: RobotMessage[],
): Promise<string[]> =>
	await sendInTurn(messages, api, async (message) => {
		const outcome = await api.attempt({
			method: 'POST',
			host: 'api',
			path: '/v1.0/robot/groupMessages/send',
			answer: { processQueryKey: 'text' },
			body: { robotCode, openConversationId, ...message },
		});
		if (!outcome.ok) return outcome;
		const { processQueryKey } = outcome.value.body as { processQueryKey: string };
		return { ok: true, value: processQueryKey };
	});
