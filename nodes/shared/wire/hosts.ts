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

/** The base URLs of a credential, without trailing slashes; empty fields mean DingTalk's own. */
export function baseUrlsOf(credential: { apiBaseUrl?: unknown; oapiBaseUrl?: unknown }): BaseUrls {
	const clean = (value: unknown, fallback: string) =>
		(typeof value === 'string' && value.trim() !== '' ? value.trim() : fallback).replace(
			/\/+$/,
			'',
		);
	return {
		api: clean(credential.apiBaseUrl, DEFAULT_BASE_URLS.api),
		oapi: clean(credential.oapiBaseUrl, DEFAULT_BASE_URLS.oapi),
	};
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
	const prefix = root.pathname.replace(/\/+$/, '');
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
