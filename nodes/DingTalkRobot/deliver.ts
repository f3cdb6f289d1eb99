import type { RobotTarget } from '../shared/auth/robotWebhook';
import type { Clock } from '../shared/clock';
import { fingerprint } from '../shared/crypto/digest';
import type { Outcome } from '../shared/errors/failure';
import { CANCELLED, failed, success, withoutSecrets } from '../shared/errors/failure';
import type { RobotBody } from '../shared/messages/robotBody';
import type { FullResponse } from '../shared/transport/reply';
import { toOutcome } from '../shared/transport/reply';
import { withRetry } from '../shared/transport/retry';
import type { WindowLimiter } from '../shared/transport/windowLimiter';
import { withinTime } from '../shared/transport/withinTime';
import { REFUSAL_PATIENCE_MS, ROBOT_RETRY_RULES } from './pacing';

export interface Delivery {
	target: RobotTarget;
	/** Makes the HTTP call, noting what it was signed with; throws when there was no answer. */
	post(body: RobotBody, noteSecret: (secret: string) => void): Promise<FullResponse>;
	/** For one call, its answer included. */
	timeoutMs: number;
	clock: Clock;
	limiter: WindowLimiter;
	signal?: AbortSignal;
}

/**
 * Posts one body: waits for the robot's turn, repeats what DingTalk refused for its rate and, thanks to
 * `msgUuid`, also what may or may not have arrived.
 */
export async function deliver(body: RobotBody, delivery: Delivery): Promise<Outcome<void>> {
	const { target, clock, limiter, signal } = delivery;
	const robot = fingerprint(target.accessToken);
	const once = async (): Promise<Outcome<void>> => {
		await limiter.acquire(robot, clock, signal);
		if (signal?.aborted) return failed({ ...CANCELLED, attempts: 0 });
		const outcome = await postOnce(body, delivery);
		if (outcome.ok) limiter.accepted(robot);
		else if (outcome.failure.kind === 'rateLimited') limiter.refused(robot, clock);
		return outcome;
	};
	return await withRetry(once, {
		clock,
		signal,
		repeatable: true,
		rules: ROBOT_RETRY_RULES,
		get deadline() {
			const since = limiter.refusedSince(robot);
			return since === undefined ? Number.POSITIVE_INFINITY : since + REFUSAL_PATIENCE_MS;
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
			const response = await post(body, (secret) => secrets.push(secret));
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
