export interface OrderedRun<T, R> {
	/** Most tasks under way at once. */
	concurrency: number;
	/** Tasks that share a key run one after the other, in the order given. */
	keysOf(task: T): string[];
	run(task: T): Promise<R>;
	signal?: AbortSignal;
}

/** So many times the concurrency is looked ahead for tasks that need not wait for another of their key. */
const LOOK_AHEAD = 10;

/**
 * Runs tasks at once up to a bound, keeps the order of those that share a key, and returns the results in
 * the order of the tasks. After a failure nothing new starts; the running ones end, then the failure of the
 * earliest task is thrown.
 */
export async function runInOrder<T, R>(tasks: readonly T[], plan: OrderedRun<T, R>): Promise<R[]> {
	const results: R[] = [];
	const faults = new Map<number, unknown>();
	const lastOfKey = new Map<string, Promise<void>>();
	const places = new Slots(plan.concurrency * LOOK_AHEAD);
	const slots = new Slots(plan.concurrency);
	const running: Array<Promise<void>> = [];
	const isOver = () => faults.size > 0 || plan.signal?.aborted === true;

	const runOne = async (task: T, index: number, before: Promise<unknown>) => {
		await before;
		await slots.take();
		try {
			if (!isOver()) results[index] = await plan.run(task);
		} catch (fault) {
			faults.set(index, fault);
		} finally {
			slots.give();
			places.give();
		}
	};

	for (const [index, task] of tasks.entries()) {
		await places.take();
		if (isOver()) break;
		const keys = plan.keysOf(task);
		const done = runOne(task, index, Promise.all(keys.map((key) => lastOfKey.get(key))));
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
