import { runInOrder } from '../../../nodes/shared/runInOrder';
import { instantClock, steppedClock } from '../../helpers/fakeClock.mts';

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
