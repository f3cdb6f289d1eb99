import { InputError } from '../errors/inputError';

/** DingTalk's two hosts: `api` (new, token in a header) and `oapi` (old, token in the query). */
export type Host = 'api' | 'oapi';

export interface BaseUrls {
	api: string;
	oapi: string;
}

export const DEFAULT_BASE_URLS: BaseUrls = {
	api: 'https://api.dingtalk.com',
	oapi: 'https://oapi.dingtalk.com',
};

const NEW_STYLE_PATH = /^\/v\d+\.\d+\//;

/**
 * The base URLs of a credential, without trailing slashes; empty fields mean DingTalk's own.
 *
 * @throws InputError for what no request can go to
 */
export const baseUrlsOf = (credential: {
	apiBaseUrl?: unknown;
	oapiBaseUrl?: unknown;
}): BaseUrls => ({
	api: baseUrlIn('API Base URL', credential.apiBaseUrl, DEFAULT_BASE_URLS.api),
	oapi: baseUrlIn('OAPI Base URL', credential.oapiBaseUrl, DEFAULT_BASE_URLS.oapi),
});

/**
 * The base URL in a field of a credential. Paths are put behind it as they are, so it ends with its host or with the
 * path of a proxy.
 *
 * @throws InputError naming the field; never with what it holds, which may be a whole webhook with its token. The
 * credential's test shows nothing of the error but the message, which therefore says how it has to look
 */
export function baseUrlIn(field: string, value: unknown, fallback: string): string {
	const given = typeof value === 'string' ? value.trim().replace(/(?<!\/)\/+$/, '') : '';
	if (given === '') return fallback;
	const problem = problemOf(given);
	if (problem === undefined) return given;
	throw new InputError(
		field,
		`${problem}; it has to look like ${fallback}`,
		"Leave it as it is for DingTalk's own address, or write http:// or https://, the host, and no more unless a proxy has a path",
	);
}

function problemOf(given: string): string | undefined {
	if (!/^https?:\/\//i.test(given)) return 'is not a URL that begins with https:// or http://';
	// The parser takes a blank in a path for %20, and drops line ends.
	if (!URL.canParse(given) || /\s/.test(given)) return 'is not a URL';
	const { origin, pathname, username, password } = new URL(given);
	if (/[?#]/.test(given)) return 'has parameters behind the address';
	if (username !== '' || password !== '') return 'holds a user name or a password';
	const isOwn = Object.values(DEFAULT_BASE_URLS).includes(origin);
	return isOwn && pathname !== '/' ? 'has a path behind the host' : undefined;
}

/** The host a path belongs to by DingTalk's naming: /v1.0/… is new, everything else old. */
export const hostOfPath = (path: string): Host => (NEW_STYLE_PATH.test(path) ? 'api' : 'oapi');

/**
 * Which of the credential's hosts a URL points to, or undefined for a foreign one.
 * Where both base URLs are the same (one proxy in front of both), the path decides.
 */
export function hostOfUrl(url: string, bases: BaseUrls): Host | undefined {
	const api = pathBelow(url, bases.api);
	const oapi = pathBelow(url, bases.oapi);
	if (api !== undefined && oapi !== undefined) {
		if (bases.api.length !== bases.oapi.length)
			return bases.api.length > bases.oapi.length ? 'api' : 'oapi';
		return hostOfPath(api);
	}
	if (api !== undefined) return 'api';
	return oapi === undefined ? undefined : 'oapi';
}

/** The part of the URL's path below the base URL; undefined when it is not below it. */
export function pathBelow(url: string, base: string): string | undefined {
	if (!URL.canParse(url) || !URL.canParse(base)) return undefined;
	const target = new URL(url);
	const root = new URL(base);
	if (target.origin !== root.origin || target.username !== '' || target.password !== '')
		return undefined;
	const prefix = root.pathname.replace(/(?<!\/)\/+$/, '');
	if (target.pathname !== prefix && !target.pathname.startsWith(`${prefix}/`)) return undefined;
	return target.pathname.slice(prefix.length) || '/';
}

/** Whether a URL from outside points to this base URL. */
export const isBelow = (url: string, base: string): boolean => pathBelow(url, base) !== undefined;

/**
 * Whether a session webhook, which comes from outside, may be posted to: on the credential's OAPI host, or on
 * DingTalk's own, which messages name also where a gateway stands in front of it.
 */
export const isSessionUrl = (url: string, { oapi }: BaseUrls): boolean =>
	isBelow(url, oapi) || isBelow(url, DEFAULT_BASE_URLS.oapi);
