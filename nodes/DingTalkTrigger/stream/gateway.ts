import { tokenSourceOf } from '../../shared/transport/attach';
import type { TokenSource } from '../../shared/transport/token';
import { issuedForOf } from '../../shared/transport/token';
import type { Failure, Outcome } from '../../shared/errors/failure';
import { failed, success } from '../../shared/errors/failure';
import { postPlain } from '../../shared/transport/plain';
import type { CallContext } from '../../shared/transport/callContext';
import { CREDENTIAL } from '../../shared/transport/send';

/** One kind of push that a connection wants. */
export interface Subscription {
	type: 'EVENT' | 'CALLBACK';
	topic: string;
}

/** Asks for a place to connect to; each ticket is good for one connection within 90 s. */
export type OpenGateway = (signal?: AbortSignal) => Promise<Outcome<{ url: string }>>;

const PATH = '/v1.0/gateway/connections/open';
const TIMEOUT_MS = 20_000;

/**
 * The Stream gateway of the credential's app. The app proves itself with its secret, not with a token.
 *
 * @param version of the node, which DingTalk keeps in its logs
 * @see DingTalk docs "Stream 模式协议接入": POST /v1.0/gateway/connections/open
 */
export async function createGateway(
	context: CallContext,
	subscriptions: readonly Subscription[],
	version: number,
): Promise<OpenGateway> {
	const source = tokenSourceOf(await context.getCredentials(CREDENTIAL));
	return async (signal) => {
		const clientSecret = await currentSecret(context, source);
		const body = {
			clientId: source.clientId,
			clientSecret,
			subscriptions,
			ua: `n8n-nodes-dingtalk-suite/${version}`,
		};
		const outcome = await postPlain(context, {
			url: `${source.apiBaseUrl}${PATH}`,
			body,
			timeoutMs: TIMEOUT_MS,
			answer: { endpoint: 'text', ticket: 'text' },
			isOapi: false,
			secrets: [clientSecret],
			signal,
		});
		if (!outcome.ok) return failed(refusal(outcome.failure));
		const url = addressOf(outcome.value.body);
		return url === undefined ? failed(noTicket(outcome.value.statusCode)) : success({ url });
	};
}

/**
 * The app's secret as it is now: one that was changed in DingTalk and in the credential shall not end a trigger that
 * started long before. For a credential that is of another app by now, the trigger has to start anew.
 */
export async function currentSecret(context: CallContext, source: TokenSource): Promise<string> {
	try {
		const current = tokenSourceOf(await context.getCredentials(CREDENTIAL));
		return issuedForOf(current) === issuedForOf(source)
			? current.clientSecret
			: source.clientSecret;
	} catch {
		// n8n's database is away, perhaps; the secret from the start is most likely right.
		return source.clientSecret;
	}
}

/** Here no token can be at fault: 401 says that the app is unknown or its secret wrong. */
function refusal(failure: Failure): Failure {
	if (failure.came === undefined && (failure.httpStatus === 401 || failure.kind === 'token')) {
		const code = failure.code === '401' ? 'authFailed' : failure.code;
		return { ...failure, kind: 'credential', code };
	}
	// The same request gets the same answer next time.
	const isFaulty = failure.httpStatus === 400 && failure.kind === 'other';
	return isFaulty ? { ...failure, kind: 'invalid' } : failure;
}

function addressOf(body: unknown): string | undefined {
	const { endpoint, ticket } = body as { endpoint: string; ticket: string };
	if (!URL.canParse(endpoint)) return undefined;
	const url = new URL(endpoint);
	if (!/^wss?:$/.test(url.protocol)) return undefined;
	url.searchParams.set('ticket', ticket);
	// A WebSocket takes no fragment.
	url.hash = '';
	return url.toString();
}

const noTicket = (httpStatus: number): Failure => ({
	kind: 'other',
	code: 'noTicket',
	message: '',
	httpStatus,
});
