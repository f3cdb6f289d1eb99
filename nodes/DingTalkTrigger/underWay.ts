import type { Clock } from '../shared/run/clock';

/** DingTalk keeps what is over this: its events are answered with `LATER`, and n8n is not asked. */
const MAX_UNDER_WAY = 2000;

/** Whether n8n has the execution of a push. */
export type Known = 'stored' | 'failed' | 'unknown';

/**
 * An execution that n8n was asked for. n8n tells a trigger nothing when it has stored one: only the end of the run
 * (in queue mode, on a worker; with a Wait node, its first pause) proves it, or that n8n refuses a second one with
 * the same key. Asking a second time to find out is no way: as long as the first one waits for its turn (n8n's limit
 * of concurrent executions, queue mode), n8n 2.41 puts the second in its place, and may run both.
 */
export interface Asked {
	readonly known: Known;
	/** Since when n8n is at it without a word, Unix ms; undefined while it is not. */
	readonly sinceMs: number | undefined;
	/** n8n is asked, for the first time or again. */
	begin(): void;
	/** It could not store the execution, and is asked again later. */
	refused(): void;
	/** It is known what became of it. */
	settle(known: 'stored' | 'failed'): void;
	/** Calls once it is known; the returned function takes that back. */
	whenKnown(tell: () => void): () => void;
}

/**
 * What n8n was asked for and nobody knows the end of, by deduplication key. For the whole process, since a trigger
 * that is published anew must not ask a second time for what its predecessor asked for.
 */
const underWay = new Map<string, Asked>();

/** What was asked for with this key and has not ended. */
export const askedFor = (key: string): Asked | undefined => underWay.get(key);

/** Whether so much is under way that DingTalk had better come again. */
export const isOverloaded = (): boolean => underWay.size >= MAX_UNDER_WAY;

/** Forgets everything, as a restart would. For tests. */
export const forgetAsked = (): void => underWay.clear();

/** Keeps account of one execution, from now until it is known what became of it. */
export function track(key: string, clock: Pick<Clock, 'now'>): Asked {
	const listeners = new Set<() => void>();
	const state: { known: Known; sinceMs: number | undefined } = {
		known: 'unknown',
		sinceMs: undefined,
	};
	const asked: Asked = {
		get known() {
			return state.known;
		},
		get sinceMs() {
			return state.sinceMs;
		},
		begin() {
			state.sinceMs = clock.now();
		},
		refused() {
			state.sinceMs = undefined;
		},
		settle(known) {
			state.known = known;
			if (underWay.get(key) === asked) underWay.delete(key);
			for (const tell of [...listeners]) tell();
		},
		whenKnown(tell) {
			listeners.add(tell);
			return () => void listeners.delete(tell);
		},
	};
	underWay.set(key, asked);
	return asked;
}
