import type { Failure, Outcome } from '../../../../nodes/shared/errors/failure';
import { failed, success } from '../../../../nodes/shared/errors/failure';
import type { RetryOptions } from '../../../../nodes/shared/transport/retry';
import { withRetry } from '../../../../nodes/shared/transport/retry';
import { instantClock } from '../../../helpers/fakeClock.mts';

const START = 1_700_000_000_000;
const failure = (kind: Failure['kind'], more: Partial<Failure> = {}): Failure => ({
	kind,
	code: 'x',
	message: '',
	...more,
});

/** Runs a call that fails so often in this way; tells how often it was made and how long each wait was. */
async function repeat(failures: Failure[], options: Partial<RetryOptions> = {}) {
	const clock = instantClock(START);
	let calls = 0;
	const outcome: Outcome<string> = await withRetry(
		async () => {
			const next = failures[calls++];
			return next ? failed(next) : success('done');
		},
		{ clock, deadline: START + 180_000, repeatable: false, ...options },
	);
	return { outcome, calls, waits: clock.waits };
}

const always = (kind: Failure['kind'], more?: Partial<Failure>) =>
	Array.from({ length: 50 }, () => failure(kind, more));

it('repeats what DingTalk limits, with waits that double', async () => {
	const { outcome, calls, waits } = await repeat(always('rateLimited'));
	expect(outcome.ok).toBe(false);
	expect(calls).toBe(7);
	expect(waits).toEqual([600, 1200, 2400, 4800, 9600, 19_200]);
});

it('spreads the waits by a quarter to both sides, so that callers do not come back together', async () => {
	const firstWait = async (chance: number) => {
		const clock = { ...instantClock(START), random: () => chance };
		return (await repeat([failure('rateLimited')], { clock })).calls && clock.waits[0];
	};
	expect(await firstWait(0)).toBeCloseTo(450);
	expect(await firstWait(0.999_999)).toBeCloseTo(750, 1);
});

it('returns the answer as soon as there is one', async () => {
	const { outcome, calls } = await repeat([failure('rateLimited'), failure('rateLimited')]);
	expect(outcome).toEqual(success('done'));
	expect(calls).toBe(3);
});

it.each(
	(['quota', 'token', 'credential', 'scope', 'ip', 'invalid', 'banned', 'other'] as const).map(
		(kind) => [kind],
	),
)('never repeats: %s', async (kind) => {
	const { calls, waits } = await repeat(always(kind), { repeatable: true });
	expect([calls, waits]).toEqual([1, []]);
});

it.each([
	['busy', 4],
	['connection', 3],
] as const)('repeats only calls that do no harm twice: %s', async (kind, attempts) => {
	expect((await repeat(always(kind), { repeatable: false })).calls).toBe(1);
	expect((await repeat(always(kind), { repeatable: true })).calls).toBe(attempts);
});

it('repeats any call that never reached DingTalk', async () => {
	const { calls, waits } = await repeat(always('unreachable'));
	expect([calls, waits]).toEqual([3, [500, 1000]]);
});

it('waits as long as DingTalk asks', async () => {
	const { waits } = await repeat([failure('rateLimited', { retryAfterMs: 7000 })]);
	expect(waits).toEqual([7000]);
});

it('gives up at once when DingTalk asks for more time than is left', async () => {
	const { calls, waits } = await repeat(always('rateLimited', { retryAfterMs: 300_000 }));
	expect([calls, waits]).toEqual([1, []]);
});

it('starts nothing after the deadline', async () => {
	const { calls, waits } = await repeat(always('rateLimited'), { deadline: START + 2000 });
	expect([calls, waits]).toEqual([3, [600, 1200]]);
});

it('tells others about each wait before it begins', async () => {
	const told: number[] = [];
	await repeat([failure('rateLimited')], { onWait: (_failure, waitMs) => told.push(waitMs) });
	expect(told).toEqual([600]);
});

it('starts nothing after a cancellation', async () => {
	const abort = new AbortController();
	const { calls } = await repeat(always('rateLimited'), {
		signal: abort.signal,
		onWait: () => abort.abort(),
	});
	expect(calls).toBe(1);
});
