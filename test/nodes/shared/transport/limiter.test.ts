import fc from 'fast-check';

import type { Clock } from '../../../../nodes/shared/run/clock';
import { Limiter } from '../../../../nodes/shared/transport/limiter';
import { instantClock, steppedClock } from '../../../helpers/fakeClock.mts';

const START = 1_700_000_000_000;

interface Departure {
	id: number;
	at: number;
}

/** Lets so many callers ask at once; `lateMs` is by how much each wait takes too long. */
async function leaveTogether(count: number, perSecond: number, lateMs: () => number = () => 0) {
	const clock = steppedClock(START);
	const late: Clock = {
		...clock,
		sleep: async (ms, signal) => await clock.sleep(ms + lateMs(), signal),
	};
	const limiter = new Limiter();
	const gone: Departure[] = [];
	for (let id = 0; id < count; id++) {
		void limiter
			.acquire('app', perSecond, late)
			.then(() => gone.push({ id, at: clock.now() - START }));
	}
	await clock.drain();
	return gone;
}

/** Most departures within any second, both ends counted. */
const fullestSecond = (gone: Departure[]) =>
	Math.max(
		...gone.map(({ at }) => gone.filter((other) => other.at >= at && other.at <= at + 1000).length),
	);

it('spaces calls evenly, as fast as DingTalk allows less a small reserve', async () => {
	const gone = await leaveTogether(201, 20);
	const lastMs = gone.at(-1)?.at ?? 0;
	expect(200 / (lastMs / 1000)).toBeGreaterThan(19.2);
	expect(200 / (lastMs / 1000)).toBeLessThan(20);
	expect(gone.slice(1).every(({ at }, index) => at - gone[index].at >= 50)).toBe(true);
});

it('lets callers go in the order in which they asked', async () => {
	const gone = await leaveTogether(50, 20, () => 30);
	expect(gone.map(({ id }) => id)).toEqual(Array.from({ length: 50 }, (_, id) => id));
});

it('never lets more than the allowance go within any second, however late timers are', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.integer({ min: 1, max: 120 }),
			fc.integer({ min: 1, max: 60 }),
			fc.array(fc.oneof(fc.constant(0), fc.nat(20), fc.nat(900)), { minLength: 1, maxLength: 40 }),
			async (count, perSecond, lateness) => {
				let turn = 0;
				const gone = await leaveTogether(
					count,
					perSecond,
					() => lateness[turn++ % lateness.length],
				);
				expect(gone).toHaveLength(count);
				expect(fullestSecond(gone)).toBeLessThanOrEqual(perSecond);
			},
		),
		{ numRuns: 150 },
	);
});

it('makes up for time that was lost to a late timer', async () => {
	let waits = 0;
	const gone = await leaveTogether(101, 20, () => (++waits % 10 === 0 ? 120 : 0));
	expect(100 / ((gone.at(-1)?.at ?? 0) / 1000)).toBeGreaterThan(18.5);
});

it('saves no allowance for later while nobody calls', async () => {
	const clock = instantClock(START);
	const limiter = new Limiter();
	await limiter.acquire('app', 20, clock);
	clock.advance(60_000);
	for (let call = 0; call < 5; call++) await limiter.acquire('app', 20, clock);
	expect(clock.waits).toHaveLength(4);
});

it('allows less than one call a second', async () => {
	const gone = await leaveTogether(3, 0.5);
	expect(gone[1].at - gone[0].at).toBeGreaterThanOrEqual(2000);
	expect(gone[2].at - gone[1].at).toBeGreaterThanOrEqual(2000);
});

it.each([[0], [Number.POSITIVE_INFINITY], [Number.NaN]])(
	'does not hold anybody back at %p calls per second',
	async (perSecond) => {
		const gone = await leaveTogether(100, perSecond);
		expect(gone.every(({ at }) => at === 0)).toBe(true);
	},
);

it('keeps a gate for each app and API', async () => {
	const clock = instantClock(START);
	const limiter = new Limiter();
	await limiter.acquire('app one', 20, clock);
	await limiter.acquire('app two', 20, clock);
	expect(clock.waits).toEqual([]);
});

it('holds all callers of a gate for a pause, those who wait already included, then spaces them', async () => {
	const clock = steppedClock(START);
	const limiter = new Limiter();
	const gone: number[] = [];
	for (let id = 0; id < 4; id++) {
		void limiter.acquire('app', 20, clock).then(() => gone.push(clock.now() - START));
	}
	let otherAt = -1;
	void limiter.acquire('other', 20, clock).then(() => (otherAt = clock.now() - START));
	limiter.pause('app', 5000, clock);
	await clock.drain();
	expect(gone[0]).toBe(5000);
	expect(gone.map((at) => Math.round((at - 5000) / 50))).toEqual([0, 1, 2, 3]);
	expect(otherAt).toBe(0);
});

it('lets who comes back go before all who have not gone yet', async () => {
	const clock = steppedClock(START);
	const limiter = new Limiter();
	const gone: string[] = [];
	const ask = (name: string, line: 'new' | 'again') =>
		void limiter
			.acquire('app', 20, clock, undefined, line)
			.then(() => gone.push(`${name} ${Math.round((clock.now() - START) / 51)}`));
	for (let id = 0; id < 5; id++) ask(`new ${id}`, 'new');
	await clock.sleep(0);
	ask('back a', 'again');
	ask('back b', 'again');
	await clock.drain();
	expect(gone).toEqual([
		'new 0 0',
		'back a 1',
		'back b 2',
		'new 1 3',
		'new 2 4',
		'new 3 5',
		'new 4 6',
	]);
});

it('lets go at once who is cancelled, and passes the place on', async () => {
	const clock = steppedClock(START);
	const limiter = new Limiter();
	const abort = new AbortController();
	const gone: string[] = [];
	limiter.pause('app', 10_000, clock);
	void limiter.acquire('app', 20, clock).then(() => gone.push('first'));
	void limiter.acquire('app', 20, clock, abort.signal).then(() => gone.push('cancelled'));
	void limiter.acquire('app', 20, clock).then(() => gone.push(`last ${clock.now() - START}`));
	abort.abort();
	for (let tick = 0; tick < 5; tick++) await Promise.resolve();
	expect(gone).toEqual(['cancelled']);
	await clock.drain();
	expect(gone.slice(1)).toEqual(['first', 'last 10051']);
});

it('keeps DingTalk from counting too many where calls were held up on their way', async () => {
	const clock = steppedClock(START);
	const limiter = new Limiter();
	const arrivedAt: number[] = [];
	const call = async (id: number) => {
		const turn = await limiter.acquire('app', 20, clock);
		// The line stands still for a moment, now and then; all who are on it arrive at its end.
		const sinceMs = (clock.now() - START) % 4000;
		await clock.sleep(20 + (id > 20 && sinceMs < 220 ? 220 - sinceMs : 0));
		arrivedAt.push(clock.now() - START);
		await clock.sleep(20);
		turn.answered();
	};
	const calls = Array.from({ length: 300 }, async (_, id) => await call(id));
	await clock.drain();
	await Promise.all(calls);
	expect(fullestSecond(arrivedAt.map((at, id) => ({ id, at })))).toBeLessThanOrEqual(20);
	expect(299 / ((arrivedAt.at(-1) ?? 0) / 1000)).toBeGreaterThan(18.5);
});

it('does not wait for slow work as if it had been held up', async () => {
	const clock = steppedClock(START);
	const limiter = new Limiter();
	const call = async (id: number) => {
		const turn = await limiter.acquire('app', 20, clock);
		await clock.sleep(id % 50 === 0 ? 20_000 : 50);
		turn.answered();
		return clock.now() - START;
	};
	const calls = Array.from({ length: 240 }, async (_, id) => await call(id));
	await clock.drain();
	const doneAt = await Promise.all(calls);
	expect(239 / ((doneAt[239] ?? 0) / 1000)).toBeGreaterThan(18);
});
