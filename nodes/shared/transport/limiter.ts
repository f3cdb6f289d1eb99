import type { Clock } from '../clock';
import { endOrAbort } from '../clock';

/** Calls leave this much slower than allowed: what reaches DingTalk is less even than what leaves here. */
const RESERVE = 1.03;
/** The same for the window, which only counts when this process was held up and calls left late. */
const WINDOW_RESERVE = 1.02;
/** So much lost time is made up for, by calls that leave closer together. */
const CATCH_UP_MS = 200;
/** Timers are no finer. */
const TICK_MS = 1;
/** Faster rates are not counted call by call. */
const MAX_COUNTED = 1000;
const MAX_GATES = 1000;

interface Gate {
	/** When the next caller may go, Unix ms. */
	nextAt: number;
	/** When the last callers really went, Unix ms, ascending. */
	departures: number[];
	/** Ends when everybody who asked so far has gone. */
	queue: Promise<void>;
}

/** Paces callers per gate (one app and one API); shared by all nodes and executions of a process. */
export class Limiter {
	private readonly gates = new Map<string, Gate>();

	/**
	 * Resolves when the caller may send; immediately when `perSecond` is 0 or not finite. Callers of one gate
	 * go in the order in which they asked, evenly spaced. Returns early when the signal aborts.
	 */
	async acquire(key: string, perSecond: number, clock: Clock, signal?: AbortSignal): Promise<void> {
		const gate = this.gate(key);
		const askedAt = clock.now();
		const ahead = gate.queue;
		gate.queue = (async () => {
			await ahead;
			await depart(gate, askedAt, perSecond, clock, signal);
		})();
		await endOrAbort(gate.queue, signal);
	}

	/** Holds every caller of a gate back, after DingTalk refused one of them. */
	pause(key: string, ms: number, clock: Clock): void {
		const gate = this.gate(key);
		gate.nextAt = Math.max(gate.nextAt, clock.now() + ms);
	}

	private gate(key: string): Gate {
		const gate = this.gates.get(key) ?? { nextAt: 0, departures: [], queue: Promise.resolve() };
		// Free paths of API Request could grow the map without end; the gate that rested longest goes.
		this.gates.delete(key);
		if (this.gates.size >= MAX_GATES) this.gates.delete(this.gates.keys().next().value as string);
		this.gates.set(key, gate);
		return gate;
	}
}

/** Waits until the first in the queue may go, and books the departure. */
async function depart(
	gate: Gate,
	askedAt: number,
	perSecond: number,
	clock: Clock,
	signal?: AbortSignal,
): Promise<void> {
	const isPaced = Number.isFinite(perSecond) && perSecond > 0;
	const spacingMs = isPaced ? (1000 / perSecond) * RESERVE : 0;
	while (!signal?.aborted) {
		const slot = Math.max(askedAt, gate.nextAt);
		const now = clock.now();
		// A pause can move the slot while we sleep, so it is looked at again.
		const waitMs = Math.max(slot, isPaced ? windowEnd(gate.departures, perSecond) : 0) - now;
		if (waitMs < TICK_MS) {
			gate.nextAt = Math.max(slot, now - CATCH_UP_MS) + spacingMs;
			gate.departures.push(now);
			if (gate.departures.length > MAX_COUNTED) gate.departures.shift();
			return;
		}
		await clock.sleep(waitMs, signal);
	}
}

/** When the window that begins with the first of the last callers is over. */
function windowEnd(departures: number[], perSecond: number): number {
	const count = Math.max(1, Math.floor(perSecond));
	const first = departures[departures.length - count];
	return first === undefined ? 0 : first + (count / perSecond) * 1000 * WINDOW_RESERVE;
}

/** The limiter of the DingTalk apps: 20 calls per second per app and API in the standard edition. */
export const appLimiter = new Limiter();
