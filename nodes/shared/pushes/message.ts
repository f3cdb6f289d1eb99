import type { IDataObject } from 'n8n-workflow';

import { objectAt, objectsIn, textAt } from './payload';
import type { MessageType } from './settings';

/** A file in a message; DingTalk hands it out for its download code. */
export interface Attachment {
	type: 'picture' | 'audio' | 'video' | 'file';
	downloadCode: string;
	fileName?: string;
	durationMs?: number;
}

const TYPES: readonly string[] = [
	'text',
	'richText',
	'picture',
	'audio',
	'video',
	'file',
] satisfies MessageType[];
/** Less than that can only be seconds. */
const SHORTEST_VIDEO_MS = 1000;

/**
 * What a message is, by its `msgtype`.
 *
 * @see DingTalk docs "接收消息": message types
 */
export function messageTypeOf(message: IDataObject): MessageType {
	const type = textAt(message, 'msgtype') ?? '';
	return TYPES.includes(type) ? (type as MessageType) : 'unknown';
}

/**
 * What the message says, without the space that a mention leaves: its text, the texts of a rich text, or what
 * DingTalk heard in an audio message. Undefined when it says nothing.
 */
export function messageTextOf(message: IDataObject): string | undefined {
	const content = objectAt(message, 'content');
	switch (messageTypeOf(message)) {
		case 'text':
			return trimmed(objectAt(message, 'text').content);
		case 'richText':
			return trimmed(
				objectsIn(content.richText)
					.map(({ text }) => (typeof text === 'string' ? text : ''))
					.join(''),
			);
		case 'audio':
			return trimmed(content.recognition);
		default:
			return undefined;
	}
}

const trimmed = (text: unknown): string | undefined =>
	typeof text === 'string' ? text.trim() || undefined : undefined;

/** The files of a message, in its order. */
export function attachmentsOf(message: IDataObject): Attachment[] {
	const content = objectAt(message, 'content');
	const type = messageTypeOf(message);
	if (type === 'richText') {
		return objectsIn(content.richText).flatMap((part) => attachment('picture', part));
	}
	if (type === 'text' || type === 'unknown') return [];
	return attachment(type, content);
}

function attachment(type: Attachment['type'], part: IDataObject): Attachment[] {
	const downloadCode = textAt(part, 'downloadCode') ?? textAt(part, 'pictureDownloadCode');
	if (!downloadCode) return [];
	return [
		{ type, downloadCode, fileName: textAt(part, 'fileName'), durationMs: durationOf(type, part) },
	];
}

/** Documented in ms; a sample of a video has seconds. */
function durationOf(type: Attachment['type'], part: IDataObject): number | undefined {
	const given = Number(part.duration);
	if (part.duration === undefined || !Number.isFinite(given)) return undefined;
	return type === 'video' && given < SHORTEST_VIDEO_MS ? given * 1000 : given;
}

/** Where and by whom a message was written, in the names that the trigger puts out. */
export function conversationOf(message: IDataObject) {
	return {
		openConversationId: textAt(message, 'conversationId'),
		// "1" and "2" are text in some payloads, numbers in others.
		type: textAt(message, 'conversationType') === '2' ? 'group' : 'oneToOne',
		title: textAt(message, 'conversationTitle'),
	} as const;
}

/** Whoever wrote the message; outsiders have no user ID. */
export const senderOf = (message: IDataObject) => ({
	name: textAt(message, 'senderNick'),
	userId: textAt(message, 'senderStaffId'),
	unionId: textAt(message, 'senderUnionId'),
	isAdmin: typeof message.isAdmin === 'boolean' ? message.isAdmin : undefined,
});

/** The people whom the message mentions, without the robot itself and those of whom no ID is told. */
export function mentionsOf(message: IDataObject) {
	const robot = textAt(message, 'chatbotUserId');
	return objectsIn(message.atUsers)
		.filter((user) => !robot || textAt(user, 'dingtalkId') !== robot)
		.map((user) => ({ userId: textAt(user, 'staffId'), unionId: textAt(user, 'unionId') }))
		.filter(({ userId, unionId }) => userId !== undefined || unionId !== undefined);
}

/** What a message holds of the address that answers it. */
export const sessionOf = (message: IDataObject) => ({
	url: textAt(message, 'sessionWebhook') ?? '',
	expiresAt: Number(message.sessionWebhookExpiredTime) || undefined,
});
