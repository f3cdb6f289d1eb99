import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Answer } from '../../contract/answers.mts';
import { oapiError } from '../../contract/answers.mts';
import { checkParams, parseBody } from '../../contract/check.mts';
import type { Endpoint } from '../../contract/load.mts';
import type { Call, World } from '../../server/call.mts';
import type { CustomRobot } from '../../state/seed.mts';
import { maskTail } from '../../mask.mts';
import type { WebhookMessage } from './message.mts';
import { parseWebhookMessage } from './message.mts';

const SKEW_MS = 60 * 60 * 1000;
const MAX_BODY_BYTES = 20_000;
const PAUSE_MS = 10 * 60 * 1000;

// Live replies append a link to the text.
const HELP =
	', more: [https://open.dingtalk.com/document/robots/customize-robot-security-settings]';

/** The robot a call is for, or the refusal: this comes before any look at the body. */
export function findRobot(world: World, endpoint: Endpoint, call: Call): CustomRobot | Answer {
	const token = call.query.access_token;
	if (!token) return oapiError(endpoint, 40035, '缺少参数 access_token');
	const robot = world.store.webhookRobots.get(token);
	if (!robot) return oapiError(endpoint, 300005);
	if (robot.status === 'disabled') return oapiError(endpoint, 400102);
	if (robot.status === 'gone') return oapiError(endpoint, 400106);
	if (!world.store.liveGroup(robot.openConversationId)) return oapiError(endpoint, 400013);
	return robot;
}

function securityProblem(world: World, robot: CustomRobot, call: Call): string | undefined {
	if (robot.security === 'ipList' && !robot.ipList.includes(call.ip)) {
		return `ip ${call.ip} not in whitelist`;
	}
	if (robot.security !== 'sign') return undefined;
	const { timestamp, sign } = call.query;
	if (!timestamp && !sign) return 'sign not match';
	if (!/^\d+$/.test(timestamp ?? '')) return 'invalid timestamp';
	if (Math.abs(world.store.now() - Number(timestamp)) > SKEW_MS) return 'invalid timestamp';
	const expected = createHmac('sha256', robot.secret)
		.update(`${timestamp}\n${robot.secret}`)
		.digest('base64');
	// A sign that was encoded twice arrives with %2B in it and simply does not match.
	const isSame =
		sign?.length === expected.length && timingSafeEqual(Buffer.from(sign), Buffer.from(expected));
	return isSame ? undefined : 'sign not match';
}

/** `POST /robot/send`: everything but the token check, which is `findRobot`. */
export function sendByWebhook(
	world: World,
	endpoint: Endpoint,
	robot: CustomRobot,
	call: Call,
): Answer {
	const problem = securityProblem(world, robot, call);
	if (problem) return oapiError(endpoint, 310000, problem + HELP);
	const parsed = parseBody(endpoint, call.contentType, call.raw);
	if (parsed.refusal) return parsed.refusal;
	if (call.raw.length > MAX_BODY_BYTES) return oapiError(endpoint, 460101);
	const checked = checkParams(endpoint, endpoint.body, parsed.values, false);
	if (checked.refusal) return checked.refusal;
	const message = parseWebhookMessage(world.store, endpoint, checked.values);
	if ('status' in message) return message;
	if (robot.security === 'keywords' && !hasKeyword(robot, message)) {
		return oapiError(endpoint, 310000, `keywords not in content${HELP}`);
	}
	return post(world, endpoint, robot, message);
}

function hasKeyword(robot: CustomRobot, message: WebhookMessage): boolean {
	const text = JSON.stringify(message.content);
	return robot.keywords.some((keyword) => text.includes(keyword));
}

const DONE = { errcode: 0, errmsg: 'ok' };

function post(
	world: World,
	endpoint: Endpoint,
	robot: CustomRobot,
	message: WebhookMessage,
): Answer {
	const { store } = world;
	const { accessToken: token, openConversationId } = robot;
	const now = store.now();
	const { msgUuid } = message;
	// The same msgUuid again is a retry: answered well, posted once.
	const postedKey = `${token}\n${msgUuid}`;
	if (msgUuid && world.webhookPosted.has(postedKey)) return { status: 200, body: DONE, code: '' };

	const isPaused = (world.webhookPausedUntil.get(token) ?? 0) > now;
	if (isPaused || !world.webhookWindow.take(token, world.limits.webhookPerMinute, now)) {
		if (!isPaused) world.webhookPausedUntil.set(token, now + PAUSE_MS);
		return oapiError(endpoint, 660026);
	}
	if (msgUuid) world.webhookPosted.add(postedKey);
	store.post({
		via: 'webhook',
		sender: { type: 'webhookRobot', id: maskTail(token), name: robot.name },
		target: { openConversationId },
		...message,
	});
	return { status: 200, body: DONE, code: '' };
}
