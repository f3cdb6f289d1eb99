import { WindowLimiter } from '../../../../nodes/shared/transport/windowLimiter';
import { instantClock, steppedClock } from '../../../helpers/fakeClock.mts';

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
		await Promise.resolve();
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
		expect(limiter.refusedSince('robot')).toBe(START);
		limiter.accepted('robot');
		expect(limiter.refusedSince('robot')).toBeUndefined();
		limiter.refused('robot', clock);
		clock.advance(11 * 60_000);
		limiter.refused('robot', clock);
		expect(limiter.refusedSince('robot')).toBe(clock.now());
	});
});
