import fc from 'fast-check';

import type { ChangeMemory } from '../../../nodes/DingTalkAiTableTrigger/changes';
import { isNews, remember, told } from '../../../nodes/DingTalkAiTableTrigger/changes';
import { runsOf } from '../../helpers/whole.mts';

const START = Date.UTC(2026, 4, 6, 1);

/**
 * What people do, what n8n does, and what a poll fails to see because the table shifts while it is read. Some happen
 * within one millisecond.
 */
type Step =
	| { does: 'write'; who: number; after: number }
	| { does: 'poll'; misses: number[] }
	| { does: 'restart' };

const steps: fc.Arbitrary<Step[]> = fc.array(
	fc.oneof(
		{
			weight: 6,
			arbitrary: fc.record({
				does: fc.constant('write' as const),
				who: fc.nat({ max: 5 }),
				after: fc.constantFrom(0, 1, 60_000),
			}),
		},
		{
			weight: 4,
			arbitrary: fc.record({
				does: fc.constant('poll' as const),
				misses: fc.array(fc.nat({ max: 5 }), { maxLength: 2 }),
			}),
		},
		{ weight: 1, arbitrary: fc.record({ does: fc.constant('restart' as const) }) },
	),
	{ minLength: 5, maxLength: 60 },
);

type Table = Map<string, number>;

/** One poll: what it tells, and the memory after it. */
function poll(table: Table, memory: ChangeMemory, misses: number[] = []) {
	const news = [...table]
		.filter(([id]) => !misses.includes(Number(id)))
		.filter(([id, moment]) => isNews(memory, id, moment))
		.map(([id, moment]) => ({ id, moment }));
	return { news, memory: remember(memory, news) };
}

const beginning: ChangeMemory = { floor: START - 1, mark: START - 1, told: {} };
const words = ({ id, moment }: { id: string; moment: number }) => `${id} at ${moment}`;

test('tells the state of each record once, whatever a poll misses, and whenever n8n stops', () => {
	fc.assert(
		fc.property(steps, (list) => {
			const table: Table = new Map([['9', START]]);
			let now = START;
			let { memory } = poll(table, beginning);
			const tellings: string[] = [];
			// n8n stores a poll only when it emits something.
			let stored = memory;
			const look = (misses?: number[]) => {
				const found = poll(table, memory, misses);
				memory = found.memory;
				if (found.news.length > 0) stored = memory;
				tellings.push(...found.news.map(words));
			};
			for (const step of list) {
				if (step.does === 'restart') memory = stored;
				else if (step.does === 'poll') {
					now += 1;
					look(step.misses);
					// The next poll sees what this one missed.
					if (step.misses.length > 0) look();
					now += 1;
				} else {
					now += step.after;
					table.set(String(step.who), now);
				}
			}
			look();
			look();
			expect(tellings).toEqual([...new Set(tellings)]);
			const last = [...table]
				.filter(([id]) => id !== '9')
				.map(([id, moment]) => words({ id, moment }));
			expect(tellings).toEqual(expect.arrayContaining(last));
		}),
		{ numRuns: runsOf(2000) },
	);
});

/** Somebody sets the date of a record to one that is to come, or has just been. */
type DateStep = { does: 'set'; who: number; in: number } | Exclude<Step, { does: 'write' }>;

const MINUTE = 60_000;
const dateSteps: fc.Arbitrary<Array<{ step: DateStep; after: number }>> = fc.array(
	fc.record({
		after: fc.constantFrom(0, 1, MINUTE, 7 * MINUTE),
		step: fc.oneof(
			fc.record({
				does: fc.constant('set' as const),
				who: fc.nat({ max: 3 }),
				in: fc.constantFrom(-MINUTE, 0, 1, MINUTE, 2 * MINUTE, 10 * MINUTE),
			}),
			fc.record({
				does: fc.constant('poll' as const),
				misses: fc.array(fc.nat({ max: 3 }), { maxLength: 2 }),
			}),
			fc.record({ does: fc.constant('restart' as const) }),
		),
	}),
	{ minLength: 5, maxLength: 60 },
);

test('tells each date that comes once, however dates are moved, polls miss records, and n8n stops', () => {
	fc.assert(
		fc.property(dateSteps, (list) => {
			const dates: Table = new Map();
			/** Dates to come, that stay until they have. */
			const due = new Map<string, number>();
			let now = START;
			let memory: ChangeMemory = { floor: now, mark: now, told: {} };
			let stored = memory;
			const tellings: string[] = [];
			const expected: string[] = [];
			const look = (misses: number[] = []) => {
				const news = [...dates]
					.filter(([id]) => !misses.includes(Number(id)))
					.filter(([id, date]) => date <= now && isNews(memory, id, date))
					.map(([id, moment]) => ({ id, moment }));
				memory = remember(memory, news, now);
				if (news.length > 0) stored = memory;
				tellings.push(...news.map(words));
			};
			const poll = (misses: number[]) => {
				look(misses);
				now += 1;
				// The next poll sees what this one missed.
				if (misses.length > 0) look();
				for (const [id, date] of due) {
					if (date > now - 1) continue;
					expected.push(words({ id, moment: date }));
					due.delete(id);
				}
				now += 1;
			};
			for (const { step, after } of list) {
				now += after;
				if (step.does === 'restart') memory = stored;
				else if (step.does === 'poll') poll(step.misses);
				else {
					const id = String(step.who);
					dates.set(id, now + step.in);
					if (step.in > 0) due.set(id, now + step.in);
					else due.delete(id);
				}
			}
			now += 20 * MINUTE;
			poll([]);
			expect(tellings).toEqual([...new Set(tellings)]);
			expect(tellings).toEqual(expect.arrayContaining(expected));
		}),
		{ numRuns: runsOf(2000) },
	);
});

test('remembers ten thousand changes at most, and tells none of the older ones again', () => {
	const table: Table = new Map(
		Array.from({ length: 25_000 }, (_, index) => [`rec${index}`, START + Math.floor(index / 100)]),
	);
	const first = poll(table, beginning);
	expect(first.news).toHaveLength(25_000);
	expect(Object.keys(first.memory.told).length).toBeLessThanOrEqual(10_000);
	expect(JSON.stringify(first.memory).length).toBeLessThan(300_000);
	const second = poll(table, first.memory);
	expect(second.news).toEqual([]);
	table.set('rec1', START + 10_000);
	const third = poll(table, second.memory);
	expect(third.news.map(({ id }) => id)).toEqual(['rec1']);
	expect(poll(table, third.memory).news).toEqual([]);
});

test('asks for a record by its own ID only', () => {
	expect(told(beginning, 'constructor')).toBeUndefined();
	expect(isNews(beginning, 'constructor', START)).toBe(true);
});
