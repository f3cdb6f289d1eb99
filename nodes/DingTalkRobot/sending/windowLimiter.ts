import type { Clock } from '../../shared/run/clock';
import { endOrAbort } from '../../shared/run/clock';
import { Expiring } from '../../shared/run/expiring';
import type { Line } from '../../shared/run/lines';
import { Lines } from '../../shared/run/lines';
import type { WindowShare } from './windowShare';
import { HOUR_MS, MINUTE_MS } from '../../shared/run/durations';

/** Absorbs the difference between our sending and DingTalk's receiving. */
const RESERVE_MS = 2_000;
/** A refusal this long ago says nothing about now: DingTalk blocks a robot for up to 10 minutes. */
const REFUSAL_MEMORY_MS = 10 * MINUTE_MS;
/** A gate that nobody has used for so long begins anew. */
const GATE_LIFE_MS = HOUR_MS;

type Share = Pick<WindowShare, 'at' | 'refused'>;

/** Of a process that has the allowance for itself. */
const WHOLE: Share = { at: () => 1, refused() {} };

interface Gate {
	/** When the callers of the last window went, Unix ms, ascending. */
	departures: number[];
	/** Nobody goes before this time: DingTalk refused a call. */
	pausedUntil: number;
	refusedSince?: number;
	lastRefusal: number;
	share: Share;
	lines: Lines;
}

/**
 * Lets callers go at once while any window of time holds no more of them than this process may send, then
 * makes them wait: where it may send 20 a minute, a burst of 20 is fine, the 21st waits until the first is a
 * minute old.
 */
export class WindowLimiter {
	private readonly gates = new Expiring<Gate>();
	private readonly max: number;
	private readonly windowMs: number;
	private readonly newShare: () => Share;

	/** @param newShare what this process takes of the allowance. @default all of it */
	constructor(max: number, windowMs: number, newShare: () => Share = () => WHOLE) {
		this.max = max;
		this.windowMs = windowMs + RESERVE_MS;
		this.newShare = newShare;
	}

	/**
	 * Resolves when the caller may send, in each line in the order of asking; returns early when the signal aborts.
	 *
	 * @param most this process sends no more than so many in a window. @default all that its share allows
	 */
	async acquire(
		key: string,
		clock: Clock,
		signal?: AbortSignal,
		most = this.max,
		line: Line = 'new',
	): Promise<void> {
		const gate = this.gate(key, clock);
		const gone = gate.lines.join(line, async () => await this.depart(gate, most, clock, signal));
		await endOrAbort(gone, signal);
	}

	private async depart(
		gate: Gate,
		most: number,
		clock: Clock,
		signal?: AbortSignal,
	): Promise<void> {
		while (!signal?.aborted) {
			const now = clock.now();
			const waitMs = Math.max(this.freeAt(gate, most, now), gate.pausedUntil) - now;
			if (waitMs <= 0) {
				gate.departures.push(now);
				return;
			}
			// The share may grow and a refusal come while we sleep, so it is looked at again.
			await clock.sleep(waitMs, signal);
		}
	}

	/** When the window has room for one more. */
	private freeAt(gate: Gate, most: number, now: number): number {
		gate.departures = gate.departures.filter((at) => at > now - this.windowMs);
		const { departures } = gate;
		const max = Math.min(most, Math.max(1, Math.floor(this.max * gate.share.at(now))));
		return departures.length < max ? now : departures[departures.length - max] + this.windowMs;
	}

	/** Notes that DingTalk refused a call for being too many. */
	refused(key: string, clock: Clock): void {
		const gate = this.gate(key, clock);
		const now = clock.now();
		if (now - gate.lastRefusal > REFUSAL_MEMORY_MS) gate.refusedSince = undefined;
		if (gate.refusedSince === undefined) gate.share.refused(now);
		gate.refusedSince ??= now;
		gate.lastRefusal = now;
	}

	/** Notes that DingTalk accepts calls again. */
	accepted(key: string, clock: Clock): void {
		this.gate(key, clock).refusedSince = undefined;
	}

	/** Since when every call was refused, Unix ms; undefined when the last one was accepted. */
	refusedSince(key: string, clock: Clock): number | undefined {
		return this.gate(key, clock).refusedSince;
	}

	/** Holds every caller back. */
	pause(key: string, ms: number, clock: Clock): void {
		const gate = this.gate(key, clock);
		gate.pausedUntil = Math.max(gate.pausedUntil, clock.now() + ms);
	}

	private gate(key: string, clock: Clock): Gate {
		const make = (): Gate => ({
			departures: [],
			pausedUntil: 0,
			lastRefusal: 0,
			share: this.newShare(),
			lines: new Lines(),
		});
		return this.gates.use(key, make, GATE_LIFE_MS, clock.now());
	}
}
