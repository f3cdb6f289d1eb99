/** So much of the allowance, at least, is given up on a refusal: what is counted in one window varies by it. */
const GIVEN_UP = 0.03;
/** What was accepted in one window is counted in whole calls: so much may be missing by chance. */
const BY_CHANCE = 0.08;
/** The least a process keeps. */
const LEAST = 0.05;
/** Calls that leave so soon after a cut (in windows) still meet what was sent before it. */
const SETTLING_WINDOWS = 1.2;
/** Regained after one period; from then on it goes fast. */
const REGAINED = 0.018;
/**
 * A period, in calls of all processes, for a process that has the whole allowance; longer for a smaller
 * share. However many share an allowance, together they are refused about once in so many calls (0.4 %).
 */
const PERIOD_CALLS = 240;
/** Periods grow no longer than for a fifth of the allowance. */
const SMALLEST_FOR_PERIOD = 0.2;

/**
 * The share of an allowance that this process may use while others use it too, learned from refusals alone,
 * as TCP does. A refusal shows that all of it was used: the share falls to what DingTalk accepted of us in
 * the last window, at most by half, and a little at least. It comes back slowly at first, to find out whether
 * others went away, then ever faster: at 20 calls a second in 15 s from nearly all, in two minutes from a quarter.
 */
export class FairShare {
	private low = 1;
	/** Unix ms of the last cut. */
	private cutAt = Number.NEGATIVE_INFINITY;

	/** 0.05 … 1. */
	at(nowMs: number, perSecond: number): number {
		if (this.low === 1) return 1;
		const callsMs = (PERIOD_CALLS / perSecond) * 1000;
		const periods = (nowMs - this.cutAt) / (callsMs / Math.max(this.low, SMALLEST_FOR_PERIOD));
		return Math.min(1, this.low + REGAINED * periods ** 4);
	}

	/**
	 * Cuts the share, once for all refusals of one moment.
	 *
	 * @param leftAt when the refused call left, Unix ms
	 * @param acceptedShare what DingTalk accepted of us in the window before, as a share of the allowance
	 */
	refused(nowMs: number, leftAt: number, acceptedShare: number, perSecond: number): void {
		const windowMs = Math.max(1, 1 / perSecond) * 1000;
		if (leftAt <= this.cutAt + windowMs * SETTLING_WINDOWS) return;
		const before = this.at(nowMs, perSecond);
		const fitting = Math.min(before - GIVEN_UP, acceptedShare + BY_CHANCE);
		this.low = Math.max(LEAST, before / 2, fitting);
		this.cutAt = nowMs;
	}
}
