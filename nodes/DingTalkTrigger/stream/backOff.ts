import type { Clock } from '../../shared/run/clock';

const FIRST_WAIT_MS = 1000;
const MAX_WAIT_MS = 60_000;
/** Doublings until the longest wait. */
const MAX_LEVEL = 6;
/** A connection that stood so long takes one doubling back; after a minute all are taken back. */
const STEP_BACK_MS = 10_000;

/** How long to wait before the next connection: 1 s, doubled up to 60 s, each with jitter. */
export interface BackOff {
	/** The connection that just ended had stood for so long. */
	stood(ms: number): void;
	/** Before the next attempt after a loss or a failed attempt. */
	afterLossMs(): number;
	/** Before a change that is due while the old connection still works: none, unless changes come too fast. */
	beforeChangeMs(): number;
}

/** Waits that grow while connections do not last. */
export function createBackOff(clock: Pick<Clock, 'random'>): BackOff {
	let level = 0;
	// Half of it is chance: thousands of clients that DingTalk dropped at once must not come back at once.
	const waitMs = (doublings: number) =>
		Math.min(MAX_WAIT_MS, FIRST_WAIT_MS * 2 ** doublings) * (0.5 + clock.random() / 2);
	const raise = () => {
		level = Math.min(MAX_LEVEL, level + 1);
	};
	return {
		stood(ms) {
			level = Math.max(0, level - Math.floor(ms / STEP_BACK_MS));
		},
		afterLossMs() {
			const wait = waitMs(level);
			raise();
			return wait;
		},
		beforeChangeMs() {
			const wait = level === 0 ? 0 : waitMs(level - 1);
			raise();
			return wait;
		},
	};
}
