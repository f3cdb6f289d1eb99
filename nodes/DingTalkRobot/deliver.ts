import type { RobotTarget } from '../shared/auth/robotWebhook';
import type { Clock } from '../shared/clock';
import { fingerprint } from '../shared/crypto/digest';
import { classify } from '../shared/errors/classify';
import type { Failure, Outcome } from '../shared/errors/failure';
import { failed, success } from '../shared/errors/failure';
import type { RobotBody } from '../shared/messages/robotBody';
import { networkFailure } from '../shared/transport/network';
import { withRetry } from '../shared/transport/retry';
import type { WindowLimiter } from '../shared/transport/windowLimiter';
import { REFUSAL_PATIENCE_MS, ROBOT_RETRY_RULES } from './pacing';

/** DingTalk's answer to a webhook call. */
export interface WebhookAnswer {
	statusCode: number;
	body: unknown;
}

export interface Delivery {
	target: RobotTarget;
	/** Makes the HTTP call; throws when there was no answer. */
	post(body: RobotBody): Promise<WebhookAnswer>;
	clock: Clock;
	limiter: WindowLimiter;
	signal?: AbortSignal;
}

const CANCELLED: Failure = { kind: 'cancelled', code: 'cancelled', message: '' };

/**
 * Posts one body: waits for the robot's turn, repeats what DingTalk refused for its rate and, thanks to
 * `msgUuid`, also what may or may not have arrived.
 */
export async function deliver(body: RobotBody, delivery: Delivery): Promise<Outcome<void>> {
	const { target, clock, limiter, signal } = delivery;
	const robot = fingerprint(target.accessToken);
	const once = async (): Promise<Outcome<void>> => {
		await limiter.acquire(robot, clock, signal);
		if (signal?.aborted) return failed(CANCELLED);
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

async function postOnce(body: RobotBody, { target, post }: Delivery): Promise<Outcome<void>> {
	try {
		const answer = await post(body);
		const known = isRedirect(answer) ? undefined : classify(answer.statusCode, answer.body);
		const failure = known ?? unexpected(answer);
		return failure ? failed(failure) : success(undefined);
	} catch (error) {
		return failed(networkFailure(error, [target.accessToken, target.secret]));
	}
}

const isRedirect = ({ statusCode }: WebhookAnswer) => statusCode >= 300 && statusCode < 400;

/** Only `errcode` 0 says that the message was taken; a redirect or a proxy's page does not. */
function unexpected(answer: WebhookAnswer): Failure | undefined {
	const { statusCode, body } = answer;
	const hasErrcode = typeof body === 'object' && body !== null && 'errcode' in body;
	if (hasErrcode && !isRedirect(answer)) return undefined;
	return {
		kind: 'other',
		code: 'notDingTalk',
		message: `HTTP ${statusCode} without an errcode`,
		httpStatus: statusCode,
	};
}
