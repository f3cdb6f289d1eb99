export interface OrderedRun<T, R> {
	/** Most tasks under way at once. */
	concurrency: number;
	/** Tasks that share a key run one after the other, in the order given. */
	keysOf(task: T): string[];
	run(task: T): Promise<R>;
	signal?: AbortSignal;
}

/**
 * Runs tasks at once up to a bound, keeps the order of those that share a key, and returns the results in
 * the order of the tasks. After a failure nothing new starts; the running ones end, then the failure of the
 * earliest task is thrown.
 */
export async function runInOrder<T, R>(tasks: readonly T[], plan: OrderedRun<T, R>): Promise<R[]> {
	const results: R[] = [];
	const faults = new Map<number, unknown>();
	const lastOfKey = new Map<string, Promise<void>>();
	const slots = new Slots(plan.concurrency);
	const running: Array<Promise<void>> = [];

	for (const [index, task] of tasks.entries()) {
		const keys = plan.keysOf(task);
		const before = Promise.all(keys.map((key) => lastOfKey.get(key)));
		await slots.take();
		if (faults.size > 0 || plan.signal?.aborted) break;
		const done = (async () => {
			try {
				await before;
				if (faults.size === 0) results[index] = await plan.run(task);
			} catch (fault) {
				faults.set(index, fault);
			} finally {
				slots.give();
			}
		})();
		for (const key of keys) lastOfKey.set(key, done);
		running.push(done);
	}
	await Promise.all(running);
	if (faults.size > 0) throw faults.get(Math.min(...faults.keys()));
	return results;
}

/** Counts what is under way. */
class Slots {
	private free: number;

	private readonly waiting: Array<() => void> = [];

	constructor(count: number) {
		this.free = count;
	}

	async take(): Promise<void> {
		if (this.free > 0) {
			this.free--;
			return;
		}
		await new Promise<void>((resolve) => this.waiting.push(resolve));
	}

	give(): void {
		const next = this.waiting.shift();
		if (next) next();
		else this.free++;
	}
}
