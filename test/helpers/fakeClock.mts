import type { Clock } from '../../nodes/shared/run/clock.ts';

/** Lets everything that is ready run, input and output included. */
export const nextTurn = async (): Promise<void> =>
	await new Promise((resolve) => {
		setImmediate(resolve);
	});

export interface FakeClock extends Clock {
	/** Every wait so far, in ms. */
	readonly waits: number[];
	/** Lets time pass. */
	advance(ms: number): void;
}

/** A clock whose sleepers wake at once, with the time moved on; `random` is always the middle. */
export function instantClock(startMs = 1_700_000_000_000): FakeClock {
	let now = startMs;
	const waits: number[] = [];
	return {
		waits,
		now: () => now,
		random: () => 0.5,
		async sleep(ms, signal) {
			if (signal?.aborted || ms <= 0) return;
			waits.push(ms);
			now += ms;
		},
		advance(ms) {
			now += ms;
		},
	};
}

export interface SteppedClock extends Clock {
	/** Wakes one sleeper after the other, in order of time, until nobody sleeps any more. */
	drain(): Promise<void>;
}

/** A clock that stands still until `drain`; for several sleepers at a time. */
export function steppedClock(startMs = 1_700_000_000_000): SteppedClock {
	let now = startMs;
	let sleepers: Array<{ at: number; wake: () => void }> = [];
	return {
		now: () => now,
		random: () => 0.5,
		async sleep(ms, signal) {
			if (signal?.aborted || ms <= 0) return;
			await new Promise<void>((resolve) => {
				const sleeper = { at: now + ms, wake: resolve };
				sleepers.push(sleeper);
				signal?.addEventListener('abort', () => {
					sleepers = sleepers.filter((other) => other !== sleeper);
					resolve();
				});
			});
		},
		async drain() {
			for (;;) {
				// Everything that is ready runs first.
				await nextTurn();
				if (sleepers.length === 0) return;
				sleepers.sort((a, b) => a.at - b.at);
				const next = sleepers.shift();
				if (!next) return;
				now = Math.max(now, next.at);
				next.wake();
			}
		},
	};
}

export interface ManualClock extends Clock {
	/** How long each sleeper wanted to sleep, in order. */
	readonly waits: number[];
	/** How many sleep now. */
	readonly sleepers: number;
	/** Resolves as soon as somebody sleeps, at once if somebody does. */
	someoneSleeps(): Promise<void>;
	/** Lets so much time pass, waking whoever is due on the way; everything that is ready runs. */
	pass(ms: number): Promise<void>;
}

/** A clock that stands still until told how far to go. */
export function manualClock(startMs = 1_700_000_000_000, random = 0.5): ManualClock {
	let now = startMs;
	const waits: number[] = [];
	const sleepers = new Set<{ at: number; wake: () => void }>();
	const waiting: Array<() => void> = [];
	const nextDue = (untilMs: number) =>
		[...sleepers].filter(({ at }) => at <= untilMs).sort((a, b) => a.at - b.at)[0];
	return {
		waits,
		get sleepers() {
			return sleepers.size;
		},
		now: () => now,
		random: () => random,
		async sleep(ms, signal) {
			if (signal?.aborted || ms <= 0) return;
			waits.push(ms);
			await new Promise<void>((resolve) => {
				const sleeper = {
					at: now + ms,
					wake: () => {
						sleepers.delete(sleeper);
						signal?.removeEventListener('abort', sleeper.wake);
						resolve();
					},
				};
				sleepers.add(sleeper);
				signal?.addEventListener('abort', sleeper.wake, { once: true });
				for (const told of waiting.splice(0)) told();
			});
		},
		async someoneSleeps() {
			if (sleepers.size > 0) return;
			await new Promise<void>((resolve) => waiting.push(resolve));
		},
		async pass(ms) {
			const untilMs = now + ms;
			await nextTurn();
			for (let due = nextDue(untilMs); due; due = nextDue(untilMs)) {
				now = Math.max(now, due.at);
				due.wake();
				await nextTurn();
			}
			now = untilMs;
			await nextTurn();
		},
	};
}
