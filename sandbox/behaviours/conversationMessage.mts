import { oapiError, oapiOk } from '../contract/answers.mts';
import { isObject } from '../contract/check.mts';
import type { Behaviour } from '../server/call.mts';
import type { MessageContent, MessageKind } from '../state/types.mts';
import { isMediaId, mediaIdsInMarkdown } from './mediaIds.mts';
import type { LegacyContent } from './legacyMessage.mts';
import { readLegacyMessage } from './legacyMessage.mts';

const KINDS: Record<string, MessageKind> = {
	text: 'text',
	image: 'image',
	voice: 'audio',
	file: 'file',
	link: 'link',
	oa: 'oa',
	markdown: 'markdown',
	action_card: 'actionCard',
};

/** `POST /message/send_to_conversation` (§5.1): a single-use cid, 24 hours, msg of §4.3. */
export const sendToConversation: Behaviour = ({ store }, { endpoint, body }) => {
	const sender = store.people.get(body.sender as string);
	if (!sender?.visible) return oapiError(endpoint, 34002);
	const chosen = store.cids.get(body.cid as string);
	const group = chosen && store.groups.get(chosen.openConversationId);
	if (!chosen || !group || chosen.used || chosen.expiresAt <= store.now()) {
		return oapiError(endpoint, 34001);
	}
	if (!group.userIds.includes(sender.userId)) return oapiError(endpoint, 34002);

	const msg = body.msg as Record<string, unknown>;
	const msgtype = msg.msgtype;
	if (typeof msgtype !== 'string' || !Object.hasOwn(KINDS, msgtype)) {
		return oapiError(endpoint, 34004);
	}
	const part = msg[msgtype];
	const read: LegacyContent = isObject(part)
		? readLegacyMessage(msgtype, part)
		: { missing: msgtype };
	if ('missing' in read) return oapiError(endpoint, 34014, `会话消息的内容不合法: ${read.missing}`);
	const mediaIds = mediaIdsOf(read.content);
	const unknown = mediaIds.find((mediaId) => !store.media.has(mediaId));
	if (unknown !== undefined) return oapiError(endpoint, 40007);
	mediaIds.push(...mediaIdsInMarkdown(store, read.content.text ?? ''));

	// Only a message that arrives uses the cid up [unverified].
	chosen.used = true;
	const { openConversationId } = group;
	store.post({
		via: 'legacy-conversation',
		sender: { type: 'person', id: sender.userId, name: sender.name },
		target: { openConversationId },
		kind: KINDS[msgtype],
		content: withFileName(read.content, store.media.get(read.content.mediaId ?? '')?.fileName),
		mediaIds,
	});
	// Who got it: the others of the group. Whether the sender is listed too is [unverified].
	const receivers = group.userIds.filter(
		(userId) => userId !== sender.userId && store.people.get(userId)?.visible,
	);
	return oapiOk({ receiver: receivers.join('|') });
};

function mediaIdsOf({ mediaId, picUrl, oa }: MessageContent): string[] {
	const picture = picUrl !== undefined && isMediaId(picUrl) ? picUrl : undefined;
	return [mediaId, picture, oa?.image].filter((value) => value !== undefined);
}

// A legacy file message carries no name: DingTalk shows the uploaded one.
function withFileName(content: MessageContent, fileName: string | undefined): MessageContent {
	return content.mediaId && fileName ? { ...content, fileName } : content;
}
