import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import type { Clock } from '../run/clock';
import { systemClock } from '../run/clock';
import { baseUrlsOf, hostOfUrl } from '../wire/hosts';
import { EXPIRY_MARGIN_MS, issuedForOf } from './token';

/**
 * So much of the time between `renewAt` and `expiresAt` this process lets pass, at most a half. No two processes
 * do the same: the first to renew the token stores it, and the others find it there.
 */
const OUR_TURN = systemClock.random() / 2;

/** Header that carries the app's token on the API host; OAPI takes it in the query. */
const TOKEN_HEADER = 'x-acs-dingtalk-access-token';

/** The source of a credential's tokens. */
export const tokenSourceOf = (credential: ICredentialDataDecryptedObject) => ({
	clientId: String(credential.clientId ?? '').trim(),
	clientSecret: String(credential.clientSecret ?? '').trim(),
	apiBaseUrl: baseUrlsOf(credential).api,
});

/**
 * Puts the credential's token where the called host wants it, on the very object it was given.
 *
 * @throws a 401-shaped error when the token's clock has run out or it belongs to another app: n8n then
 * renews it before anything was sent (the credential's test and the HTTP Request node included)
 * @throws Error for a host that is not the credential's: the token goes nowhere else
 */
export function attachToken(
	credential: ICredentialDataDecryptedObject,
	options: IHttpRequestOptions,
	clock: Clock,
): IHttpRequestOptions {
	if (!hasGoodToken(credential, clock)) {
		throw Object.assign(new Error('The stored DingTalk access token has to be renewed'), {
			response: { status: 401 },
		});
	}
	const bases = baseUrlsOf(credential);
	const host = hostOfUrl(targetOf(options), bases);
	const token = String(credential.accessToken);
	if (host === 'oapi') {
		options.qs = { ...options.qs, access_token: token };
	} else if (host === 'api') {
		options.headers = { ...options.headers, [TOKEN_HEADER]: token };
	} else {
		throw new Error(
			`The DingTalk access token is only sent to ${bases.api} and ${bases.oapi}. Change the URL, or the base URLs in the credential`,
		);
	}
	return options;
}

function isOver(credential: ICredentialDataDecryptedObject, clock: Clock): boolean {
	const expiresAt = Number(credential.expiresAt) || 0;
	const renewAt = Math.min(Number(credential.renewAt) || expiresAt - EXPIRY_MARGIN_MS, expiresAt);
	return clock.now() > renewAt + (expiresAt - renewAt) * OUR_TURN;
}

/** Whether the stored token belongs to this app and its clock has not run out. */
export const hasGoodToken = (credential: ICredentialDataDecryptedObject, clock: Clock): boolean =>
	credential.issuedFor === issuedForOf(tokenSourceOf(credential)) && !isOver(credential, clock);

/**
 * The stored token when DingTalk has refused it. Empty when there is none, or when only its clock has run
 * out: DingTalk then prolongs the same token, and one that was prolonged a moment ago is good.
 */
export function refusedToken(credential: ICredentialDataDecryptedObject, clock: Clock): string {
	const expiresAt = Number(credential.expiresAt) || 0;
	const isPastItsTime = expiresAt > 0 && isOver(credential, clock);
	return isPastItsTime ? '' : String(credential.accessToken ?? '');
}

/** The token that `attachToken` put on these options. */
export const attachedToken = (options: IHttpRequestOptions): string =>
	String(options.headers?.[TOKEN_HEADER] ?? options.qs?.access_token ?? '');

function targetOf(options: IHttpRequestOptions): string {
	// The HTTP Request node still passes `uri` in place of `url`.
	const url = options.url ?? (options as unknown as { uri?: string }).uri ?? '';
	if (URL.canParse(url) || !options.baseURL) return url;
	return `${options.baseURL.replace(/(?<!\/)\/+$/, '')}/${url.replace(/^\/+/, '')}`;
}
