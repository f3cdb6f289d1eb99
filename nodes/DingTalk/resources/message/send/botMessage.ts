import { InputError } from '../../../../shared/errors/inputError';
import type { ItemContext } from '../../../../shared/operation';
import { isBelow } from '../../../../shared/transport/hosts';
import { toId } from '../../../../shared/values/id';

/** What an answer needs of a message that somebody sent to the robot. */
export interface BotMessage {
	/** Never show it: whoever has it can write into the conversation. '' when there is none. */
	sessionWebhook: string;
	/** Unix ms. */
	expiresAt: number;
	/** '' when it has none. */
	messageId: string;
	isGroup: boolean;
	conversationId: string;
	senderStaffId: string;
	robotCode: string;
}

/** Samples show an end 90 minutes after the message; for items that lack it. */
const SESSION_LIFE_MS = 90 * 60_000;
/** Where the message sits in the item of a Webhook node, or of a node that wraps it. */
const WRAPPERS = ['body', 'data', 'message'];
/** What only a message has. */
const MARKS = ['sessionWebhook', 'sealedSession', 'conversationId', 'conversation'];

/**
 * The message to answer: the item of a trigger, simplified or not, or the message as DingTalk sends it.
 *
 * @throws InputError when it is none, or its session webhook points elsewhere than the credential
 * @see DingTalk docs "接收消息": the message that a robot receives
 */
export function readBotMessage({ api, read }: ItemContext): BotMessage {
	const field = read.label('replyTo');
	const item = unwrap(read.payload('replyTo'));
	const { session, ...message } = 'conversation' in item ? ofTrigger(item) : ofDingTalk(item);
	if (!session.url && !session.sealed && !message.conversationId && !message.senderStaffId) {
		throw new InputError(
			field,
			'is no message to a robot',
			"Give the item of a trigger, or the message as DingTalk sends it, with 'sessionWebhook', 'conversationId' and 'senderStaffId'",
		);
	}
	const { messageId, conversationId } = message;
	// Sealed with another app's secret it does not open: then the app robot answers.
	const opened = api.openSession(session.sealed, { conversationId, messageId });
	const sessionWebhook = session.url || (opened?.url ?? '');
	assertOwnHost(field, sessionWebhook, api.settings.bases.oapi);
	return {
		...message,
		sessionWebhook,
		expiresAt: opened?.expiresAt ?? endOf(session.expiresAt, session.createdAt),
	};
}

/** What a message says of the address that answers it; times in Unix ms, NaN when they are not told. */
interface SessionParts {
	/** '' when there is none. */
	url: string;
	/** '' when there is none. */
	sealed: string;
	expiresAt: number;
	createdAt: number;
}

type Parts = Omit<BotMessage, 'sessionWebhook' | 'expiresAt'> & { session: SessionParts };

/** The simplified item of the DingTalk triggers. */
function ofTrigger(item: Fields): Parts {
	const conversation = asObject(item.conversation);
	return {
		messageId: textOf(item.messageId),
		isGroup: textOf(conversation.type) === 'group',
		conversationId: textOf(conversation.openConversationId),
		senderStaffId: textOf(asObject(item.sender).userId),
		robotCode: textOf(item.robotCode),
		session: {
			url: textOf(item.sessionWebhook),
			sealed: textOf(item.sealedSession),
			expiresAt: Date.parse(textOf(item.sessionExpiresAt)),
			createdAt: Date.parse(textOf(item.sentAt)),
		},
	};
}

function ofDingTalk(item: Fields): Parts {
	return {
		messageId: textOf(item.msgId),
		// "1" and "2" are text in some payloads, numbers in others.
		isGroup: textOf(item.conversationType) === '2',
		conversationId: textOf(item.conversationId),
		senderStaffId: textOf(item.senderStaffId),
		robotCode: textOf(item.robotCode),
		session: {
			url: textOf(item.sessionWebhook),
			sealed: textOf(item.sealedSession),
			expiresAt: Number(item.sessionWebhookExpiredTime),
			createdAt: Number(item.createAt),
		},
	};
}

type Fields = Record<string, unknown>;

function unwrap(value: unknown): Fields {
	const isMessage = (part: Fields) => MARKS.some((mark) => mark in part);
	const outer = asObject(value);
	if (isMessage(outer)) return outer;
	return WRAPPERS.map((name) => asObject(outer[name])).find(isMessage) ?? outer;
}

const asObject = (value: unknown): Fields =>
	typeof value === 'object' && value !== null ? (value as Fields) : {};

const textOf = (value: unknown): string => toId('Reply To', value);

function endOf(expiresAt: number, createdAt: number): number {
	if (expiresAt > 0) return expiresAt;
	// Without any time DingTalk itself has to say that the session is over.
	return createdAt > 0 ? createdAt + SESSION_LIFE_MS : Number.POSITIVE_INFINITY;
}

function assertOwnHost(field: string, url: string, base: string): void {
	if (url === '' || isBelow(url, base)) return;
	// Never say where it points: the address is a secret.
	throw new InputError(
		field,
		"holds a session webhook that is not on the credential's OAPI host",
		"Use the message as DingTalk sent it. With a DingTalk of your own, set 'OAPI Base URL' in the credential",
	);
}
