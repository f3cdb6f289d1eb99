import { createApi } from '../../nodes/shared/transport/api.ts';
import { Limiter } from '../../nodes/shared/transport/limiter.ts';
import { steppedClock } from './fakeClock.mts';

const API = 'https://api.dingtalk.com';
const START = 1_700_000_000_000;
const CONCURRENCY = 20;
const REFUSAL = JSON.stringify({
	code: 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi',
	message: 'too many',
});

/** One call as DingTalk counted it. */
export interface Counted {
	/** ms from the start. */
	atMs: number;
	process: number;
	isAccepted: boolean;
}

/** Decides about a call that arrives now. */
export type Allowance = (nowMs: number) => boolean;

/** DingTalk that counts whole seconds of the clock, each on its own; the sandbox's windows slide. */
export function wholeSeconds(limit: number): Allowance {
	let second = -1;
	let count = 0;
	return (nowMs) => {
		const now = Math.floor(nowMs / 1000);
		if (now !== second) count = 0;
		second = now;
		return ++count <= limit;
	};
}

export interface SharedApp {
	allows: Allowance;
	callsPerSecond: number;
	latencyMs: number;
	/** When each process begins and ends to have work, ms from the start. */
	processes: Array<{ fromMs: number; untilMs: number }>;
	seed: number;
}

/** Numbers in [0, 1) that are the same for the same seed. */
export function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
		return state / 2 ** 32;
	};
}

/**
 * Several processes that use the same app, each with the router's 20 calls under way, each with a limiter of
 * its own; they know of each other by refusals only. Time is a fake one.
 */
export async function callTogether(app: SharedApp): Promise<Counted[]> {
	const stepped = steppedClock(START);
	const random = seeded(app.seed);
	const clock = { ...stepped, random };
	const counted: Counted[] = [];
	const elapsed = () => clock.now() - START;
	const onTheWay = async () => await clock.sleep(1 + app.latencyMs / 2 + random() * 8);

	const contextOf = (process: number) => ({
		getNode: () => ({ name: 'n' }),
		getCredentials: async () => ({
			clientId: 'ding1',
			callsPerSecond: app.callsPerSecond,
			accessToken: 't',
			issuedFor: `ding1@${API}`,
			expiresAt: START + 3_600_000,
		}),
		helpers: {
			async httpRequestWithAuthentication() {
				await onTheWay();
				const isAccepted = app.allows(clock.now());
				counted.push({ atMs: elapsed(), process, isAccepted });
				await onTheWay();
				return isAccepted
					? { statusCode: 200, headers: {}, body: '{}' }
					: { statusCode: 403, headers: {}, body: REFUSAL };
			},
		},
	});

	async function work(process: number, { fromMs, untilMs }: SharedApp['processes'][number]) {
		await clock.sleep(fromMs);
		const parts = { clock, limiter: new Limiter() };
		const api = await createApi(contextOf(process) as never, parts);
		const worker = async () => {
			while (elapsed() < untilMs) {
				await api.attempt({ method: 'GET', host: 'api', path: '/v1.0/x', answer: 'json' });
			}
		};
		await Promise.all(Array.from({ length: CONCURRENCY }, worker));
	}

	const all = app.processes.map(async (times, process) => await work(process, times));
	await stepped.drain();
	await Promise.all(all);
	return counted;
}

/** What became of the calls that arrived between two times. */
export function between(counted: readonly Counted[], fromMs: number, untilMs: number) {
	const calls = counted.filter(({ atMs }) => atMs >= fromMs && atMs < untilMs);
	const accepted = calls.filter(({ isAccepted }) => isAccepted);
	const seconds = (untilMs - fromMs) / 1000;
	return {
		refusedShare: 1 - accepted.length / calls.length,
		acceptedPerSecond: accepted.length / seconds,
		perSecondOf: (process: number) =>
			accepted.filter((call) => call.process === process).length / seconds,
	};
}
