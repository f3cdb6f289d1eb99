import type { Clock } from '../clock';

/**
 * Spaces calls evenly, so that any window of a second holds no more than DingTalk allows.
 * The small reserve absorbs the jitter between our clock and DingTalk's.
 */
const RESERVE = 1.03;
const MAX_GATES = 1000;

interface Gate {
	/** When the next caller may go, Unix ms. */
	nextAt: number;
	/** Nobody goes before this time: DingTalk refused a call. */
	pausedUntil: number;
}

/** Paces callers per gate (one app and one API); shared by all nodes and executions of a process. */
export class Limiter {
	private readonly gates = new Map<string, Gate>();

	/**
	 * Resolves when the caller may send; immediately when `perSecond` is 0 or not finite.
	 * Callers of one gate go in the order in which they asked.
	 */
	async acquire(key: string, perSecond: number, clock: Clock, signal?: AbortSignal): Promise<void> {
		const gate = this.gate(key);
		if (Number.isFinite(perSecond) && perSecond > 0) {
			const slot = Math.max(clock.now(), gate.nextAt);
			gate.nextAt = slot + (1000 / perSecond) * RESERVE;
			await clock.sleep(slot - clock.now(), signal);
		}
		while (!signal?.aborted && gate.pausedUntil > clock.now()) {
			// Those who waited out a pause must not all leave at its end.
			const spread = Number.isFinite(perSecond) && perSecond > 0 ? 1000 / perSecond : 0;
			await clock.sleep(gate.pausedUntil - clock.now() + clock.random() * spread * 2, signal);
		}
	}

	/** Holds every caller of a gate back, after DingTalk refused one of them. */
	pause(key: string, ms: number, clock: Clock): void {
		const gate = this.gate(key);
		gate.pausedUntil = Math.max(gate.pausedUntil, clock.now() + ms);
		gate.nextAt = Math.max(gate.nextAt, gate.pausedUntil);
	}

	private gate(key: string): Gate {
		const found = this.gates.get(key);
		if (found) return found;
		// Free paths of API Request could grow the map without end; the oldest gate goes.
		if (this.gates.size >= MAX_GATES) this.gates.delete(this.gates.keys().next().value as string);
		const gate = { nextAt: 0, pausedUntil: 0 };
		this.gates.set(key, gate);
		return gate;
	}
}

/** The limiter of the DingTalk apps: 20 calls per second per app and API in the standard edition. */
export const appLimiter = new Limiter();
