import { CORP_ID } from './state/seed.mts';
import type { SeedPerson } from './state/seed.mts';
import type { BotMessage, Group, Message, ToRobotMessage } from './state/types.mts';

/** DingTalk's own ids of people and robots, beside those of the organisation. */
const dingtalkId = (id: string): string => `$:LWCP_v1:$${id}`;

/** The inbound message as DingTalk hands it to the app. */
export function botMessage(
	posted: Message,
	person: SeedPerson,
	group: Group | undefined,
	message: ToRobotMessage,
	mentioned: SeedPerson[],
	downloadCodes: string[],
): BotMessage {
	const robotCode = posted.target.robotCode as string;
	return {
		conversationId: group?.openConversationId ?? `cidOneToOne-${person.userId}`,
		conversationType: group ? '2' : '1',
		...(group ? { conversationTitle: group.name } : {}),
		chatbotCorpId: CORP_ID,
		chatbotUserId: dingtalkId(robotCode),
		msgId: posted.id,
		senderNick: person.name,
		isAdmin: person.isAdmin ?? false,
		senderStaffId: person.userId,
		senderUnionId: person.unionId,
		senderId: dingtalkId(person.userId),
		senderCorpId: CORP_ID,
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
		...(message.quotaExceeded ? QUOTA_EXCEEDED : said(posted, message, group, downloadCodes)),
	};
}

// The text is [unverified].
const QUOTA_EXCEEDED = { errorCode: 20001, errorMessage: '本月webhook/stream调用量已用完' };

function said(
	{ content }: Message,
	message: ToRobotMessage,
	group: Group | undefined,
	downloadCodes: string[],
): Pick<BotMessage, 'text' | 'content'> {
	const [downloadCode] = downloadCodes;
	const duration = message.durationMs ?? 0;
	switch (message.msgtype) {
		case 'text':
			// What stood behind the mention of the robot begins with a space.
			return { text: { content: `${group ? ' ' : ''}${content.text ?? ''}` } };
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
		case 'unknownMsgType':
			return {};
	}
}

function richTextOf({ richText = [] }: ToRobotMessage, downloadCodes: string[]): object[] {
	const codes = [...downloadCodes];
	return richText.map((part) => {
		if ('text' in part) return { text: part.text };
		const downloadCode = codes.shift();
		return { type: 'picture', downloadCode, pictureDownloadCode: downloadCode };
	});
}
