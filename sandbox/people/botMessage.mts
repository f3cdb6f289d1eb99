import { dingtalkId } from '../dingtalkId.mts';
import { senderIdOf, toldOf } from './quote.mts';
import { CORP_ID } from '../state/seed.mts';
import type { SeedPerson } from '../state/seed.mts';
import type { Store } from '../state/store.mts';
import type { BotMessage, Group, Message, ToRobotMessage } from '../state/types.mts';
import type { Writer } from './writer.mts';

/** What was said, before it is told. */
export interface Saying {
	posted: Message;
	writer: Writer;
	group: Group | undefined;
	message: ToRobotMessage;
	mentioned: SeedPerson[];
	downloadCodes: string[];
	quoted?: Message;
	/** Of a forwarded chat. */
	chat?: Record<string, unknown>;
}

/** The inbound message as DingTalk hands it to the app. */
export function botMessage(store: Store, saying: Saying): BotMessage {
	const { posted, writer, group, message, mentioned } = saying;
	const robotCode = posted.target.robotCode as string;
	return {
		conversationId: group?.openConversationId ?? `cidOneToOne-${writer.id}`,
		conversationType: group ? '2' : '1',
		...(group ? { conversationTitle: group.name } : {}),
		chatbotCorpId: CORP_ID,
		chatbotUserId: dingtalkId(robotCode),
		msgId: posted.id,
		senderNick: writer.name,
		isAdmin: writer.isAdmin,
		...(writer.userId ? { senderStaffId: writer.userId, senderUnionId: writer.unionId } : {}),
		senderId: writer.dingtalkId,
		senderCorpId: writer.corpId,
		senderPlatform: 'Mac',
		sessionWebhook: posted.sessionWebhook as string,
		sessionWebhookExpiredTime: posted.sessionWebhookExpiredTime as number,
		createAt: posted.time,
		isInAtList: group !== undefined,
		atUsers: group
			? [
					{ dingtalkId: dingtalkId(robotCode) },
					...mentioned.map(({ userId, unionId }) => ({
						dingtalkId: dingtalkId(userId),
						staffId: userId,
						unionId,
					})),
				]
			: [],
		robotCode,
		msgtype: message.msgtype,
		...(message.quotaExceeded ? QUOTA_EXCEEDED : said(store, saying)),
	};
}

// The text is [unverified].
const QUOTA_EXCEEDED = { errorCode: 20001, errorMessage: '本月webhook/stream调用量已用完' };

function said(
	store: Store,
	{ posted: { content, target }, message, group, downloadCodes, quoted, chat }: Saying,
): Partial<BotMessage> {
	const [downloadCode] = downloadCodes;
	const duration = message.durationMs ?? 0;
	switch (message.msgtype) {
		case 'text':
			// What stood behind the mention of the robot begins with a space.
			return words(
				store,
				`${group ? ' ' : ''}${content.text ?? ''}`,
				target.robotCode ?? '',
				quoted,
			);
		case 'richText':
			return { content: { richText: richTextOf(message, downloadCodes) } };
		case 'picture':
			return { content: { downloadCode, pictureDownloadCode: downloadCode } };
		case 'audio':
			return { content: { downloadCode, duration, recognition: message.recognition ?? '' } };
		case 'video':
			return { content: { downloadCode, duration, videoType: 'mp4' } };
		case 'file':
			return { content: { downloadCode, fileName: content.fileName } };
		case 'chatRecord':
			return { content: chat };
		case 'unknownMsgType':
			return {};
	}
}

/** A text, with what it quotes. DingTalk documents nothing of the latter [unverified]. */
function words(
	store: Store,
	content: string,
	robotCode: string,
	quoted: Message | undefined,
): Partial<BotMessage> {
	if (!quoted) return { text: { content } };
	const repliedMsg = {
		msgId: quoted.id,
		senderId: senderIdOf(quoted),
		createdAt: quoted.time,
		...toldOf(store, robotCode, quoted),
	};
	const key = quoted.processQueryKey;
	return {
		text: { content, isReplyMsg: true, repliedMsg },
		originalMsgId: quoted.id,
		...(key ? { originalProcessQueryKey: key } : {}),
	};
}

function richTextOf({ richText = [] }: ToRobotMessage, downloadCodes: string[]): object[] {
	const codes = [...downloadCodes];
	return richText.map((part) => {
		if ('text' in part) return { ...part };
		const downloadCode = codes.shift();
		return { type: 'picture', downloadCode, pictureDownloadCode: downloadCode };
	});
}
