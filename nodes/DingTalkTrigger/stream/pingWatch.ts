import type { Clock } from '../../shared/run/clock';

/** Longest silence that is waited for, and the one that holds as long as DingTalk's rhythm is not known. */
const MAX_SILENCE_MS = 180_000;
const MIN_SILENCE_MS = 30_000;
/** So many pings missing mean that the socket is dead, though nobody closed it. */
const PINGS_PER_SILENCE = 3;

/** Notices a socket over which nothing comes any more; the program on top of it is not told otherwise. */
export interface PingWatch {
	readonly heardAt: number;
	heard(): void;
	/** A ping came: the time between two tells how long silence may last. */
	pinged(): void;
	/** True when nothing came for too long; false when the signal ended the watch. */
	untilSilent(signal: AbortSignal): Promise<boolean>;
}

/** A watch that starts now. */
export function createPingWatch(clock: Clock): PingWatch {
	let heardAt = clock.now();
	let pingedAt: number | undefined;
	// The longest so far: after a hiccup of the network several pings come at once.
	let intervalMs: number | undefined;

	const limitMs = () =>
		intervalMs === undefined
			? MAX_SILENCE_MS
			: Math.min(MAX_SILENCE_MS, Math.max(MIN_SILENCE_MS, PINGS_PER_SILENCE * intervalMs));

	return {
		get heardAt() {
			return heardAt;
		},
		heard() {
			heardAt = clock.now();
		},
		pinged() {
			const now = clock.now();
			if (pingedAt !== undefined) intervalMs = Math.max(intervalMs ?? 0, now - pingedAt);
			pingedAt = now;
		},
		async untilSilent(signal) {
			heardAt = clock.now();
			while (!signal.aborted) {
				const leftMs = heardAt + limitMs() - clock.now();
				if (leftMs <= 0) return true;
				// Learning may shorten the limit meanwhile, so no sleep is longer than the shortest one.
				await clock.sleep(Math.min(leftMs, MIN_SILENCE_MS), signal);
			}
			return false;
		},
	};
}
