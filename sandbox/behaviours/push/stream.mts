import type { Answer } from '../../contract/answers.mts';
import { apiError, ok } from '../../contract/answers.mts';
import type { Behaviour } from '../../server/call.mts';
import { CONNECT_PATH } from '../../server/connect.mts';
import { CALLBACK_TOPICS, TOPICS } from '../../stream/frame.mts';

/** The topics asked for, or nothing when one of them does not exist. */
function topicsOf(subscriptions: Array<Record<string, unknown>>): string[] | undefined {
	const isGood = subscriptions.every(({ type, topic }) =>
		type === 'EVENT'
			? topic === TOPICS.event
			: type === 'CALLBACK' && CALLBACK_TOPICS.includes(topic as string),
	);
	return isGood ? [...new Set(subscriptions.map(({ topic }) => topic as string))] : undefined;
}

// Without `Accept: application/json` the gateway speaks XML; its look is [unverified].
function asXml({ status, body, code }: Answer): Answer {
	const fields = Object.entries(body as Record<string, unknown>).map(
		([name, value]) => `<${name}>${String(value)}</${name}>`,
	);
	return {
		status,
		body: `<?xml version="1.0" encoding="UTF-8"?><OpenConnectionResponse>${fields.join('')}</OpenConnectionResponse>`,
		headers: { 'content-type': 'application/xml;charset=utf-8' },
		code,
	};
}

const open: Behaviour = ({ store, gateway, apiUrl }, { endpoint, body }) => {
	const app = store.apps.get(body.clientId as string);
	if (!app || app.clientSecret !== body.clientSecret) return apiError(endpoint, 'authFailed');
	const topics = topicsOf(body.subscriptions as Array<Record<string, unknown>>);
	if (!topics) return apiError(endpoint, 'invalidParameter');
	const refused = gateway.faults.take(app.clientId, 'refuseOpen');
	if (refused) {
		store.changed();
		const { status, body: answer } = refused.answer ?? {
			status: 503,
			body: { code: 'ServiceUnavailable', message: 'fault on demand' },
		};
		return { status, body: answer, code: String(status) };
	}
	return ok({
		endpoint: apiUrl().replace(/^http/, 'ws') + CONNECT_PATH,
		ticket: gateway.ticketFor({ clientId: app.clientId, topics }),
	});
};

/** `POST /v1.0/gateway/connections/open`: no token; secret and subscriptions in the body. */
export const openConnection: Behaviour = (world, request) => {
	const answer = open(world, request);
	return request.header('accept').includes('application/json') ? answer : asXml(answer);
};
