import { randomBytes } from 'node:crypto';
import type { Answer } from '../../contract/answers.mts';
import { oapiError, oapiOk } from '../../contract/answers.mts';
import type { Behaviour, Request, World } from '../../server/call.mts';
import type { Group } from '../../state/types.mts';
import { CHAT_MSG_CODES } from './conversation.mts';
import { readMsg } from './msg.mts';

/** `POST /chat/send` (closed to new apps): only into groups an app made. */
export const sendToChat: Behaviour = ({ store }, { endpoint, body, app }) => {
	const group = store.groupByChatId(body.chatid as string);
	if (!group) return oapiError(endpoint, 34001);
	// The rule is documented, its code is not: 43007 is [unverified].
	if (group.madeBy === undefined) return oapiError(endpoint, 43007);
	const msg = readMsg(store, endpoint, body.msg as Record<string, unknown>, CHAT_MSG_CODES);
	if ('status' in msg) return msg;
	const messageId = `msg${randomBytes(16).toString('base64')}`;
	store.post({
		via: 'legacy-chat',
		sender: { type: 'app', id: app.clientId, name: app.name },
		target: { openConversationId: group.openConversationId },
		messageId,
		...msg,
	});
	return oapiOk({ messageId });
};

/** `GET /chat/getReadList`. */
export const readListOfChat: Behaviour = ({ store }, { endpoint, query, app }) => {
	const message = store.messages.find((one) => one.messageId === query.messageId);
	if (!message || message.sender.id !== app.clientId) return oapiError(endpoint, 40035);
	const start = Number(query.cursor);
	const end = start + Number(query.size);
	const hasMore = end < message.readBy.length;
	return oapiOk({
		readUserIdList: message.readBy.slice(start, end),
		// On the last page there is none [unverified].
		...(hasMore ? { next_cursor: end } : {}),
	});
};

/** The group and, when `userid` is given, its member; or the refusal. */
function findGroup({ store }: World, { endpoint, body }: Request): Group | Answer {
	const group = store.groupByChatId(body.chatid as string);
	if (!group) return oapiError(endpoint, 34001);
	const userId = body.userid as string | undefined;
	if (userId === undefined || group.userIds.includes(userId)) return group;
	return oapiError(endpoint, store.people.get(userId)?.visible ? 60124 : 40003);
}

/** `POST /topapi/chat/updategroupnick`. */
export const setChatNick: Behaviour = (world, request) => {
	const group = findGroup(world, request);
	if ('status' in group) return group;
	group.nicks[request.body.userid as string] = request.body.group_nick as string;
	world.store.changed();
	return oapiOk({ success: true });
};

/** `POST /topapi/chat/member/friendswitch/update`. */
export const setFriendSwitch: Behaviour = (world, request) => {
	const group = findGroup(world, request);
	if ('status' in group) return group;
	group.privateChatForbidden = request.body.is_prohibit as boolean;
	world.store.changed();
	return oapiOk({ success: true });
};

/** `POST /topapi/chat/qrcode/get`: an address that `userid` would show as a QR code. */
export const getQrCode: Behaviour = (world, request) => {
	const group = findGroup(world, request);
	if ('status' in group) return group;
	const code = encodeURIComponent(`${group.chatId}-${String(request.body.userid)}`);
	const url = `https://qr.dingtalk.com/action/joingroup?code=v1,${code}&_dt_no_comment=1&origin=11`;
	return oapiOk({ success: true, result: url });
};
