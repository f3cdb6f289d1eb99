import type { Clock } from '../clock';

/** Absorbs the difference between our sending and DingTalk's receiving. */
const RESERVE_MS = 2_000;
/** A refusal this long ago says nothing about now: DingTalk blocks a robot for up to 10 minutes. */
const REFUSAL_MEMORY_MS = 10 * 60_000;
const MAX_GATES = 1_000;

interface Gate {
	/** When each caller of the last window went or will go, Unix ms, ascending. */
	slots: number[];
	/** Nobody goes before this time: DingTalk refused a call. */
	pausedUntil: number;
	refusedSince?: number;
	lastRefusal: number;
}

/**
 * Lets callers go at once while any window of time holds no more of them than allowed, then makes them
 * wait: a burst of 20 within a minute is fine, the 21st waits until the first is a minute old.
 */
export class WindowLimiter {
	private readonly gates = new Map<string, Gate>();
	private readonly max: number;
	private readonly windowMs: number;

	constructor(max: number, windowMs: number) {
		this.max = max;
		this.windowMs = windowMs + RESERVE_MS;
	}

	/** Resolves when the caller may send, in the order of asking; returns early when the signal aborts. */
	async acquire(key: string, clock: Clock, signal?: AbortSignal): Promise<void> {
		const gate = this.gate(key);
		for (;;) {
			const slot = this.reserve(gate, clock.now());
			await clock.sleep(slot - clock.now(), signal);
			const isHeldBack = gate.pausedUntil > clock.now();
			if (!signal?.aborted && !isHeldBack) return;
			// Who gave up, or was held back by a refusal meanwhile, leaves the place to others.
			gate.slots.splice(gate.slots.lastIndexOf(slot), 1);
			if (signal?.aborted) return;
		}
	}

	private reserve(gate: Gate, now: number): number {
		gate.slots = gate.slots.filter((slot) => slot > now - this.windowMs);
		const { slots } = gate;
		const free = slots.length < this.max ? now : slots[slots.length - this.max] + this.windowMs;
		const slot = Math.max(now, free, slots.at(-1) ?? 0, gate.pausedUntil);
		slots.push(slot);
		return slot;
	}

	/** Notes that DingTalk refused a call for being too many. */
	refused(key: string, clock: Clock): void {
		const gate = this.gate(key);
		if (clock.now() - gate.lastRefusal > REFUSAL_MEMORY_MS) gate.refusedSince = undefined;
		gate.refusedSince ??= clock.now();
		gate.lastRefusal = clock.now();
	}

	/** Notes that DingTalk accepts calls again. */
	accepted(key: string): void {
		this.gate(key).refusedSince = undefined;
	}

	/** Since when every call was refused, Unix ms; undefined when the last one was accepted. */
	refusedSince(key: string): number | undefined {
		return this.gate(key).refusedSince;
	}

	/** Holds every caller back. */
	pause(key: string, ms: number, clock: Clock): void {
		const gate = this.gate(key);
		gate.pausedUntil = Math.max(gate.pausedUntil, clock.now() + ms);
	}

	private gate(key: string): Gate {
		const found = this.gates.get(key);
		if (found) return found;
		// Expressions in credentials could grow the map without end; the oldest gate goes.
		if (this.gates.size >= MAX_GATES) this.gates.delete(this.gates.keys().next().value as string);
		const gate: Gate = { slots: [], pausedUntil: 0, lastRefusal: 0 };
		this.gates.set(key, gate);
		return gate;
	}
}
