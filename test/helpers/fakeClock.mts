import type { Clock } from '../../nodes/shared/clock.ts';

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
