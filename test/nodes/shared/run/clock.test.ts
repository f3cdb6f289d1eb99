import { systemClock } from '../../../../nodes/shared/run/clock';
import { timersWaiting } from '../../../helpers/timers.mts';

test('a sleep that is called off ends at once, without an error and without a timer left', async () => {
	const before = timersWaiting();
	const stop = new AbortController();
	const sleeping = systemClock.sleep(600_000, stop.signal);
	expect(timersWaiting()).toBe(before + 1);
	stop.abort();
	await expect(sleeping).resolves.toBeUndefined();
	expect(timersWaiting()).toBe(before);
});

test('called off before it began, it does not begin', async () => {
	const before = timersWaiting();
	await systemClock.sleep(600_000, AbortSignal.abort());
	expect(timersWaiting()).toBe(before);
});

test('without a signal it takes its time', async () => {
	const startedAt = systemClock.now();
	await systemClock.sleep(20);
	expect(systemClock.now() - startedAt).toBeGreaterThanOrEqual(19);
});
