import type { Clock } from '../run/clock';
import type { Failure, FailureKind, Outcome } from '../errors/failure';
import { failed } from '../errors/failure';

/** How a kind of failure is repeated. */
export interface RetryRule {
	/** Attempts in all. */
	attempts: number;
	firstWaitMs: number;
	/** Only for calls that do no harm when done twice: the outcome of the first try is unknown. */
	onlyRepeatable: boolean;
}

export type RetryRules = Partial<Record<FailureKind, RetryRule>>;

/** Failures worth another try. What is missing here (quota, permission, bad input…) is never repeated. */
export const RETRY_RULES: RetryRules = {
	rateLimited: { attempts: 7, firstWaitMs: 600, onlyRepeatable: false },
	unreachable: { attempts: 3, firstWaitMs: 500, onlyRepeatable: false },
	busy: { attempts: 4, firstWaitMs: 1000, onlyRepeatable: true },
	connection: { attempts: 3, firstWaitMs: 1000, onlyRepeatable: true },
};
const MAX_WAIT_MS = 30_000;
/** A call with all its repetitions ends after this time; waiting for its turn does not count. */
export const OVERALL_TIMEOUT_MS = 180_000;

export interface RetryOptions {
	clock: Clock;
	/** Unix ms after which no new attempt starts. */
	deadline: number;
	/** True for reads and for writes with an idempotency key. */
	repeatable: boolean;
	/** @default RETRY_RULES */
	rules?: RetryRules;
	signal?: AbortSignal;
	/** Told before each wait, so that others who call the same API wait too. */
	onWait?: (failure: Failure, waitMs: number, tries: number) => void;
}

/** Repeats an attempt while DingTalk's answer proves that it did nothing, or doing it twice is harmless. */
export async function withRetry<T>(
	attempt: () => Promise<Outcome<T>>,
	options: RetryOptions,
): Promise<Outcome<T>> {
	for (let tries = 1; ; tries++) {
		const outcome = await attempt();
		if (outcome.ok) return outcome;
		const ended = failed({ ...outcome.failure, attempts: attemptsOf(outcome.failure, tries) });
		const waitMs = waitBefore(outcome.failure, tries, options);
		if (waitMs === undefined) return ended;
		options.onWait?.(outcome.failure, waitMs, tries);
		await options.clock.sleep(waitMs, options.signal);
		if (options.signal?.aborted) return ended;
	}
}

/** The exchange of the token was counted by itself; what was cancelled before its turn was not sent. */
const attemptsOf = ({ kind, attempts, isBeforeCall }: Failure, tries: number) => {
	if (isBeforeCall) return attempts;
	return kind === 'cancelled' && attempts === 0 ? tries - 1 : tries;
};

function waitBefore(failure: Failure, tries: number, options: RetryOptions): number | undefined {
	const rule = (options.rules ?? RETRY_RULES)[failure.kind];
	if (!rule || tries >= rule.attempts || options.signal?.aborted) return undefined;
	// The exchange of the token was repeated already.
	if (failure.isBeforeCall) return undefined;
	if (rule.onlyRepeatable && !options.repeatable) return undefined;
	const doubled = Math.min(MAX_WAIT_MS, rule.firstWaitMs * 2 ** (tries - 1));
	const waitMs = failure.retryAfterMs ?? doubled * (0.75 + options.clock.random() * 0.5);
	return options.clock.now() + waitMs > options.deadline ? undefined : waitMs;
}
