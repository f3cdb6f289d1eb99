/** Sliding windows of events per key. */
export class SlidingWindows {
	private events = new Map<string, number[]>();
	private readonly lengthMs: number;

	constructor(lengthMs: number) {
		this.lengthMs = lengthMs;
	}

	/** Books one event and says true, or says false when `limit` events lie in the window. */
	take(key: string, limit: number, nowMs: number): boolean {
		const recent = (this.events.get(key) ?? []).filter((time) => time > nowMs - this.lengthMs);
		this.events.set(key, recent);
		if (recent.length >= limit) return false;
		recent.push(nowMs);
		return true;
	}

	/** Forgets everything. */
	clear(): void {
		this.events.clear();
	}
}
