import type { IDataObject } from 'n8n-workflow';

import type { DingTalkApi } from '../transport/api';
import { conversationOf, senderOf, sessionOf } from './message';
import { asObject, objectAt, textAt, toUnixMs, valueAt } from './payload';
import { MINUTE_MS } from '../run/durations';

/** What an answer needs of a message that somebody sent to the robot; '' where it is not told. */
export interface Answerable {
	messageId: string;
	isGroup: boolean;
	conversationId: string;
	/** '' for outsiders. */
	userId: string;
	robotCode: string;
	/** Never show it: whoever has it can write into the conversation. */
	sessionUrl: string;
	/** The session as a trigger seals it. */
	sealedSession: string;
	/** End of the session, Unix ms. */
	expiresAt: number;
}

/** Samples show an end 90 minutes after the message; for items that lack it. */
const SESSION_LIFE_MS = 90 * MINUTE_MS;
/** Where the message sits in the item of a Webhook node, or of a node that wraps it. */
const WRAPPERS = ['body', 'data', 'message'];
/** What only a message has. */
const MARKS = ['sessionWebhook', 'sealedSession', 'conversationId', 'conversation'];

/**
 * The message in an item: that of a trigger, simplified or not, or the message as DingTalk sends it, also where
 * something wraps it.
 */
export function answerableIn(item: unknown): Answerable {
	const message = unwrapped(item);
	return valueAt(message, 'conversation') === undefined
		? answerableOf(message)
		: ofSimplified(message);
}

function unwrapped(item: unknown): IDataObject {
	const isMessage = (part: IDataObject) => MARKS.some((mark) => valueAt(part, mark) !== undefined);
	const outer = asObject(item);
	if (isMessage(outer)) return outer;
	return WRAPPERS.map((name) => objectAt(outer, name)).find(isMessage) ?? outer;
}

/**
 * The message as DingTalk sends it.
 *
 * @see DingTalk docs "接收消息": the message that a robot receives
 */
export function answerableOf(message: IDataObject): Answerable {
	const { openConversationId, type } = conversationOf(message);
	const { url, expiresAt } = sessionOf(message);
	return {
		messageId: wordAt(message, 'msgId'),
		isGroup: type === 'group',
		conversationId: openConversationId?.trim() ?? '',
		userId: senderOf(message).userId?.trim() ?? '',
		robotCode: wordAt(message, 'robotCode'),
		sessionUrl: url.trim(),
		sealedSession: wordAt(message, 'sealedSession'),
		expiresAt: endOf(expiresAt, toUnixMs(valueAt(message, 'createAt'))),
	};
}

/** The simplified item of the DingTalk triggers, as `items.ts` makes it. */
function ofSimplified(item: IDataObject): Answerable {
	const conversation = objectAt(item, 'conversation');
	const timeAt = (name: string) => Date.parse(wordAt(item, name)) || undefined;
	return {
		messageId: wordAt(item, 'messageId'),
		isGroup: wordAt(conversation, 'type') === 'group',
		conversationId: wordAt(conversation, 'openConversationId'),
		userId: wordAt(objectAt(item, 'sender'), 'userId'),
		robotCode: wordAt(item, 'robotCode'),
		sessionUrl: wordAt(item, 'sessionWebhook'),
		sealedSession: wordAt(item, 'sealedSession'),
		expiresAt: endOf(timeAt('sessionExpiresAt'), timeAt('sentAt')),
	};
}

const wordAt = (data: IDataObject, name: string): string => (textAt(data, name) ?? '').trim();

/** Without any time DingTalk itself has to say that the session is over. */
const endOf = (expiresAt: number | undefined, createdAt: number | undefined): number =>
	expiresAt ?? (createdAt === undefined ? Number.POSITIVE_INFINITY : createdAt + SESSION_LIFE_MS);

/** Whether it has a session that nobody could open: it was sealed with another secret, or changed. */
export const isSealed = ({ sessionUrl, sealedSession }: Answerable): boolean =>
	sessionUrl === '' && sealedSession !== '';

/** The same message, its session opened where a trigger of the same app sealed it for this message. */
export function withOpenSession(
	message: Answerable,
	api: Pick<DingTalkApi, 'openSession'>,
): Answerable {
	const { sealedSession, conversationId, messageId } = message;
	if (!isSealed(message)) return message;
	const opened = api.openSession(sealedSession, { conversationId, messageId });
	if (!opened) return message;
	return { ...message, sessionUrl: opened.url, expiresAt: opened.expiresAt ?? message.expiresAt };
}
