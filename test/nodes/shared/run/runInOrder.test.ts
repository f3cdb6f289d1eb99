import { runInOrder } from '../../../../nodes/shared/run/runInOrder';
import { instantClock, steppedClock } from '../../../helpers/fakeClock.mts';

interface Task {
	id: number;
	key: string;
	ms: number;
}

/** Runs tasks that take some time, and logs when each began. */
async function play(tasks: Task[], concurrency: number, failing: number[] = []) {
	const clock = steppedClock(0);
	const began: number[] = [];
	let underWay = 0;
	let most = 0;
	const finished = runInOrder(tasks, {
		concurrency,
		keysOf: ({ key }) => (key === '' ? [] : [key]),
		async run({ id, ms }) {
			began.push(id);
			most = Math.max(most, ++underWay);
			await clock.sleep(ms);
			underWay--;
			if (failing.includes(id)) throw new Error(`task ${id}`);
			return id;
		},
	}).catch((error: Error) => error);
	await clock.drain();
	return { results: await finished, began, most, ms: clock.now() };
}

const tasks = (keys: string[], ms: (id: number) => number = () => 10): Task[] =>
	keys.map((key, id) => ({ id, key, ms: ms(id) }));

it('returns results in the order of the tasks, whichever ends first', async () => {
	const { results } = await play(
		tasks(['', '', '', ''], (id) => 40 - id * 10),
		4,
	);
	expect(results).toEqual([0, 1, 2, 3]);
});

it('never runs more at once than allowed', async () => {
	const { most, ms } = await play(tasks(Array.from({ length: 12 }, () => '')), 4);
	expect([most, ms]).toEqual([4, 30]);
});

it('runs tasks of one key one after the other, in their order', async () => {
	const { began, ms } = await play(tasks(['a', 'a', 'a']), 3);
	expect([began, ms]).toEqual([[0, 1, 2], 30]);
});

it('runs other keys meanwhile, although one key fills the front', async () => {
	const { ms } = await play(tasks([...'aaaaaaaaaa', ...'bbbbbbbbbb']), 4);
	expect(ms).toBe(100);
});

it('starts nothing after a failure, and throws that of the earliest task', async () => {
	const { results, began } = await play(
		tasks(['', '', '', ''], (id) => 30 - id * 10),
		2,
		[0, 1],
	);
	expect((results as Error).message).toBe('task 0');
	expect(began).toEqual([0, 1]);
});

it('starts nothing after a cancellation', async () => {
	const abort = new AbortController();
	const began: number[] = [];
	await runInOrder([1, 2, 3], {
		concurrency: 1,
		keysOf: () => [],
		signal: abort.signal,
		async run(id) {
			began.push(id);
			abort.abort();
			await instantClock().sleep(1);
		},
	});
	expect(began).toEqual([1]);
});

describe('keys that take time to be found', () => {
	/** Tasks with the time that the lookup of their key takes; logs when each began and ended. */
	async function playWith(lookups: Array<{ key: string; lookupMs: number }>) {
		const clock = steppedClock(0);
		const log: string[] = [];
		const finished = runInOrder([...lookups.entries()], {
			concurrency: 4,
			async keysOf([, { key, lookupMs }]) {
				await clock.sleep(lookupMs);
				return [key];
			},
			async run([id]) {
				log.push(`${id} from ${clock.now()}`);
				await clock.sleep(100);
			},
		});
		await clock.drain();
		await finished;
		return log;
	}

	it('keep the order of those that share one, whichever is found first', async () => {
		const log = await playWith([
			{ key: 'a', lookupMs: 50 },
			{ key: 'a', lookupMs: 0 },
			{ key: 'a', lookupMs: 20 },
		]);
		expect(log).toEqual(['0 from 50', '1 from 150', '2 from 250']);
	});

	it('do not hold up those of other keys', async () => {
		const log = await playWith([
			{ key: 'a', lookupMs: 30 },
			{ key: 'b', lookupMs: 30 },
			{ key: 'c', lookupMs: 30 },
		]);
		expect(log).toEqual(['0 from 30', '1 from 30', '2 from 30']);
	});

	it('end the run as a failure does when they cannot be found', async () => {
		const ran: number[] = [];
		const finished = runInOrder([0, 1, 2], {
			concurrency: 2,
			async keysOf(task) {
				await Promise.resolve();
				if (task === 1) throw new Error('no key');
				return [];
			},
			async run(task) {
				ran.push(task);
				await Promise.resolve();
			},
		});
		await expect(finished).rejects.toThrow('no key');
		expect(ran).not.toContain(1);
	});
});

it('looks up no key where there is only one task', async () => {
	const keysOf = jest.fn(() => ['a']);
	await runInOrder([1], { concurrency: 2, keysOf, run: async () => await Promise.resolve() });
	expect(keysOf).not.toHaveBeenCalled();
});
