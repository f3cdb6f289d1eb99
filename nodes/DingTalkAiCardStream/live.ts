import type { Failure } from '../shared/errors/failure';
import { HOPELESS } from '../shared/errors/failure';
import type { Typist } from '../shared/cards/type';
import { sendFrame, typedInto } from '../shared/cards/type';

/** What types an answer into a card while it comes. */
export interface LiveParts {
	typist: Omit<Typist, 'signal'>;
	/** The beginning of an answer as the card shows it. */
	toShown(text: string): string;
	/** Each is a call; the waits between them grow, so that a long answer takes no more. */
	maxFrames: number;
	/** Called once for what DingTalk refuses; the model goes on. */
	onRefused(failure: Failure): void;
}

/** One answer on its way into a card. */
export interface Live {
	/** Returns at once: the model does not wait for DingTalk. */
	add(piece: string): void;
	/** Nothing is typed any more once it resolves. */
	end(): Promise<void>;
}

const GROWTH = 1.2;

export function createLive({ typist, toShown, maxFrames, onRefused }: LiveParts): Live {
	const over = new AbortController();
	const { clock, intervalMs } = typist;
	let text = '';
	let typed = 0;
	let frames = 0;
	let isHopeless = false;
	let work: Promise<void> | undefined;

	async function typeOn(): Promise<void> {
		while (typed < text.length && frames < maxFrames && !isHopeless) {
			const lastAt = typedInto(typist)?.lastAt ?? clock.now();
			const dueAt = lastAt + intervalMs * GROWTH ** frames;
			await clock.sleep(dueAt - clock.now(), over.signal);
			if (over.signal.aborted) return;
			await typeOnce();
		}
	}

	async function typeOnce(): Promise<void> {
		typed = text.length;
		frames++;
		const shown = toShown(text);
		if (shown.trim() === '') return;
		const outcome = await sendFrame({ ...typist, signal: over.signal }, 'typing', shown);
		if (outcome.ok || over.signal.aborted) return;
		isHopeless = HOPELESS.has(outcome.failure.kind);
		onRefused(outcome.failure);
	}

	return {
		add(piece) {
			text += piece;
			work ??= typeOn().finally(() => {
				work = undefined;
			});
		},
		async end() {
			over.abort();
			await work;
		},
	};
}
