interface Entry<V> {
	value: V;
	/** Unix ms. */
	until: number;
}

const MAX_ENTRIES = 1000;

/**
 * A bounded map whose entries end: what is over its time is dropped when something new comes in. Where it is
 * full all the same, what was set longest ago goes.
 */
export class Expiring<V> {
	private readonly entries = new Map<string, Entry<V>>();

	private readonly max: number;

	/** @param max most entries. @default 1000 */
	constructor(max = MAX_ENTRIES) {
		this.max = max;
	}

	get(key: string, nowMs: number): V | undefined {
		const entry = this.entries.get(key);
		return entry && entry.until > nowMs ? entry.value : undefined;
	}

	/** @param untilMs Unix ms of its end */
	set(key: string, value: V, untilMs: number, nowMs: number): void {
		const isKnown = this.entries.delete(key);
		if (!isKnown) this.makeRoom(nowMs);
		this.entries.set(key, { value, until: untilMs });
	}

	/** The value, made where there is none; it lives for so long from now on. */
	use(key: string, make: () => V, lifeMs: number, nowMs: number): V {
		const value = this.get(key, nowMs) ?? make();
		this.set(key, value, nowMs + lifeMs, nowMs);
		return value;
	}

	delete(key: string): void {
		this.entries.delete(key);
	}

	clear(): void {
		this.entries.clear();
	}

	get size(): number {
		return this.entries.size;
	}

	private makeRoom(nowMs: number): void {
		for (const [key, { until }] of this.entries) if (until <= nowMs) this.entries.delete(key);
		const [oldest] = this.entries.keys();
		if (this.entries.size >= this.max) this.entries.delete(oldest);
	}
}
