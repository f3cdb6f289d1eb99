import type { Push } from '../../shared/pushes/push';
import { tryParseJson } from '../../shared/wire/json';
import type { Answer } from './connection';
import type { Frame } from '../../shared/pushes/frames';
import {
	callbackAck,
	eventAck,
	TOPICS,
	UNKNOWN_TOPIC,
	UNREADABLE,
} from '../../shared/pushes/frames';
import type { Siblings, Verdict } from './receivers';

/** The push of a frame; undefined when its kind is unknown. */
export type ReadPush = (frame: Frame) => Push | undefined;

const CALLBACKS: ReadonlySet<string> = new Set([TOPICS.message, TOPICS.cardAction]);

/**
 * Hands what a frame brings to all triggers of the app, and acknowledges it: a bot message at once, since DingTalk
 * sends it once whatever is answered; a card action with the first update, which DingTalk awaits for two seconds; an
 * event, which comes again until then, when every trigger that wants it knows that n8n has its execution.
 *
 * @returns when everything was handed over; the acknowledgement of an event may come later
 */
export async function dispatch(
	frame: Frame,
	answer: Answer,
	{ receivers, isComplete }: Siblings,
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
	if (push.kind === 'event') void acknowledgeEvent(answer, verdicts, isComplete);
}

async function acknowledgeEvent(
	answer: Answer,
	verdicts: readonly Verdict[],
	isComplete: boolean,
): Promise<void> {
	const taken = await Promise.all(verdicts.map(async (verdict) => await verdict.taken));
	if (!taken.every(Boolean)) return answer(eventAck('LATER', 'not known to be stored'));
	// Who has it knows it when it comes again; who is still to come gets it then.
	answer(isComplete ? eventAck('SUCCESS') : eventAck('LATER', 'triggers are starting'));
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;
