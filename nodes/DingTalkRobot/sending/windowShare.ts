import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/run/durations';

/**
 * What a process takes of a robot's allowance while nothing was refused, by the time since its first message.
 * A refusal blocks the robot for ten minutes: so long a process holds back before it takes all. Four processes
 * that begin together stay under the limit for the first minute, two for ten.
 */
const BEGINNING = [
	{ untilMs: MINUTE_MS, share: 1 / 4 },
	{ untilMs: 10 * MINUTE_MS, share: 1 / 2 },
];
/** How long a cut holds before the share doubles; twice as long after each further refusal. */
const FIRST_HOLD_MS = HOUR_MS;
const MAX_HOLD_MS = DAY_MS;
const LEAST = 1 / 20;

/**
 * The share of a window's allowance that this process may use while others may use it too. As each refusal is
 * dear, it begins with a part, halves what it has when it is refused, and tries more rarely.
 */
export class WindowShare {
	private firstAt?: number;
	/** After a refusal. */
	private cut?: { share: number; at: number; holdMs: number };

	/** 1/20 … 1; the first call counts as the first message. */
	at(nowMs: number): number {
		this.firstAt ??= nowMs;
		if (this.cut) {
			const { share, at, holdMs } = this.cut;
			return Math.min(1, share * 2 ** Math.floor((nowMs - at) / holdMs));
		}
		const age = nowMs - this.firstAt;
		return BEGINNING.find(({ untilMs }) => age < untilMs)?.share ?? 1;
	}

	/** To be called once for all refusals of one block. */
	refused(nowMs: number): void {
		const holdMs = this.cut ? Math.min(MAX_HOLD_MS, this.cut.holdMs * 2) : FIRST_HOLD_MS;
		this.cut = { share: Math.max(LEAST, this.at(nowMs) / 2), at: nowMs, holdMs };
	}
}
