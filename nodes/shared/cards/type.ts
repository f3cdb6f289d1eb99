import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';

import type { Outcome } from '../errors/failure';
import { CANCELLED, failed } from '../errors/failure';
import type { Clock } from '../run/clock';
import { uuidFrom } from '../crypto/digest';
import { Expiring } from '../run/expiring';
import type { DingTalkApi } from '../transport/api';
import type { Reply } from '../transport/reply';
import { DAY_MS } from '../run/durations';

/** Where a text is typed, and how fast. */
export interface Typist {
	api: DingTalkApi;
	clock: Clock;
	signal?: AbortSignal;
	outTrackId: string;
	/** Name of the variable. */
	key: string;
	/** Between two frames, and between the delivery and the first. */
	intervalMs: number;
	/** What n8n keeps with the execution, for all its nodes, whichever process runs them. */
	kept?: IDataObject;
}

/** The state an AI card is in from this frame on. */
export type FrameState = 'typing' | 'done' | 'failed';

/** What was typed into a card. */
export interface Typed {
	/** As it was given; `shown` is what of it is on the card. */
	text: string;
	shown: string;
	/** When the card was delivered or last typed into, Unix ms. */
	lastAt: number;
	isOver: boolean;
}

/** So long a card is remembered; nobody types longer. */
const LIFE_MS = DAY_MS;
/** DingTalk may draw the end before the frames: it is said once more. */
const REPEAT_AFTER_MS = 3_000;

/** What this process has typed, in all executions. */
export const typedHere = new Expiring<Typed>();
const nameOf = ({ api, outTrackId }: Typist): string =>
	`dingTalkCard ${api.settings.clientId} ${outTrackId}`;

/**
 * What was typed into the card last: in this execution, wherever it ran, or in this process, as by a sub-workflow.
 * Undefined where another execution has in another process, or nobody.
 */
export function typedInto(typist: Typist): Typed | undefined {
	const here = typedHere.get(nameOf(typist), typist.clock.now());
	const kept = typist.kept?.[nameOf(typist)] as Typed | undefined;
	return here && here.lastAt >= (kept?.lastAt ?? 0) ? here : kept;
}

function note(typist: Typist, change: Partial<Typed>): void {
	const now = typist.clock.now();
	const before = typedInto(typist) ?? { text: '', shown: '', isOver: false };
	const typed = { ...before, ...change, lastAt: now };
	typedHere.set(nameOf(typist), typed, now + LIFE_MS, now);
	if (!typist.kept) return;
	// Of a card that is over nothing is needed but that it is.
	typist.kept[nameOf(typist)] = typed.isOver ? { ...typed, text: '', shown: '' } : typed;
}

/** The card is where people see it: the first frame follows after the interval. */
export const noteDelivery = (typist: Typist): void => note(typist, {});

/**
 * Shows a text in place of what the card has, after the interval.
 *
 * @param text as it was given, where `shown` is adapted
 * @see DingTalk docs "AI 卡片流式更新": PUT /v1.0/card/streaming
 */
export async function sendFrame(
	typist: Typist,
	state: FrameState,
	shown: string,
	text = shown,
	guid: string = randomUUID(),
): Promise<Outcome<Reply>> {
	const { api, clock, signal, outTrackId, key, intervalMs } = typist;
	const sinceMs = clock.now() - (typedInto(typist)?.lastAt ?? clock.now());
	await clock.sleep(intervalMs - sinceMs, signal);
	if (signal?.aborted) return failed({ ...CANCELLED, attempts: 0 });
	const outcome = await api.attempt({
		method: 'PUT',
		host: 'api',
		path: '/v1.0/card/streaming',
		answer: { success: 'true', result: 'true?' },
		body: {
			outTrackId,
			guid,
			key,
			content: shown,
			// Markdown is refused in pieces.
			isFull: true,
			isFinalize: state === 'done',
			isError: state === 'failed',
		},
		// DingTalk counts a guid once.
		repeatable: true,
	});
	note(typist, outcome.ok ? { text, shown, isOver: state !== 'typing' } : {});
	return outcome;
}

/**
 * Types a text and ends it. A frame that fails is no harm as long as the last one gets there, which has all of it.
 *
 * @param frames beginnings of the text, the whole of it at last
 * @param isEndRepeated say the end once more
 * @returns how many frames people saw
 */
export async function typeText(
	typist: Typist,
	frames: readonly string[],
	isEndRepeated: boolean,
): Promise<Outcome<number>> {
	let seen = 1;
	for (const frame of frames.slice(0, -1)) {
		const outcome = await sendFrame(typist, 'typing', frame);
		if (!outcome.ok) break;
		seen++;
	}
	const ended = await sendFrame(typist, 'done', frames[frames.length - 1]);
	if (!ended.ok) return ended;
	if (isEndRepeated) await repeatEnd(typist);
	return { ok: true, value: seen };
}

/**
 * The guid of what ends a card for the last time. DingTalk counts a guid once, so a process that watches over a card
 * cannot call it failed when another one has ended it; for how long DingTalk remembers is [unverified].
 */
export const lastGuidOf = (outTrackId: string): string =>
	uuidFrom('n8n-nodes-dingtalk-suite last of card 1', outTrackId);

/** Says the end once more; the card is done in any case. */
export async function repeatEnd(typist: Typist): Promise<void> {
	const { clock, signal } = typist;
	await clock.sleep(REPEAT_AFTER_MS, signal);
	const shown = typedInto(typist)?.shown;
	if (shown) await sendFrame(typist, 'done', shown, shown, lastGuidOf(typist.outTrackId));
}

/**
 * Takes a card out of "processing" or "typing": what is on it stays, with words that say that it ended.
 *
 * @param typist with an API that outlives the execution
 * @returns whether DingTalk took it
 */
export async function endAsFailed(typist: Typist, words: string): Promise<boolean> {
	const shown = typedInto(typist)?.shown ?? '';
	const text = shown === '' ? words : `${shown}\n\n${words}`;
	const lasting = { ...typist, signal: undefined };
	return (await sendFrame(lasting, 'failed', text, text, lastGuidOf(typist.outTrackId))).ok;
}

/**
 * Ends a card as failed when nobody has done so after a while, or when the execution is cancelled. It lasts as long
 * as this process, and has to go by what was typed in it: n8n lets go of an execution that waits.
 */
export async function watchOver(typist: Typist, words: string, forMs: number): Promise<void> {
	const { clock, signal } = typist;
	for (let waitMs = forMs; waitMs > 0 && !signal?.aborted; ) {
		await clock.sleep(waitMs, signal);
		const typed = typedInto(typist);
		if (!typed || typed.isOver) return;
		waitMs = typed.lastAt + forMs - clock.now();
	}
	if (typedInto(typist)?.isOver === false) await endAsFailed(typist, words);
}
