import { buildNotice } from '../../../shared/messages/workNotice';
import { NOTICE_LIMITS } from '../../../shared/messages/limits';
import type { ItemContext } from '../../../shared/operation';
import { readContent } from './content';

/**
 * One message to a conversation that a person chose in the DingTalk client. Closed to new apps.
 *
 * @see DingTalk docs "发送普通消息": POST /message/send_to_conversation
 */
export async function sendToLegacyConversation(context: ItemContext) {
	const { api, read } = context;
	const cid = read.id('cid');
	const sender = read.id('senderUserId');
	const prepared = readContent(context, NOTICE_LIMITS.fileBytes);
	buildNotice(prepared.draft);
	const { content, mediaId } = await prepared.finish();
	const { receiver } = await api.request<{ receiver?: string }>({
		method: 'POST',
		host: 'oapi',
		path: '/message/send_to_conversation',
		body: { sender, cid, msg: buildNotice(content) },
		legacy: true,
	});
	return {
		receivers: (receiver ?? '').split('|').filter(Boolean),
		...(mediaId ? { mediaId } : {}),
	};
}
