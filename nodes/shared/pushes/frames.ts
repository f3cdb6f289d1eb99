import { tryParseJson } from '../wire/json';

/** One message from DingTalk's Stream gateway. */
export interface Frame {
	/** `SYSTEM`, `EVENT` or `CALLBACK`; frames are routed by it. */
	type: string;
	headers: FrameHeaders;
	/** JSON text, as it came. */
	data: string;
}

/** Header values are text; DingTalk sends some of them as numbers. */
export interface FrameHeaders {
	/** Of events `*` in some samples and `dingTalk` in others: never route events by it. */
	topic: string;
	messageId: string;
	eventType?: string;
	eventId?: string;
	eventCorpId?: string;
	/** Unix ms. */
	eventBornTime?: string;
	/** Unix ms of the push. */
	time?: string;
	[name: string]: string | undefined;
}

/** What a subscription and the frames that it brings name their kind by. */
export const TOPICS = {
	message: '/v1.0/im/bot/messages/get',
	event: '*',
	cardAction: '/v1.0/card/instances/callback',
} as const;

/**
 * A frame, or undefined for text that is none: whoever reads a socket has to survive what is on it.
 *
 * @see DingTalk docs "Stream 模式协议接入": frames are JSON text, their `data` is JSON text again
 */
export function parseFrame(text: string): Frame | undefined {
	const parsed = tryParseJson(text) as
		| { type?: unknown; headers?: unknown; data?: unknown }
		| null
		| undefined;
	if (typeof parsed !== 'object' || parsed === null || typeof parsed.type !== 'string')
		return undefined;
	const { type, headers, data } = parsed;
	if (typeof headers !== 'object' || headers === null) return undefined;
	const named: FrameHeaders = { topic: '', messageId: '' };
	for (const [name, value] of Object.entries(headers)) {
		if (value !== null && value !== undefined) named[name] = String(value);
	}
	// Some events have nothing to say.
	return { type, headers: named, data: typeof data === 'string' && data !== '' ? data : '{}' };
}

/** What an acknowledgement says. Other than 200 means that the push was not taken. */
export interface Ack {
	code: 200 | 404 | 500;
	message: string;
	/** JSON text, or as for a ping the very text that came. */
	data: string;
}

/** Acknowledgement of an event. After `LATER` DingTalk pushes the event again. */
export const eventAck = (status: 'SUCCESS' | 'LATER', message = ''): Ack => ({
	code: 200,
	message: 'OK',
	data: JSON.stringify({ status, message }),
});

/** Acknowledgement of a bot message (null), or of a card action with the update to show. */
export const callbackAck = (response: unknown = null): Ack => ({
	code: 200,
	message: 'OK',
	data: JSON.stringify({ response }),
});

/** The answer to a ping: what came with it. */
export const pingAck = (frame: Frame): Ack => ({ code: 200, message: 'OK', data: frame.data });

/** The answer to a push that nobody subscribed to. */
export const UNKNOWN_TOPIC: Ack = { code: 404, message: 'topic not found', data: '{}' };

/** The answer to a push that cannot be read. */
export const UNREADABLE: Ack = { code: 500, message: 'unreadable data', data: '{}' };

/** The text that goes back over the socket. */
export const answerTo = (frame: Frame, ack: Ack): string =>
	JSON.stringify({
		code: ack.code,
		headers: { messageId: frame.headers.messageId, contentType: 'application/json' },
		message: ack.message,
		data: ack.data,
	});
