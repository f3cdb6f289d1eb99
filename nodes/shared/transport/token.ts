import { createHash } from 'crypto';
import type { IHttpRequestHelper } from 'n8n-workflow';

import type { Clock } from '../run/clock';
import type { Failure, Outcome } from '../errors/failure';
import { success } from '../errors/failure';
import { explain } from '../errors/toNodeError';
import { Expiring } from '../run/expiring';
import { postPlain } from './plain';
import { withRetry } from './retry';
import { MINUTE_MS } from '../run/durations';

/** Which app, at which DingTalk. */
export interface TokenSource {
	clientId: string;
	clientSecret: string;
	/** Base URL of the API host, without trailing slash. */
	apiBaseUrl: string;
}

export interface IssuedToken {
	accessToken: string;
	/** Unix ms. */
	expiresAt: number;
	/** Unix ms from which on it is not used any more, so that no call starts with a token about to end. */
	renewAt: number;
}

/** How long (ms) before its end a token is renewed; of a short life, it is this share. */
export const EXPIRY_MARGIN_MS = 5 * MINUTE_MS;
const MARGIN_SHARE = 0.2;
const FALLBACK_LIFE_SECONDS = 7200;
const REQUEST_TIMEOUT_MS = 20_000;
const OVERALL_TIMEOUT_MS = 60_000;
/** After this time n8n has stored a fresh token everywhere. */
const BRIDGE_MS = 60_000;
/** How long (ms) an exchange that DingTalk refused is not tried again. */
const REFUSAL_MEMORY_MS = 10_000;

type HttpRequest = IHttpRequestHelper['helpers']['httpRequest'];

// n8n stores the token with the credential, where other executions and workers find it. These maps only
// bridge the moments in between: calls that start before n8n has stored a fresh token share it.
const inFlight = new Map<string, Promise<IssuedToken>>();
const issued = new Expiring<IssuedToken & { obtainedAt: number }>();
const refusals = new Expiring<Failure>();
const waiting = new Map<string, Set<() => void>>();

/** Says for whom a token was issued; a credential edited to another app or host must not reuse it. */
export const issuedForOf = (source: TokenSource): string =>
	`${source.clientId}@${source.apiBaseUrl}`;

/**
 * An access token for the app: one exchange, however many callers ask at once.
 *
 * @param refused the token that DingTalk no longer takes, or '' when there was none
 * @throws Error with a readable message (and the `failure`) when DingTalk refuses or cannot be reached
 * @see DingTalk docs "获取企业内部应用的 accessToken": POST /v1.0/oauth2/accessToken
 */
export async function obtainToken(
	http: HttpRequest,
	source: TokenSource,
	refused: string,
	clock: Clock,
): Promise<IssuedToken> {
	const key = keyOf(source);
	const known = knownToken(key, refused, clock.now());
	if (known) return known;
	const refusal = refusals.get(key, clock.now());
	if (refusal) throw tokenError(refusal);
	const running = inFlight.get(key) ?? exchange(http, source, refused, key, clock);
	inFlight.set(key, running);
	return await running;
}

/**
 * Waits until the next token of the app has come, or its exchange has failed.
 *
 * @returns `leave` is to be called by whoever waits no longer, as there may be no exchange
 */
export function nextExchange(source: TokenSource): { ended: Promise<void>; leave: () => void } {
	const key = keyOf(source);
	let leave = () => {};
	const ended = new Promise<void>((resolve) => {
		const wakers = waiting.get(key) ?? new Set<() => void>();
		waiting.set(key, wakers.add(resolve));
		leave = () => {
			wakers.delete(resolve);
			if (wakers.size === 0 && waiting.get(key) === wakers) waiting.delete(key);
		};
	});
	return { ended, leave };
}

function wakeAll(key: string): void {
	for (const wake of waiting.get(key) ?? []) wake();
	waiting.delete(key);
}

const keyOf = (source: TokenSource): string =>
	createHash('sha256')
		.update(JSON.stringify([source.apiBaseUrl, source.clientId, source.clientSecret]))
		.digest('hex');

/** Forgets what this process knows, as a restart would. For tests. */
export function forgetTokens(): void {
	issued.clear();
	inFlight.clear();
	refusals.clear();
}

/** How many entries each memory of this process holds. For tests. */
export const heldInMemory = () => ({
	issued: issued.size,
	refusals: refusals.size,
	inFlight: inFlight.size,
	waiting: waiting.size,
});

function knownToken(key: string, refused: string, nowMs: number): IssuedToken | undefined {
	const known = issued.get(key, nowMs);
	if (!known) return undefined;
	// Where another worker renewed the token last, ours may be older than the refused one, and as bad.
	const isNewer = known.accessToken !== refused && nowMs - known.obtainedAt < BRIDGE_MS;
	if (refused !== '' && !isNewer) return undefined;
	const { accessToken, expiresAt, renewAt } = known;
	return { accessToken, expiresAt, renewAt };
}

async function exchange(
	http: HttpRequest,
	source: TokenSource,
	refused: string,
	key: string,
	clock: Clock,
): Promise<IssuedToken> {
	const deadline = clock.now() + OVERALL_TIMEOUT_MS;
	const outcome = await withRetry(() => requestToken(http, source, refused, clock, deadline), {
		clock,
		deadline,
		repeatable: true,
	}).finally(() => {
		inFlight.delete(key);
		wakeAll(key);
	});
	const nowMs = clock.now();
	if (outcome.ok) {
		const { renewAt } = outcome.value;
		issued.set(key, { ...outcome.value, obtainedAt: nowMs }, renewAt, nowMs);
		return outcome.value;
	}
	const failure: Failure = { ...outcome.failure, isBeforeCall: true };
	// Every item would ask again, to hear the same; what never arrived may arrive next time.
	if (failure.kind !== 'connection' && failure.kind !== 'unreachable') {
		refusals.set(key, failure, nowMs + REFUSAL_MEMORY_MS, nowMs);
	}
	throw tokenError(failure);
}

/** A plain Error: n8n takes a 401-shaped one for a reason to try the exchange again. */
function tokenError(failure: Failure): Error {
	const { message, description } = explain(failure);
	return Object.assign(new Error(`${message}. ${description}`), { failure });
}

async function requestToken(
	http: HttpRequest,
	source: TokenSource,
	refused: string,
	clock: Clock,
	deadline: number,
): Promise<Outcome<IssuedToken>> {
	const outcome = await postPlain(
		{ helpers: { httpRequest: http } },
		{
			url: `${source.apiBaseUrl}/v1.0/oauth2/accessToken`,
			body: { appKey: source.clientId, appSecret: source.clientSecret },
			timeoutMs: Math.min(REQUEST_TIMEOUT_MS, Math.max(1, deadline - clock.now())),
			answer: { accessToken: 'text' },
			isOapi: false,
			secrets: [source.clientSecret, refused],
		},
	);
	if (!outcome.ok) return outcome;
	const { accessToken, expireIn } = outcome.value.body as {
		accessToken: string;
		expireIn?: number;
	};
	const lifeMs = (Number(expireIn) > 0 ? Number(expireIn) : FALLBACK_LIFE_SECONDS) * 1000;
	const expiresAt = clock.now() + lifeMs;
	const renewAt = expiresAt - Math.min(EXPIRY_MARGIN_MS, lifeMs * MARGIN_SHARE);
	return success({ accessToken, expiresAt, renewAt });
}
