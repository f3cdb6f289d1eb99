import { FairShare } from '../../../../nodes/shared/transport/fairShare';
import { SlidingWindows } from '../../../../sandbox/state/rates.mts';
import type { Allowance } from '../../../helpers/sharedApp.mts';
import { between, callTogether, wholeSeconds } from '../../../helpers/sharedApp.mts';

const UNTIL = 70_000;
const sliding = (limit: number): Allowance => {
	const windows = new SlidingWindows(1000);
	return (nowMs) => windows.take('app', limit, nowMs);
};
const COUNTING = { sliding, 'whole seconds': wholeSeconds };

const together = async (
	processes: number,
	counting: keyof typeof COUNTING,
	latencyMs: number,
	{ limit = 20, seed = 1 } = {},
) =>
	await callTogether({
		allows: COUNTING[counting](limit),
		callsPerSecond: limit,
		latencyMs,
		processes: Array.from({ length: processes }, (_, index) => ({
			fromMs: index * 30,
			untilMs: UNTIL,
		})),
		seed,
	});

it.each([
	[1, 'sliding', 40],
	[2, 'sliding', 0],
	[2, 'sliding', 40],
	[2, 'sliding', 250],
	[2, 'whole seconds', 40],
	[3, 'sliding', 40],
	[4, 'sliding', 0],
	[4, 'sliding', 40],
	[4, 'sliding', 250],
	[4, 'whole seconds', 40],
] as const)(
	'%i processes share the allowance (%s windows, %i ms): after ten seconds below 1 % refused, 90 % used',
	async (processes, counting, latencyMs) => {
		for (const seed of [1, 2]) {
			const counted = await together(processes, counting, latencyMs, { seed });
			const later = between(counted, 10_000, UNTIL);
			expect(later.refusedShare).toBeLessThan(0.01);
			expect(later.acceptedPerSecond).toBeGreaterThanOrEqual(18);
			const rates = Array.from({ length: processes }, (_, index) => later.perSecondOf(index));
			// Nobody has less than half of what is fair.
			expect(Math.min(...rates)).toBeGreaterThan(10 / processes);
		}
	},
);

it.each([[5], [60]])('shares an allowance of %i calls a second too', async (limit) => {
	const counted = await together(2, 'sliding', 40, { limit });
	const later = between(counted, 10_000, UNTIL);
	expect(later.refusedShare).toBeLessThan(0.01);
	expect(later.acceptedPerSecond).toBeGreaterThanOrEqual(0.9 * limit);
});

it('makes room for a process that begins later, and takes it again when that one has ended', async () => {
	const counted = await callTogether({
		allows: sliding(20),
		callsPerSecond: 20,
		latencyMs: 40,
		processes: [
			{ fromMs: 0, untilMs: 240_000 },
			{ fromMs: 30_000, untilMs: 100_000 },
		],
		seed: 1,
	});
	expect(between(counted, 0, 30_000).perSecondOf(0)).toBeGreaterThan(19.4);
	const both = between(counted, 40_000, 100_000);
	expect(both.refusedShare).toBeLessThan(0.01);
	expect(both.acceptedPerSecond).toBeGreaterThanOrEqual(18);
	expect(both.perSecondOf(1)).toBeGreaterThan(5);
	const alone = between(counted, 100_000, 240_000);
	expect(alone.refusedShare).toBe(0);
	expect(between(counted, 200_000, 240_000).perSecondOf(0)).toBeGreaterThan(19.4);
});

describe('FairShare', () => {
	const START = 1_700_000_000_000;

	it('is the whole allowance until something is refused', () => {
		expect(new FairShare().at(START, 20)).toBe(1);
	});

	it('falls to what was accepted, but by no more than half at a time', () => {
		const share = new FairShare();
		share.refused(START, START, 0.6, 20);
		expect(share.at(START, 20)).toBeCloseTo(0.68);
		share.refused(START + 5000, START + 5000, 0, 20);
		expect(share.at(START + 5000, 20)).toBeCloseTo(0.34);
	});

	it('falls a little where nearly all that left was accepted', () => {
		const share = new FairShare();
		share.refused(START, START, 1, 20);
		expect(share.at(START, 20)).toBeCloseTo(0.97);
	});

	it('falls once for all calls that are refused in one moment', () => {
		const share = new FairShare();
		for (const afterMs of [0, 50, 900, 1200]) {
			share.refused(START + afterMs + 40, START + afterMs, 0.2, 20);
		}
		expect(share.at(START + 1240, 20)).toBeCloseTo(0.5);
		share.refused(START + 1300, START + 1260, 0.2, 20);
		expect(share.at(START + 1300, 20)).toBeCloseTo(0.28);
	});

	it('never falls so low that nothing goes any more', () => {
		const share = new FairShare();
		for (let second = 0; second < 60; second += 2) {
			share.refused(START + second * 1000, START + second * 1000, 0, 20);
		}
		expect(share.at(START + 60_000, 20)).toBeGreaterThanOrEqual(0.05);
	});

	it('forgets what it learned after three minutes without a refusal', () => {
		const share = new FairShare();
		for (let second = 0; second < 20; second += 2) {
			share.refused(START + second * 1000, START + second * 1000, 0, 20);
		}
		expect(share.at(START + 60_000, 20)).toBeLessThan(0.15);
		expect(share.at(START + 200_000, 20)).toBe(1);
	});
});
