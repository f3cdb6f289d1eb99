import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestMethods,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { issuedForOf, nextExchange } from './token';
import { hasGoodToken, tokenSourceOf } from './attach';
import type { Session, SessionBinding } from '../auth/sealedSession';
import { openSession } from '../auth/sealedSession';
import type { Clock } from '../run/clock';
import { systemClock } from '../run/clock';
import type { Line } from '../run/lines';
import type { Answer } from '../errors/confirm';
import type { Failure, Outcome } from '../errors/failure';
import { CANCELLED, failed } from '../errors/failure';
import { toShownError } from '../errors/shownError';
import type { ErrorWords } from '../errors/toNodeError';
import { toNodeError } from '../errors/toNodeError';
import type { BaseUrls, Host } from '../wire/hosts';
import { baseUrlsOf, isSessionUrl } from '../wire/hosts';
import type { Limiter } from './limiter';
import { appLimiter } from './limiter';
import type { ApiPath } from '../wire/path';
import { templateOf } from '../wire/path';
import type { PlainPut } from './plain';
import { fetchPlain, postPlain, putPlain } from './plain';
import { OVERALL_TIMEOUT_MS, withRetry } from './retry';
import type { Reply } from './reply';
import type { CallContext } from './callContext';
import { CREDENTIAL, send } from './send';

const ATTEMPT_TIMEOUT_MS = 60_000;
const DEFAULT_CALLS_PER_SECOND = 20;

export interface ApiCall {
	method: IHttpRequestMethods;
	host: Host;
	path: ApiPath | string;
	query?: IDataObject;
	/** Beside those of every call, such as `x-client-token`. */
	headers?: Record<string, string>;
	/** JSON value (bigint allowed), `FormData`, or bytes with a `contentType`. */
	body?: unknown;
	contentType?: string;
	/** What the documented answer carries: only with it the call counts as done. */
	answer: Answer;
	/** For one attempt, its answer included; default 60 s. */
	timeoutMs?: number;
	/** Doing it twice does no harm: reads, and writes that name the wanted end state. Default: GET only. */
	repeatable?: boolean;
	/** What no text of a failure may repeat, beside the token and the app's secret. */
	secrets?: readonly string[];
	/** DingTalk gives the permission to no new app: its refusal gets another hint. */
	legacy?: boolean;
}

/** What operations know of the credential; the secret and the token stay behind. */
export interface AppSettings {
	clientId: string;
	robotCode: string;
	agentId: string;
	operatorId: string;
	bases: BaseUrls;
}

/** DingTalk as operations see it. */
export interface DingTalkApi {
	readonly settings: AppSettings;
	/** @returns the answer, or the failure as a value: for calls whose refusal concerns a part of the work */
	attempt(call: ApiCall): Promise<Outcome<Reply>>;
	/**
	 * @returns the parsed answer
	 * @throws NodeApiError with message, cure, code and request id
	 */
	request<T = IDataObject>(call: ApiCall): Promise<T>;
	/** The error for a failure that `attempt` returned. */
	toError(failure: Failure, words?: ErrorWords): Error;
	/** A plain GET of a temporary URL that DingTalk handed out; no token goes along, but the headers it signed do. */
	fetchUrl(url: string, headers?: Record<string, string>): Promise<Outcome<Reply>>;
	/** A plain PUT of a file to the storage address that DingTalk signed for it; no token goes along. */
	putFile(file: Omit<PlainPut, 'signal'>): Promise<Outcome<Reply>>;
	/**
	 * A plain POST to a session webhook; no token goes along.
	 *
	 * @throws Error for a URL that is neither below the credential's OAPI host nor on DingTalk's own
	 */
	postSession(url: string, body: unknown): Promise<Outcome<Reply>>;
	/** What a trigger sealed with this credential's secret; undefined when it was another's, or changed. */
	openSession(sealed: string, binding: SessionBinding): Session | undefined;
}

export interface ApiParts {
	clock?: Clock;
	limiter?: Limiter;
	signal?: AbortSignal;
}

/** @throws NodeOperationError for a base URL that is none */
function basesOf(context: CallContext, credential: ICredentialDataDecryptedObject): BaseUrls {
	try {
		return baseUrlsOf(credential);
	} catch (error) {
		throw toShownError(context.getNode(), error);
	}
}

/** @throws NodeOperationError that says what to choose, where n8n says that the node needs no credential */
async function credentialOf(context: CallContext): Promise<ICredentialDataDecryptedObject> {
	try {
		return await context.getCredentials(CREDENTIAL);
	} catch (error) {
		const node = context.getNode();
		if (node.credentials?.[CREDENTIAL] !== undefined) throw toShownError(node, error);
		throw new NodeOperationError(
			node,
			"The credential 'DingTalk App API' is missing. Choose it in the node",
		);
	}
}

/** Builds the stack once per run: retry ⊃ limiter ⊃ token ⊃ send. */
export async function createApi(context: CallContext, parts: ApiParts = {}): Promise<DingTalkApi> {
	const credential = await credentialOf(context);
	const { clock = systemClock, limiter = appLimiter, signal } = parts;
	const bases = basesOf(context, credential);
	const perSecond = Number(credential.callsPerSecond) || DEFAULT_CALLS_PER_SECOND;
	const source = tokenSourceOf(credential);
	const app = issuedForOf(source);
	const cancelled: Failure = { ...CANCELLED, attempts: 0 };

	let tokenFetched: Promise<unknown> | undefined;

	// The first call fetches a missing token on its own. Others, waiting for it where they have had their turn
	// already, would all reach DingTalk in the same moment.
	async function attempt(call: ApiCall): Promise<Outcome<Reply>> {
		if (hasGoodToken(credential, clock)) return await attemptNow(call);
		if (tokenFetched) {
			await tokenFetched;
			return await attemptNow(call);
		}
		const { ended, leave } = nextExchange(source);
		const first = attemptNow(call).finally(leave);
		// Another worker may have fetched it: then the call ends without an exchange of ours.
		tokenFetched = Promise.race([ended, first.catch(() => undefined)]);
		return await first;
	}

	async function attemptNow(call: ApiCall): Promise<Outcome<Reply>> {
		const { value, template } =
			typeof call.path === 'string'
				? { value: call.path, template: templateOf(call.path) }
				: call.path;
		const gate = `${app} ${call.method} ${call.host} ${template}`;
		const { timeoutMs: longestMs = ATTEMPT_TIMEOUT_MS } = call;
		// Of a file one attempt may take longer than all of another call. Waiting for a turn does not count.
		let deadline = clock.now() + Math.max(OVERALL_TIMEOUT_MS, longestMs);
		const takeTurn = async (line: Line) => {
			const askedAt = clock.now();
			const turn = await limiter.acquire(gate, perSecond, clock, signal, line);
			deadline += clock.now() - askedAt;
			return turn;
		};
		const once = async () => {
			let turn = await takeTurn('new');
			// Everybody who waits is refused for the same token, until this call brings the new one.
			const nextTurn = async () => {
				turn.answered();
				turn = await takeTurn('again');
			};
			if (signal?.aborted) return failed(cancelled);
			const timeoutMs = Math.min(longestMs, Math.max(1, deadline - clock.now()));
			const secrets = [source.clientSecret, ...(call.secrets ?? [])];
			const sent = { ...call, path: value, timeoutMs, secrets };
			const outcome = await send(context, bases, sent, { signal, nextTurn });
			if (!outcome.ok && outcome.failure.kind === 'rateLimited') turn.refused();
			else turn.answered();
			return outcome;
		};
		return await withRetry(once, {
			clock,
			get deadline() {
				return deadline;
			},
			repeatable: call.repeatable ?? call.method === 'GET',
			signal,
			// Where one call is too many, this one waits and all go slower; refused again, all wait.
			onWait: (failure, waitMs, tries) => {
				if (failure.kind !== 'rateLimited') return;
				if (tries > 2 || failure.retryAfterMs !== undefined) limiter.pause(gate, waitMs, clock);
			},
		});
	}

	const toError = (failure: Failure, words: ErrorWords = {}) =>
		toNodeError(context.getNode(), failure, words);

	return {
		settings: {
			clientId: String(credential.clientId ?? '').trim(),
			robotCode: String(credential.robotCode || credential.clientId || '').trim(),
			agentId: String(credential.agentId ?? '').trim(),
			operatorId: String(credential.operatorId ?? '').trim(),
			bases,
		},
		attempt,
		toError,
		async request<T>(call: ApiCall) {
			const outcome = await attempt(call);
			if (!outcome.ok) throw toError(outcome.failure, { legacy: call.legacy });
			return outcome.value.body as T;
		},
		fetchUrl: async (url, headers) =>
			await withRetry(async () => await fetchPlain(context, url, signal, headers), {
				clock,
				deadline: clock.now() + OVERALL_TIMEOUT_MS,
				repeatable: true,
				signal,
			}),
		putFile: async (file) =>
			await withRetry(async () => await putPlain(context, { ...file, signal }), {
				clock,
				deadline: clock.now() + OVERALL_TIMEOUT_MS,
				// The same bytes at the same address.
				repeatable: true,
				signal,
			}),
		async postSession(url, body) {
			if (!isSessionUrl(url, bases)) throw new Error('The session webhook is on a foreign host');
			return await withRetry(
				async () =>
					await postPlain(context, {
						url,
						body,
						timeoutMs: ATTEMPT_TIMEOUT_MS,
						answer: 'nothing',
						isOapi: true,
						signal,
					}),
				{
					clock,
					deadline: clock.now() + OVERALL_TIMEOUT_MS,
					// A second post would show twice.
					repeatable: false,
					signal,
				},
			);
		},
		openSession: (sealed, binding) => openSession(source.clientSecret, sealed, binding),
	};
}
