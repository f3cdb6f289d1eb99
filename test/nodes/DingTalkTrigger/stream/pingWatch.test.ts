import { createPingWatch } from '../../../../nodes/DingTalkTrigger/stream/pingWatch';
import { manualClock } from '../../../helpers/fakeClock.mts';

function watching() {
	const clock = manualClock();
	const watch = createPingWatch(clock);
	const stop = new AbortController();
	const seen: boolean[] = [];
	void watch.untilSilent(stop.signal).then((isSilent) => seen.push(isSilent));
	const ping = () => {
		watch.heard();
		watch.pinged();
	};
	return { clock, watch, stop, seen, ping };
}

test('before the rhythm is known, three minutes of silence are too long', async () => {
	const { clock, seen } = watching();
	await clock.pass(179_000);
	expect(seen).toEqual([]);
	await clock.pass(1000);
	expect(seen).toEqual([true]);
});

test('whatever comes counts, not only pings', async () => {
	const { clock, watch, seen } = watching();
	await clock.pass(170_000);
	watch.heard();
	await clock.pass(170_000);
	expect(seen).toEqual([]);
});

test.each([
	['three pings missing', 20_000, 60_000],
	['never less than 30 s', 5000, 30_000],
	['never more than 180 s', 100_000, 180_000],
])('learns from the time between pings: %s', async (_name, intervalMs, limitMs) => {
	const { clock, seen, ping } = watching();
	ping();
	await clock.pass(intervalMs);
	ping();
	await clock.pass(limitMs - 1);
	expect(seen).toEqual([]);
	await clock.pass(1);
	expect(seen).toEqual([true]);
});

test('pings that come in one go after a hiccup do not shorten the patience', async () => {
	const { clock, seen, ping } = watching();
	ping();
	await clock.pass(40_000);
	ping();
	ping();
	await clock.pass(119_000);
	expect(seen).toEqual([]);
	await clock.pass(1000);
	expect(seen).toEqual([true]);
});

test('ends with its signal, and leaves no timer', async () => {
	const { clock, stop, seen } = watching();
	stop.abort();
	await clock.pass(0);
	expect(seen).toEqual([false]);
	expect(clock.sleepers).toBe(0);
});
