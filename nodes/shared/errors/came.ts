import { redact, redactAll } from './redact';
import type { Failure } from './failure';

/** What a server sent back: all that tells DingTalk from something on the way to it. */
export interface Came {
	httpStatus: number;
	/** Names in lower case. */
	headers: Readonly<Record<string, unknown>>;
	/** Text, or a parsed JSON value. */
	body: unknown;
}

const MAX_WORDS_CHARS = 80;
const MAX_HEADER_CHARS = 60;

/**
 * What came, for a person who has to find out who sent it: status, content type, server and first words,
 * e.g. `HTTP 200, text/html, server nginx, "Sign in to the network"`. Free of patterns that look secret.
 */
export function describeCame({ httpStatus, headers, body }: Came): string {
	const words = firstWords(body);
	return [
		`HTTP ${httpStatus}`,
		headerOf(headers, 'content-type').split(';')[0],
		withName('server', headerOf(headers, 'server')),
		withName('redirect to', originOf(headerOf(headers, 'location'))),
		words === '' ? 'an empty body' : `"${words}"`,
	]
		.filter(Boolean)
		.join(', ');
}

const withName = (name: string, value: string): string => (value === '' ? '' : `${name} ${value}`);

const headerOf = (headers: Came['headers'], name: string): string =>
	redact(String(headers[name] ?? '')).slice(0, MAX_HEADER_CHARS);

/** What came without the values given: cut short only later, as half a secret is one too many. */
export function cameWithout(came: Came, secrets: readonly string[]): Came {
	const { location } = came.headers;
	// The origin tells who redirects; as a part of the whole address it would go with it.
	const headers = location === undefined ? {} : { location: originOf(String(location)) };
	return redactAll({ ...came, headers: { ...came.headers, ...headers } }, secrets);
}

/** Never the whole address of a redirect: its query may repeat the token. */
const originOf = (location: string): string =>
	URL.canParse(location) ? new URL(location).origin : '';

function firstWords(body: unknown): string {
	const text = typeof body === 'string' ? body : (JSON.stringify(body) ?? '');
	const visible = isHtml(text) ? titleOf(text) : text;
	return redact(visible.replace(/\s+/g, ' ').trim()).slice(0, MAX_WORDS_CHARS);
}

export const isHtml = (text: string): boolean => /^\s*<(!doctype|html|head|body)\b/i.test(text);

/** The title of a page, or its first visible words. */
function titleOf(html: string): string {
	const beginning = html.slice(0, 4000);
	const title = /<title[^<>]*>([^<]*)/i.exec(beginning)?.[1].trim();
	if (title) return title;
	return beginning.replace(/<(script|style)[\s\S]*?(<\/\1>|$)/gi, ' ').replace(/<[^>]*>?/g, ' ');
}

/** @param fault why it cannot be DingTalk's answer to the call */
export const foreign = (came: Came, fault: string): Failure => ({
	kind: 'foreign',
	code: 'notDingTalk',
	message: fault,
	httpStatus: came.httpStatus,
	came: describeCame(came),
});

/** DingTalk's answer to a call, without something that it must say. @param fault what, in words */
export const incomplete = (fault: string): Failure => ({
	kind: 'foreign',
	code: 'incomplete',
	message: '',
	came: fault,
});
