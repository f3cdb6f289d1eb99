import { randomUUID } from 'node:crypto';
import { toJson } from '../json.mts';

/** Topics by kind of push; EVENT has only `*`. */
export const TOPICS = {
	event: '*',
	message: '/v1.0/im/bot/messages/get',
	cardAction: '/v1.0/card/instances/callback',
} as const;

/** Topics of type CALLBACK an app may subscribe to. */
export const CALLBACK_TOPICS: readonly string[] = [
	TOPICS.message,
	TOPICS.cardAction,
	'/v1.0/graph/api/invoke',
	'/v1.0/im/bot/messages/delegate',
];

/** A frame as text: `data` is JSON inside JSON. */
export function frameText(
	type: 'SYSTEM' | 'EVENT' | 'CALLBACK',
	headers: { topic: string; messageId: string; time: number } & Record<string, unknown>,
	data: unknown,
): string {
	const { time, ...rest } = headers;
	return toJson({
		specVersion: '1.0',
		type,
		headers: { ...rest, contentType: 'application/json', time: String(time) },
		data: toJson(data),
	});
}

/** An id in the manner of DingTalk's message ids. */
export function newMessageId(): string {
	return randomUUID().replaceAll('-', '');
}

/** What a client answers to a frame; `data` is read already. */
export interface Ack {
	code: unknown;
	messageId: string;
	data: unknown;
}

/** Reads an answer; anything else on the socket is nothing. */
export function readAck(text: string): Ack | undefined {
	try {
		const { code, headers, data } = JSON.parse(text) as Record<string, any>;
		if (typeof headers?.messageId !== 'string') return undefined;
		return { code, messageId: headers.messageId, data: readData(data) };
	} catch {
		return undefined;
	}
}

function readData(data: unknown): unknown {
	if (typeof data !== 'string') return undefined;
	try {
		return JSON.parse(data);
	} catch {
		return undefined;
	}
}
