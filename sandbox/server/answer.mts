import { takeResource } from '../behaviours/aiTable/resources.mts';
import { BEHAVIOURS } from '../behaviours/index.mts';
import {
	DRIVE_PATH,
	RESOURCE_PATH,
	TEMPORARY_PATH,
	temporaryFile,
	UPLOAD_PATH,
} from '../behaviours/robot/files.mts';
import { giveFile } from '../behaviours/storage/downloads.mts';
import { takeUpload } from '../behaviours/storage/uploads.mts';
import { findSession, sendBySession } from '../behaviours/webhook/session.mts';
import { findRobot, sendByWebhook } from '../behaviours/webhook/webhook.mts';
import type { Answer } from '../contract/answers.mts';
import { checkParams, parseBody } from '../contract/check.mts';
import type { Endpoint } from '../contract/load.mts';
import { ENDPOINTS } from '../contract/load.mts';
import { createMatcher } from '../contract/match.mts';
import { maskTail } from '../mask.mts';
import type { SlidingWindows } from '../state/rates.mts';
import type { Call, World } from './call.mts';
import { authenticate, authorise, throttle, unknownPath, wrongMethod } from './gate.mts';

const match = createMatcher(ENDPOINTS);

/** A call and what it is in the contract; `run` does the work. */
export interface Plan {
	id: string;
	/** Who called, for the journal; known after `run`. */
	app: string;
	run(): Answer | Promise<Answer>;
}

/** Looks a call up in the contract; nothing is done before `run`. */
export function plan(world: World, appWindows: SlidingWindows, call: Call): Plan {
	if (call.host === 'api' && call.path.startsWith(UPLOAD_PATH)) {
		return { id: 'file.upload', app: '', run: () => takeUpload(world, call) };
	}
	if (call.host === 'api' && call.path.startsWith(RESOURCE_PATH)) {
		return { id: 'file.resource', app: '', run: () => takeResource(world, call) };
	}
	if (call.host === 'api' && call.path.startsWith(DRIVE_PATH)) {
		return { id: 'file.drive', app: '', run: () => giveFile(world, call) };
	}
	if (call.host === 'api' && call.path.startsWith(TEMPORARY_PATH)) {
		return { id: 'file.temporary', app: '', run: () => temporaryFile(world, call) };
	}
	const found = match(call.host, call.method, call.path);
	if (found.kind === 'unknown') return { id: 'unknown', app: '', run: () => unknownPath(call) };
	const { endpoint } = found;
	if (found.kind === 'wrongMethod') {
		return { id: endpoint.id, app: '', run: () => wrongMethod(call, endpoint) };
	}
	const result: Plan = {
		id: endpoint.id,
		app: '',
		run: () => {
			if (endpoint.auth === 'webhook') return answerWebhook(world, endpoint, call, result);
			if (endpoint.auth === 'session') return answerSession(world, endpoint, call, result);
			return answerApp(world, appWindows, endpoint, call, found.pathParams, result);
		},
	};
	return result;
}

function answerWebhook(world: World, endpoint: Endpoint, call: Call, result: Plan): Answer {
	const robot = findRobot(world, endpoint, call);
	if ('body' in robot) return robot;
	result.app = `webhook:${maskTail(robot.accessToken)}`;
	return sendByWebhook(world, endpoint, robot, call);
}

function answerSession(world: World, endpoint: Endpoint, call: Call, result: Plan): Answer {
	const session = findSession(world, endpoint, call);
	if ('body' in session) return session;
	result.app = `session:${session.robotCode}`;
	return sendBySession(world, endpoint, session, call);
}

// The order is the gateway's: token, permission, rate; then content type, parameters, work.
function answerApp(
	world: World,
	appWindows: SlidingWindows,
	endpoint: Endpoint,
	call: Call,
	pathParams: Record<string, string>,
	result: Plan,
): Answer | Promise<Answer> {
	const { store } = world;
	let app;
	if (endpoint.auth !== 'none') {
		app = authenticate(store, endpoint, call);
		if ('body' in app) return app;
		result.app = app.clientId;
		const refusal =
			authorise(endpoint, app) ??
			throttle(appWindows, world.limits.callsPerSecond, endpoint, app, store.now());
		if (refusal) return refusal;
	}
	const query = checkParams(endpoint, endpoint.query, call.query, true);
	if (query.refusal) return query.refusal;
	const parsed = parseBody(endpoint, call.contentType, call.raw);
	if (parsed.refusal) return parsed.refusal;
	const isForm = call.contentType.includes('urlencoded');
	const body = checkParams(endpoint, endpoint.body, parsed.values, isForm);
	if (body.refusal) return body.refusal;
	if (!app) {
		// Token calls name their app in the request itself.
		const named =
			body.values.appKey ?? body.values.client_id ?? body.values.clientId ?? call.query.appkey;
		if (store.apps.has(String(named))) result.app = String(named);
	}
	return BEHAVIOURS[endpoint.id](world, {
		...call,
		endpoint,
		pathParams,
		body: body.values,
		// Endpoints without an app token never read it.
		app: app as NonNullable<typeof app>,
	});
}
