import type { RobotTarget } from '../../shared/auth/robotWebhook';
import type { Clock } from '../../shared/run/clock';
import type { Line } from '../../shared/run/lines';
import { fingerprint } from '../../shared/crypto/digest';
import type { Outcome } from '../../shared/errors/failure';
import { CANCELLED, failed, success, withoutSecrets } from '../../shared/errors/failure';
import type { RobotBody } from '../../shared/messages/robotBody';
import type { FullResponse } from '../../shared/transport/reply';
import { toOutcome } from '../../shared/transport/reply';
import { OVERALL_TIMEOUT_MS, withRetry } from '../../shared/transport/retry';
import type { WindowLimiter } from './windowLimiter';
import { withinTime } from '../../shared/transport/withinTime';
import { REFUSAL_PATIENCE_MS, ROBOT_RETRY_RULES } from './pacing';

export interface Delivery {
	target: RobotTarget;
	/** Makes the HTTP call, until the signal aborts, noting what it was signed with; throws when there was no answer. */
	post(
		body: RobotBody,
		signal: AbortSignal,
		noteSecret: (secret: string) => void,
	): Promise<FullResponse>;
	/** For one call, its answer included. */
	timeoutMs: number;
	clock: Clock;
	limiter: WindowLimiter;
	/** At most by this process. @default the limiter's */
	messagesPerMinute?: number;
	signal?: AbortSignal;
}

/**
 * Posts one body: waits for the robot's turn, repeats what DingTalk refused for its rate and, thanks to
 * `msgUuid`, also what may or may not have arrived.
 */
export async function deliver(body: RobotBody, delivery: Delivery): Promise<Outcome<void>> {
	const { target, clock, limiter, signal } = delivery;
	const robot = fingerprint(target.accessToken);
	let deadline = Number.POSITIVE_INFINITY;
	let isRefused = false;
	let line: Line = 'new';
	const once = async (): Promise<Outcome<void>> => {
		await limiter.acquire(robot, clock, signal, delivery.messagesPerMinute, line);
		line = 'again';
		if (signal?.aborted) return failed({ ...CANCELLED, attempts: 0 });
		deadline = Math.min(deadline, clock.now() + OVERALL_TIMEOUT_MS);
		const outcome = await postOnce(body, delivery);
		isRefused = !outcome.ok && outcome.failure.kind === 'rateLimited';
		if (outcome.ok) limiter.accepted(robot, clock);
		else if (isRefused) limiter.refused(robot, clock);
		return outcome;
	};
	return await withRetry(once, {
		clock,
		signal,
		repeatable: true,
		rules: ROBOT_RETRY_RULES,
		get deadline() {
			const since = limiter.refusedSince(robot, clock);
			// An old refusal says nothing about what else goes wrong.
			return isRefused && since !== undefined ? since + REFUSAL_PATIENCE_MS : deadline;
		},
		onWait: (failure, waitMs) => {
			if (failure.kind === 'rateLimited') limiter.pause(robot, waitMs, clock);
		},
	});
}

async function postOnce(body: RobotBody, delivery: Delivery): Promise<Outcome<void>> {
	const { target, post, timeoutMs, signal } = delivery;
	const secrets = [target.accessToken, target.secret];
	const outcome = await withinTime(
		timeoutMs,
		async (ending) => {
			const response = await post(body, ending, (secret) => secrets.push(secret));
			return await toOutcome(response, {
				answer: 'nothing',
				isOapi: true,
				secrets,
				signal: ending,
			});
		},
		{ signal, secrets: () => secrets },
	);
	return outcome.ok ? success(undefined) : failed(withoutSecrets(outcome.failure, secrets));
}
