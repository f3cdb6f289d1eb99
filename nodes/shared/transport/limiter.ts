import type { Clock } from '../clock';
import { endOrAbort } from '../clock';

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
const MAX_GATES = 1000;

interface Departure {
	leftAt: number;
	answeredAt?: number;
}

interface Gate {
	/** When the next caller may go, Unix ms. */
	nextAt: number;
	/** The last callers, in order of leaving. */
	departures: Departure[];
	/** How long an answer takes when nothing is in the way, ms. */
	usualMs: number;
	/** Ends when everybody who asked so far has gone. */
	queue: Promise<void>;
}

/** Paces callers per gate (one app and one API); shared by all nodes and executions of a process. */
export class Limiter {
	private readonly gates = new Map<string, Gate>();

	/**
	 * Resolves when the caller may send; immediately when `perSecond` is 0 or not finite. Callers of one gate
	 * go in the order in which they asked, evenly spaced. Returns early when the signal aborts.
	 *
	 * @returns to be called when the answer is there: how long it took shows when DingTalk may have counted
	 * the call
	 */
	async acquire(
		key: string,
		perSecond: number,
		clock: Clock,
		signal?: AbortSignal,
	): Promise<() => void> {
		const gate = this.gate(key);
		const askedAt = clock.now();
		const ahead = gate.queue;
		let departure: Departure | undefined;
		gate.queue = (async () => {
			await ahead;
			departure = await depart(gate, askedAt, perSecond, clock, signal);
		})();
		await endOrAbort(gate.queue, signal);
		return () => {
			if (!departure) return;
			departure.answeredAt = clock.now();
			// A little up with each answer, so that a line that became slower is the usual one after a while.
			gate.usualMs = Math.min(gate.usualMs + 1, departure.answeredAt - departure.leftAt);
		};
	}

	/** Holds every caller of a gate back, after DingTalk refused one of them. */
	pause(key: string, ms: number, clock: Clock): void {
		const gate = this.gate(key);
		gate.nextAt = Math.max(gate.nextAt, clock.now() + ms);
	}

	private gate(key: string): Gate {
		const gate = this.gates.get(key) ?? newGate();
		// Free paths of API Request could grow the map without end; the gate that rested longest goes.
		this.gates.delete(key);
		if (this.gates.size >= MAX_GATES) this.gates.delete(this.gates.keys().next().value as string);
		this.gates.set(key, gate);
		return gate;
	}
}

const newGate = (): Gate => ({
	nextAt: 0,
	departures: [],
	usualMs: Number.POSITIVE_INFINITY,
	queue: Promise.resolve(),
});

/** Waits until the first in the queue may go, and books the departure; undefined when it was cancelled. */
async function depart(
	gate: Gate,
	askedAt: number,
	perSecond: number,
	clock: Clock,
	signal?: AbortSignal,
): Promise<Departure | undefined> {
	const isPaced = Number.isFinite(perSecond) && perSecond > 0;
	const spacingMs = isPaced ? (1000 / perSecond) * RESERVE : 0;
	while (!signal?.aborted) {
		const slot = Math.max(askedAt, gate.nextAt);
		const now = clock.now();
		// A pause can move the slot while we sleep, so it is looked at again.
		const waitMs = Math.max(slot, isPaced ? windowEnd(gate, perSecond, now) : 0) - now;
		if (waitMs < TICK_MS) {
			gate.nextAt = Math.max(slot, now - CATCH_UP_MS) + spacingMs;
			const departure: Departure = { leftAt: now };
			gate.departures.push(departure);
			if (gate.departures.length > MAX_COUNTED) gate.departures.shift();
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
	const count = Math.max(1, Math.floor(perSecond));
	const first = gate.departures[gate.departures.length - count];
	if (!first) return 0;
	const extraMs = (first.answeredAt ?? now) - first.leftAt - gate.usualMs;
	const heldUpMs = Math.min(MAX_HELD_UP_MS, Math.max(0, extraMs));
	return first.leftAt + heldUpMs + (count / perSecond) * 1000 * WINDOW_RESERVE;
}

/** The limiter of the DingTalk apps: 20 calls per second per app and API in the standard edition. */
export const appLimiter = new Limiter();
