import type { Clock } from '../run/clock';
import { endOrAbort } from '../run/clock';
import { Expiring } from '../run/expiring';
import type { Line } from '../run/lines';
import { Lines } from '../run/lines';
import { FairShare } from './fairShare';
import { HOUR_MS } from '../run/durations';

/** Calls leave this much slower than allowed: what reaches DingTalk is less even than what leaves here. */
const RESERVE = 1.02;
/** The same for the window, which only counts when calls were held up. */
const WINDOW_RESERVE = 1.015;
/** So much lost time is made up for, by calls that leave closer together. */
const CATCH_UP_MS = 300;
/** A call that takes longer than this above the usual is slow work, not one that reached DingTalk late. */
const MAX_HELD_UP_MS = 300;
/** Timers are no finer. */
const TICK_MS = 1;
/** Faster rates are not counted call by call. */
const MAX_COUNTED = 1000;
/** So long an answer may take and still tell what was accepted before its call. */
const KEPT_WINDOWS = 10;
/** A gate that nobody has used for so long begins anew. */
const GATE_LIFE_MS = HOUR_MS;

interface Departure {
	leftAt: number;
	answeredAt?: number;
	isRefused?: boolean;
}

/** What becomes of a call that has left. */
export interface Turn {
	/** The answer is there: how long it took shows when DingTalk may have counted the call. */
	answered(): void;
	/** The answer is that there were too many calls, ours or those of other processes. */
	refused(): void;
}

interface Gate {
	/** When the next caller may go, Unix ms. */
	nextAt: number;
	/** The last callers, in order of leaving. */
	departures: Departure[];
	/** How long an answer takes when nothing is in the way, ms. */
	usualMs: number;
	share: FairShare;
	lines: Lines;
}

/**
 * Paces callers per gate (one app and one API); shared by all nodes and executions of a process. What other
 * processes leave of the allowance is learned from refusals.
 */
export class Limiter {
	private readonly gates = new Expiring<Gate>();

	/**
	 * Resolves when the caller may send; immediately when `perSecond` is 0 or not finite. Callers of one line
	 * go in the order in which they asked, evenly spaced. Returns early when the signal aborts.
	 *
	 * @param perSecond the allowance of all processes together
	 * @returns what to tell when the answer is there
	 */
	async acquire(
		key: string,
		perSecond: number,
		clock: Clock,
		signal?: AbortSignal,
		line: Line = 'new',
	): Promise<Turn> {
		const gate = this.gate(key, clock);
		const askedAt = clock.now();
		let departure: Departure | undefined;
		const gone = gate.lines.join(line, async () => {
			departure = await depart(gate, askedAt, perSecond, clock, signal);
		});
		await endOrAbort(gone, signal);
		const answered = () => {
			if (!departure) return;
			departure.answeredAt = clock.now();
			// A little up with each answer, so that a line that became slower is the usual one after a while.
			gate.usualMs = Math.min(gate.usualMs + 1, departure.answeredAt - departure.leftAt);
		};
		return {
			answered,
			refused() {
				answered();
				if (!departure || !isPaced(perSecond)) return;
				departure.isRefused = true;
				const accepted = acceptedBefore(gate, departure, perSecond);
				gate.share.refused(clock.now(), departure.leftAt, accepted, perSecond);
			},
		};
	}

	/** Holds every caller of a gate back, after DingTalk refused one of them. */
	pause(key: string, ms: number, clock: Clock): void {
		const gate = this.gate(key, clock);
		gate.nextAt = Math.max(gate.nextAt, clock.now() + ms);
	}

	private gate(key: string, clock: Clock): Gate {
		return this.gates.use(key, newGate, GATE_LIFE_MS, clock.now());
	}
}

const newGate = (): Gate => ({
	nextAt: 0,
	departures: [],
	usualMs: Number.POSITIVE_INFINITY,
	share: new FairShare(),
	lines: new Lines(),
});

const isPaced = (perSecond: number): boolean => Number.isFinite(perSecond) && perSecond > 0;

/** Calls that one window holds. */
const windowCalls = (perSecond: number): number => Math.max(1, Math.floor(perSecond));

/** What was accepted in the window before a departure, as a share of what the window holds. */
function acceptedBefore(gate: Gate, { leftAt }: Departure, perSecond: number): number {
	const calls = windowCalls(perSecond);
	const fromMs = leftAt - (calls / perSecond) * 1000;
	const accepted = gate.departures.filter(
		(other) => other.leftAt > fromMs && other.leftAt <= leftAt && !other.isRefused,
	);
	return accepted.length / calls;
}

/** Waits until the first in the queue may go, and books the departure; undefined when it was cancelled. */
async function depart(
	gate: Gate,
	askedAt: number,
	perSecond: number,
	clock: Clock,
	signal?: AbortSignal,
): Promise<Departure | undefined> {
	const paced = isPaced(perSecond);
	while (!signal?.aborted) {
		const slot = Math.max(askedAt, gate.nextAt);
		const now = clock.now();
		// A pause can move the slot while we sleep, so it is looked at again.
		const waitMs = Math.max(slot, paced ? windowEnd(gate, perSecond, now) : 0) - now;
		if (waitMs < TICK_MS) {
			const rate = paced ? perSecond * gate.share.at(now, perSecond) : Number.POSITIVE_INFINITY;
			gate.nextAt = Math.max(slot, now - CATCH_UP_MS) + (1000 / rate) * RESERVE;
			const departure: Departure = { leftAt: now };
			gate.departures.push(departure);
			const kept = Math.min(MAX_COUNTED, KEPT_WINDOWS * windowCalls(perSecond));
			if (gate.departures.length > kept) gate.departures.shift();
			return departure;
		}
		await clock.sleep(waitMs, signal);
	}
	return undefined;
}

/**
 * When the window that begins with the first of the last callers is over. DingTalk counts a call when it
 * arrives there: one whose answer took longer than usual may have arrived that much later.
 */
function windowEnd(gate: Gate, perSecond: number, now: number): number {
	const count = windowCalls(perSecond);
	const first = gate.departures[gate.departures.length - count];
	if (!first) return 0;
	const extraMs = (first.answeredAt ?? now) - first.leftAt - gate.usualMs;
	const heldUpMs = Math.min(MAX_HELD_UP_MS, Math.max(0, extraMs));
	return first.leftAt + heldUpMs + (count / perSecond) * 1000 * WINDOW_RESERVE;
}

/** The limiter of the DingTalk apps: 20 calls per second per app and API in the standard edition. */
export const appLimiter = new Limiter();
