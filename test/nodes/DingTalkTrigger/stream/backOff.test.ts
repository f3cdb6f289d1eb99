import { createBackOff } from '../../../../nodes/DingTalkTrigger/stream/backOff';

const always = (random: number) => createBackOff({ random: () => random });
const waits = (backOff: ReturnType<typeof createBackOff>, count: number) =>
	Array.from({ length: count }, () => backOff.afterLossMs());

test('doubles from 1 s to 60 s', () => {
	expect(waits(always(1), 9)).toEqual([
		1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000,
	]);
});

test('half of each wait is chance', () => {
	expect(waits(always(0), 7)).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000]);
	expect(waits(always(0.5), 2)).toEqual([750, 1500]);
});

test('a connection that does not last takes nothing back', () => {
	const backOff = always(1);
	waits(backOff, 4);
	backOff.stood(9999);
	expect(backOff.afterLossMs()).toBe(16_000);
});

test('each ten seconds that a connection stands take one doubling back, a minute all of them', () => {
	const backOff = always(1);
	waits(backOff, 9);
	backOff.stood(20_000);
	expect(backOff.afterLossMs()).toBe(16_000);
	waits(backOff, 9);
	backOff.stood(60_000);
	expect(backOff.afterLossMs()).toBe(1000);
});

test('a planned change needs no wait, unless changes come in a storm', () => {
	const backOff = always(1);
	expect(Array.from({ length: 4 }, () => backOff.beforeChangeMs())).toEqual([0, 1000, 2000, 4000]);
	backOff.stood(60_000);
	expect(backOff.beforeChangeMs()).toBe(0);
});
