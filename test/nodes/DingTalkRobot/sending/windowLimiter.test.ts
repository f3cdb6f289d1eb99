import { WindowLimiter } from '../../../../nodes/DingTalkRobot/sending/windowLimiter';
import { WindowShare } from '../../../../nodes/DingTalkRobot/sending/windowShare';
import type { Clock } from '../../../../nodes/shared/run/clock';
import { SlidingWindows } from '../../../../sandbox/state/rates.mts';
import { instantClock, nextTurn, steppedClock } from '../../../helpers/fakeClock.mts';

const START = 1_700_000_000_000;

describe('WindowLimiter', () => {
	it('lets a burst go at once and makes the next one wait for the window to pass', async () => {
		const limiter = new WindowLimiter(20, 60_000);
		const clock = instantClock(START);
		for (let i = 0; i < 20; i++) await limiter.acquire('robot', clock);
		expect(clock.waits).toEqual([]);
		await limiter.acquire('robot', clock);
		expect(clock.waits).toEqual([62_000]);
	});

	it('never lets more than 20 go within any 60 seconds, in the order of asking', async () => {
		const limiter = new WindowLimiter(20, 60_000);
		const clock = steppedClock(START);
		const gone: Array<{ id: number; at: number }> = [];
		for (let id = 0; id < 75; id++) {
			void limiter.acquire('robot', clock).then(() => gone.push({ id, at: clock.now() }));
		}
		await clock.drain();
		expect(gone.map(({ id }) => id)).toEqual(Array.from({ length: 75 }, (_, i) => i));
		for (const { at } of gone) {
			expect(
				gone.filter((other) => other.at >= at && other.at < at + 60_000).length,
			).toBeLessThanOrEqual(20);
		}
		// As fast as the limit allows: the 75th is in the fourth window.
		expect(clock.now() - START).toBe(3 * 62_000);
	});

	it('keeps a gate per robot', async () => {
		const limiter = new WindowLimiter(1, 60_000);
		const clock = instantClock();
		await limiter.acquire('a', clock);
		await limiter.acquire('b', clock);
		expect(clock.waits).toEqual([]);
	});

	it('holds everybody back after a refusal, those who wait already included', async () => {
		const limiter = new WindowLimiter(2, 60_000);
		const clock = steppedClock(START);
		const gone: number[] = [];
		for (let id = 0; id < 3; id++) {
			void limiter.acquire('robot', clock).then(() => gone.push(clock.now() - START));
		}
		await nextTurn();
		limiter.pause('robot', 100_000, clock);
		await clock.drain();
		expect(gone).toEqual([0, 0, 100_000]);
	});

	it('gives the place of somebody who gave up to the next one', async () => {
		const limiter = new WindowLimiter(1, 60_000);
		const clock = steppedClock(START);
		await limiter.acquire('robot', clock);
		const abort = new AbortController();
		const waiting = limiter.acquire('robot', clock, abort.signal);
		abort.abort();
		await waiting;
		let wentAt = 0;
		void limiter.acquire('robot', clock).then(() => (wentAt = clock.now()));
		await clock.drain();
		expect(wentAt - START).toBe(62_000);
	});

	it('remembers since when everything is refused, until something is accepted or 10 minutes pass', () => {
		const limiter = new WindowLimiter(20, 60_000);
		const clock = instantClock(START);
		limiter.refused('robot', clock);
		clock.advance(30_000);
		limiter.refused('robot', clock);
		expect(limiter.refusedSince('robot', clock)).toBe(START);
		limiter.accepted('robot', clock);
		expect(limiter.refusedSince('robot', clock)).toBeUndefined();
		limiter.refused('robot', clock);
		clock.advance(11 * 60_000);
		limiter.refused('robot', clock);
		expect(limiter.refusedSince('robot', clock)).toBe(clock.now());
	});

	it('leaves to each caller its place when one gives up long after its turn', async () => {
		let now = START;
		const clock: Clock = {
			now: () => now,
			random: () => 0.5,
			// The timers of a process that stood still: nobody wakes, but by giving up.
			async sleep(ms, signal) {
				if (ms > 0)
					await new Promise<void>((wake) => signal?.addEventListener('abort', () => wake()));
			},
		};
		const limiter = new WindowLimiter(1, 60_000);
		const abort = new AbortController();
		await limiter.acquire('robot', clock);
		const late = limiter.acquire('robot', clock, abort.signal);
		now += 200_000;
		const gone: string[] = [];
		const third = limiter.acquire('robot', clock).then(() => gone.push('third'));
		abort.abort();
		await Promise.all([late, third]);
		void limiter.acquire('robot', clock).then(() => gone.push('fourth'));
		await nextTurn();
		expect(gone).toEqual(['third']);
	});
});

interface Posted {
	process: number;
	atMs: number;
	isRefused: boolean;
}

/**
 * Several processes post by one robot, each as fast as its limiter lets it, to the sandbox's rule: the 21st
 * within a minute is refused and blocks the robot for ten minutes.
 */
async function postTogether(counts: number[], ageMs = 0, most?: number): Promise<Posted[]> {
	const clock = steppedClock(START);
	const windows = new SlidingWindows(60_000);
	const posted: Posted[] = [];
	let blockedUntil = 0;
	const post = (process: number) => {
		const now = clock.now();
		const isRefused = now < blockedUntil || !windows.take('robot', 20, now);
		if (isRefused && now >= blockedUntil) blockedUntil = now + 10 * 60_000;
		posted.push({ process, atMs: now - START, isRefused });
		return isRefused;
	};
	const work = async (count: number, process: number) => {
		const limiter = new WindowLimiter(20, 60_000, () => new WindowShare());
		if (ageMs > 0) {
			await limiter.acquire('robot', clock);
			await clock.sleep(ageMs);
		}
		for (let sent = 0; sent < count; ) {
			await limiter.acquire('robot', clock, undefined, most);
			if (post(process)) {
				limiter.refused('robot', clock);
				limiter.pause('robot', 30_000, clock);
				continue;
			}
			limiter.accepted('robot', clock);
			sent++;
		}
	};
	const all = counts.map(work);
	await clock.drain();
	await Promise.all(all);
	return posted;
}

const within = (posted: Posted[], ms: number) => posted.filter(({ atMs }) => atMs < ms).length;
const refusedOf = (posted: Posted[]) => posted.filter(({ isRefused }) => isRefused);

describe('the robot of several processes', () => {
	it.each([[1], [2], [4]])(
		'is not refused in the first minute with %i processes',
		async (processes) => {
			const posted = await postTogether(Array.from({ length: processes }, () => 5));
			expect(refusedOf(posted)).toEqual([]);
			// A few messages go at once.
			expect(within(posted, 1000)).toBe(5 * processes);
		},
	);

	it('is never refused with four processes that send all the time, each its part', async () => {
		const posted = await postTogether([80, 80, 80, 80], 0, 5);
		expect(refusedOf(posted)).toEqual([]);
		// And they take all of DingTalk's allowance, less the reserve.
		const minutes = Math.max(...posted.map(({ atMs }) => atMs)) / 60_000;
		expect(posted.length / minutes).toBeGreaterThan(18);
	});

	it('is not refused for ten minutes with two processes that send all the time', async () => {
		const posted = await postTogether([90, 90]);
		expect(refusedOf(posted.filter(({ atMs }) => atMs < 10 * 60_000))).toEqual([]);
		// And DingTalk's allowance is used.
		expect(within(posted, 9 * 60_000)).toBeGreaterThan(0.9 * 9 * 20 - 10);
	});

	it('has all 20 messages a minute in a single process, after ten minutes at the latest', async () => {
		const posted = await postTogether([40], 10 * 60_000);
		const start = posted[0].atMs;
		expect(posted.filter(({ atMs }) => atMs - start < 1000)).toHaveLength(20);
		expect(posted.at(-1)?.atMs).toBe(start + 62_000);
		const fresh = await postTogether([35]);
		expect(fresh.map(({ atMs }) => atMs / 62_000)).toEqual([
			...Array<number>(5).fill(0),
			...Array<number>(10).fill(1),
			...Array<number>(10).fill(2),
			...Array<number>(10).fill(3),
		]);
	});

	it('is refused once, and not again within the hour, where two processes sent as if they were alone', async () => {
		const posted = await postTogether([300, 300], 20 * 60_000);
		const refusals = refusedOf(posted).map(({ atMs }) => atMs);
		const first = Math.min(...refusals);
		expect(refusals.filter((at) => at > first + 10 * 60_000 && at < first + 60 * 60_000)).toEqual(
			[],
		);
	});
});

describe('WindowShare', () => {
	const HOUR = 3_600_000;

	it('holds a cut for an hour, then for two, and so on up to a day', () => {
		const share = new WindowShare();
		share.at(START);
		let now = START + HOUR;
		expect(share.at(now)).toBe(1);
		const held: number[] = [];
		for (let refusal = 0; refusal < 7; refusal++) {
			share.refused(now);
			expect(share.at(now)).toBe(0.5);
			const from = now;
			while (share.at(now) < 1) now += HOUR;
			held.push((now - from) / HOUR);
		}
		expect(held).toEqual([1, 2, 4, 8, 16, 24, 24]);
	});

	it('never ends at nothing', () => {
		const share = new WindowShare();
		for (let refusal = 0; refusal < 20; refusal++) share.refused(START);
		expect(share.at(START)).toBe(0.05);
	});
});
