import type { IDataObject } from 'n8n-workflow';

import type { Attachment } from './attachment';
import { attachmentIn } from './attachment';
import { cardTextOf } from './cardText';
import type { Link } from './link';
import { linkIn } from './link';
import { isFileType, toMessageType } from './messageType';
import {
	asObject,
	compact,
	firstTextAt,
	objectsIn,
	opened,
	textAt,
	toUnixMs,
	valueAt,
} from './payload';
import type { Person } from './person';
import { personOf } from './person';
import { richTextOf } from './richText';
import type { MessageType } from './settings';

/** What somebody said, wherever it stands: as a message, quoted by one, or in a forwarded chat. */
export interface Said {
	messageType: MessageType;
	/** DingTalk's own name of a type that is `unknown` here. */
	originalType?: string;
	text?: string;
	links: Link[];
	attachments: Attachment[];
	forwarded?: ForwardedChat;
	/** Of an unknown type, as it came: nobody knows what may be in it. */
	content?: IDataObject;
}

/** A chat that somebody forwarded as one message. */
export interface ForwardedChat {
	title?: string;
	/** What the client shows of it: its first lines. */
	summary?: string;
	/** Those that DingTalk hands on, which may be fewer than were chosen. */
	messages: ForwardedMessage[];
}

export interface ForwardedMessage extends Said {
	sender: Person;
	/** Unix ms. */
	sentAt?: number;
}

/** Forwarded chats within forwarded chats are read so deep. */
const MAX_DEPTH = 5;
const TYPE_NAMES = ['msgType', 'msgtype', 'type'];
/** The list of a forwarded chat; the first is what DingTalk was seen to send, as JSON text. */
const RECORD_NAMES = ['chatRecord', 'records', 'messages', 'contents'];

/**
 * What a content of this type says. Documented are `text`, `richText`, `picture`, `audio`, `video` and `file` as
 * a message of their own; what quotes, forwarded chats and cards hold was seen by others [unverified].
 *
 * @param type DingTalk's name of it; '' when it is not told
 * @see DingTalk docs "接收消息": message types
 */
export const saidIn = (type: string, content: unknown): Said => readSaid(type, content, 0);

function readSaid(type: string, given: unknown, depth: number): Said {
	const messageType = toMessageType(type);
	const value = openedContent(given);
	const content = asObject(value);
	if (messageType === 'richText') {
		const { text, ...rest } = richTextOf(valueAt(content, 'richText'));
		// In a forwarded chat it may be the bare words.
		return { messageType, text: trim(typeof value === 'string' ? value : text), ...rest };
	}
	if (messageType === 'chatRecord') return { messageType, ...chatIn(content, depth) };
	if (messageType === 'unknown') return { messageType, ...unknownIn(type, value) };
	const said: Said = { messageType, text: wordsOf(messageType, value), links: [], attachments: [] };
	if (isFileType(messageType)) said.attachments = attachmentIn(messageType, content);
	return said;
}

/** A text stays as somebody wrote it, even where it is JSON: only an object of DingTalk's is opened. */
function openedContent(given: unknown): unknown {
	const value = opened(given);
	const isContent = [...RECORD_NAMES, 'text', 'content', 'richText', 'downloadCode', 'cardContent'];
	return isContent.some((name) => name in asObject(value)) ? value : given;
}

function wordsOf(type: MessageType, value: unknown): string | undefined {
	if (type === 'audio') return trim(textAt(asObject(value), 'recognition'));
	if (type !== 'text') return undefined;
	return trim(
		typeof value === 'string' ? value : firstTextAt(asObject(value), ['content', 'text']),
	);
}

const trim = (text: string | undefined): string | undefined => text?.trim() || undefined;

/** Cards, links, markdown and whatever comes: the words and the address that are in it. */
function unknownIn(type: string, value: unknown): Omit<Said, 'messageType'> {
	const content = asObject(value);
	const rich = richTextOf(valueAt(content, 'richText'));
	const card = cardTextOf(valueAt(content, 'cardContent'));
	const link = linkIn(content);
	const buttons = objectsIn(valueAt(content, 'actionUrlItemList')).flatMap(
		(one) => linkIn(one) ?? [],
	);
	const body =
		typeof value === 'string'
			? value
			: card.text || rich.text || firstTextAt(content, ['text', 'content', 'markdown']);
	const title = textAt(content, 'title');
	const words = title && !body?.includes(title) ? [title, body] : [body];
	return {
		originalType: type || undefined,
		text: trim(words.filter(Boolean).join('\n')),
		links: [...rich.links, ...card.links, ...(link ? [link] : []), ...buttons],
		attachments: [...attachmentIn('file', content), ...rich.attachments],
		content: Object.keys(content).length > 0 ? content : undefined,
	};
}

function chatIn(content: IDataObject, depth: number): Omit<Said, 'messageType'> {
	const list = RECORD_NAMES.map((name) => opened(valueAt(content, name))).find(Array.isArray);
	const messages = depth < MAX_DEPTH ? objectsIn(list).map((one) => entryIn(one, depth)) : [];
	const title = textAt(content, 'title');
	const summary = summaryOf(opened(valueAt(content, 'summary')));
	const lines = messages.map(lineOf).filter((line) => line !== '');
	return {
		text: trim(lines.join('\n')) ?? summary ?? title,
		links: [],
		attachments: [],
		forwarded: { title, summary, messages },
	};
}

/** Lines, as text or as a list of texts. */
function summaryOf(value: unknown): string | undefined {
	if (!Array.isArray(value)) return typeof value === 'string' ? trim(value) : undefined;
	return trim(value.filter((line) => typeof line === 'string').join('\n'));
}

/** What of a file's content stands beside an entry's words. */
const FILE_NAMES = ['downloadCode', 'pictureDownloadCode', 'fileName', 'duration', 'recognition'];

function entryIn(entry: IDataObject, depth: number): ForwardedMessage {
	const type = firstTextAt(entry, TYPE_NAMES) ?? '';
	const inner = openedContent(valueAt(entry, 'content'));
	const file = Object.fromEntries(FILE_NAMES.map((name) => [name, valueAt(entry, name)]));
	const isWords = typeof inner === 'string' && !isFileType(toMessageType(type));
	return {
		...readSaid(type, isWords ? inner : compact({ ...file, ...asObject(inner) }), depth + 1),
		sender: personOf(entry),
		sentAt: toUnixMs(firstTextAt(entry, ['createAt', 'createdAt'])),
	};
}

/** As a line of a transcript: who said it, as far as that is told, and what. */
function lineOf({
	sender,
	text,
	attachments,
	originalType,
	messageType,
}: ForwardedMessage): string {
	const files = attachments.map(
		({ type, fileName }) => `[${[type, fileName].filter(Boolean).join(': ')}]`,
	);
	const said = [text, ...files].filter(Boolean).join(' ') || `[${originalType ?? messageType}]`;
	return sender.name ? `${sender.name}: ${said}` : said;
}
