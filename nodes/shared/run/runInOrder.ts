/** Lookups of people, groups or departments at once: few enough to leave the calls of the items their turns. */
export const CONCURRENT_LOOKUPS = 10;

export interface OrderedRun<T, R> {
	/** Most tasks under way at once. */
	concurrency: number;
	/** Tasks that share a key run one after the other, in the order given. Keys may take time to be found. */
	keysOf(task: T): string[] | Promise<string[]>;
	run(task: T): Promise<R>;
	signal?: AbortSignal;
}

/** How many tasks are looked at, as a multiple of `concurrency`, for some whose keys are free. */
const LOOK_AHEAD = 10;

/**
 * Runs tasks at once up to a bound, keeps the order of those that share a key, and returns the results in
 * the order of the tasks. After a failure nothing new starts; the running ones end, then the failure of the
 * earliest task is thrown.
 */
export async function runInOrder<T, R>(tasks: readonly T[], plan: OrderedRun<T, R>): Promise<R[]> {
	const results: R[] = [];
	const faults = new Map<number, unknown>();
	/** Index of the last task of each key. */
	const lastOfKey = new Map<string, number>();
	const places = new Slots(plan.concurrency * LOOK_AHEAD);
	const lookups = new Slots(plan.concurrency);
	const slots = new Slots(plan.concurrency);
	const running: Array<Promise<void>> = [];
	const isOver = () => faults.size > 0 || plan.signal?.aborted === true;

	const keysOf = async (task: T): Promise<string[]> => {
		// With nobody beside it there is no order to keep.
		if (tasks.length < 2) return [];
		return await lookups.hold(async () => await plan.keysOf(task));
	};

	/** Gives the task its place behind the earlier ones of its keys, once those have theirs. */
	const place = async (task: T, index: number, ahead: Promise<unknown>): Promise<number[]> => {
		const keys = await keysOf(task);
		await ahead;
		const before = keys.map((key) => lastOfKey.get(key)).filter((other) => other !== undefined);
		for (const key of keys) lastOfKey.set(key, index);
		return before;
	};

	const runOne = async (task: T, index: number, placed: Promise<number[]>) => {
		try {
			const before = await placed;
			await Promise.all(before.map((other) => running[other]));
			await slots.hold(async () => {
				if (!isOver()) results[index] = await plan.run(task);
			});
		} catch (fault) {
			faults.set(index, fault);
		} finally {
			places.give();
		}
	};

	let ahead: Promise<unknown> = Promise.resolve();
	for (const [index, task] of tasks.entries()) {
		await places.take();
		if (isOver()) break;
		const placed = place(task, index, ahead);
		ahead = placed.catch(() => {});
		running.push(runOne(task, index, placed));
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

	/** Does the work with a slot of its own. */
	async hold<R>(work: () => Promise<R>): Promise<R> {
		await this.take();
		try {
			return await work();
		} finally {
			this.give();
		}
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
