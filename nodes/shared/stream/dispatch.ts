import type { Push } from '../pushes/push';
import { tryParseJson } from '../transport/json';
import type { Answer } from './connection';
import type { Frame } from './frames';
import { callbackAck, eventAck, TOPICS, UNKNOWN_TOPIC, UNREADABLE } from './frames';
import type { Receiver } from './siblings';

/** The push of a frame; undefined when its kind is unknown. */
export type ReadPush = (frame: Frame) => Push | undefined;

const CALLBACKS: ReadonlySet<string> = new Set([TOPICS.message, TOPICS.cardAction]);

/**
 * Hands what a frame brings to all triggers of the app, and acknowledges it: a bot message at once, since
 * nothing waits for it; an event when it was handed over; a card action with the first update.
 */
export async function dispatch(
	frame: Frame,
	answer: Answer,
	receivers: readonly Receiver[],
	readPush: ReadPush,
): Promise<void> {
	if (frame.type !== 'EVENT' && !CALLBACKS.has(frame.headers.topic)) return answer(UNKNOWN_TOPIC);
	if (!isObject(tryParseJson(frame.data))) return answer(UNREADABLE);
	const push = readPush(frame);
	if (!push) return answer(UNKNOWN_TOPIC);
	// All are about to leave: unanswered, an event comes again to whoever connects next.
	if (receivers.length === 0) return;
	if (push.kind === 'message') answer(callbackAck());
	const verdicts = await Promise.all(receivers.map(async (receiver) => await receiver.take(push)));
	if (push.kind === 'cardAction') {
		answer(callbackAck(verdicts.find(({ response }) => response !== undefined)?.response));
	}
	if (push.kind === 'event') {
		const isTaken = verdicts.every(({ taken }) => taken);
		answer(isTaken ? eventAck('SUCCESS') : eventAck('LATER', 'not handed over'));
	}
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;
