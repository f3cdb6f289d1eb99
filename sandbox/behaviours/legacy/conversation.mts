import { oapiError, oapiOk } from '../../contract/answers.mts';
import type { Behaviour } from '../../server/call.mts';
import { readMsg } from './msg.mts';

/** What `/chat/send` and `/message/send_to_conversation` say about a bad `msg`. */
export const CHAT_MSG_CODES = { type: 34004, content: 34014, text: '会话消息的内容不合法: ' };

/** `POST /message/send_to_conversation`: a single-use cid, 24 hours, the `msg` of work notifications. */
export const sendToConversation: Behaviour = ({ store }, { endpoint, body }) => {
	const sender = store.people.get(body.sender as string);
	if (!sender?.visible) return oapiError(endpoint, 34002);
	const chosen = store.cids.get(body.cid as string);
	const group = chosen && store.liveGroup(chosen.openConversationId);
	if (!chosen || !group || chosen.used || chosen.expiresAt <= store.now()) {
		return oapiError(endpoint, 34001);
	}
	if (!group.userIds.includes(sender.userId)) return oapiError(endpoint, 34002);
	const msg = readMsg(store, endpoint, body.msg as Record<string, unknown>, CHAT_MSG_CODES);
	if ('status' in msg) return msg;

	// Only a message that arrives uses the cid up [unverified].
	chosen.used = true;
	const { openConversationId } = group;
	store.post({
		via: 'legacy-conversation',
		sender: { type: 'person', id: sender.userId, name: sender.name },
		target: { openConversationId },
		...msg,
	});
	// Who got it: the others of the group. Whether the sender is listed too is [unverified].
	const receivers = group.userIds.filter(
		(userId) => userId !== sender.userId && store.people.get(userId)?.visible,
	);
	return oapiOk({ receiver: receivers.join('|') });
};
