/** Timers that can all be stopped at once. */
export class Timers {
	private readonly running = new Set<NodeJS.Timeout>();

	/** Does `work` after a pause, once. */
	later(ms: number, work: () => void): NodeJS.Timeout {
		const timer = setTimeout(() => {
			this.running.delete(timer);
			work();
		}, ms);
		this.running.add(timer);
		return timer;
	}

	/** Stops one. */
	stop(timer: NodeJS.Timeout | undefined): void {
		if (!timer) return;
		clearTimeout(timer);
		this.running.delete(timer);
	}

	/** Stops all. */
	clear(): void {
		for (const timer of this.running) clearTimeout(timer);
		this.running.clear();
	}
}
