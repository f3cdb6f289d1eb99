import type { ItemContext } from '../../../shared/operation';
import { buildRobotMessage } from '../../../shared/messages/msgParam';
import { readContent } from './content';
import { robotCodeOf } from './robotCode';

/**
 * One message to a group by the app robot.
 *
 * @see DingTalk docs "机器人发送群聊消息": POST /v1.0/robot/groupMessages/send
 */
export async function sendToGroup(context: ItemContext) {
	const { api, read } = context;
	const openConversationId = read.id('openConversationId');
	const robotCode = robotCodeOf(context);
	const prepared = readContent(context);
	buildRobotMessage(prepared.draft);
	const { content, mediaId } = await prepared.finish();
	const { processQueryKey } = await api.request<{ processQueryKey: string }>({
		method: 'POST',
		host: 'api',
		path: '/v1.0/robot/groupMessages/send',
		body: { robotCode, openConversationId, ...buildRobotMessage(content) },
	});
	return { processQueryKey, openConversationId, ...(mediaId ? { mediaId } : {}) };
}
