/** Answers that are none of DingTalk's, or not the documented one. */
import { isDeepStrictEqual } from 'node:util';

/** What stands in place of DingTalk's answer. */
export interface ForeignAnswer {
	status: number;
	headers: Record<string, string>;
	body: string;
}

/** What a foreign answer is made from. */
export interface Made {
	/** DingTalk's own answer to the same call; text for a file. */
	right: unknown;
	/** What a server may repeat, and nobody may see. */
	secret: string;
	/** Origin of another server. */
	elsewhere: string;
}

export interface Foreign {
	name: string;
	/** Undefined where there is no such answer. */
	make(made: Made): ForeignAnswer | undefined;
	/** What whoever reads the error needs to see. */
	says: RegExp;
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8', server: 'portal/1.0' };
const HTML_TYPE = { 'content-type': 'text/html', server: 'portal/1.0' };

const json = (body: unknown, status = 200): ForeignAnswer => ({
	status,
	headers: JSON_TYPE,
	body: typeof body === 'string' ? body : JSON.stringify(body),
});
const page = (title: string, secret: string, status: number): ForeignAnswer => ({
	status,
	headers: HTML_TYPE,
	body: `<!DOCTYPE html><html><head><title>${title} ${secret}</title></head><body>go on</body></html>`,
});

/** The columns of the table. */
export const FOREIGN: readonly Foreign[] = [
	{ name: 'empty', make: () => json(''), says: /HTTP 200, .*an empty body/ },
	{ name: '{}', make: () => json({}), says: /HTTP 200, .*"\{\}"/ },
	{ name: '{"foo":1}', make: () => json({ foo: 1 }), says: /HTTP 200, .*"\{"foo":1\}"/ },
	{ name: 'null', make: () => json('null'), says: /HTTP 200, .*"null"/ },
	{
		name: 'LoginRequired',
		make: ({ secret }) => ({
			status: 200,
			headers: { 'content-type': 'text/plain', server: 'portal/1.0' },
			body: `LoginRequired ${secret}`,
		}),
		says: /HTTP 200, text\/plain, server portal\/1\.0, "LoginRequired/,
	},
	{
		name: 'HTML',
		make: ({ secret }) => page('Sign in', secret, 200),
		says: /HTTP 200, text\/html, server portal\/1\.0, "Sign in/,
	},
	{
		name: 'HTML 502',
		make: ({ secret }) => page('Bad Gateway', secret, 502),
		says: /HTTP 502, text\/html, server portal\/1\.0, "Bad Gateway/,
	},
	{ name: '[]', make: () => json([]), says: /HTTP 200, .*"\[\]"/ },
	{
		name: 'truncated',
		make: ({ right }) => (typeof right === 'string' ? undefined : json(cut(right))),
		says: /cut off.*HTTP 200|HTTP 200.*cut off/,
	},
	{
		name: 'wrong types',
		make: ({ right }) => json(withoutConfirmation(right) ?? turnAll(right)),
		says: /HTTP 200, .*"\{/,
	},
	{
		name: 'wrong leaves',
		make: ({ right }) =>
			// Else it is the same, but for what nobody reads.
			withoutConfirmation(right) ? undefined : ifOther(turnLeaves(right), right),
		says: /HTTP 200, .*"\{/,
	},
	{
		name: 'odd entries',
		make: ({ right }) =>
			typeof right === 'string' ? undefined : ifOther(turnEntries(right), right),
		says: /HTTP 200, .*"\{/,
	},
	{
		name: 'redirect',
		// The one that asks for the same method and body.
		make: ({ elsewhere, secret }) => ({
			status: 307,
			headers: { location: `${elsewhere}/sign-in?from=${encodeURIComponent(secret)}` },
			body: '',
		}),
		says: /HTTP 307, .*redirect to http:\/\/127\.0\.0\.1:\d+/,
	},
];

const ifOther = (changed: unknown, right: unknown): ForeignAnswer | undefined =>
	isDeepStrictEqual(changed, right) ? undefined : json(changed);

/** A whole answer, without its second half. */
function cut(right: unknown): string {
	const text = JSON.stringify(right);
	// Of an empty object the brace is left.
	return text.slice(0, Math.max(1, Math.floor(text.length / 2)));
}

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
const mapFields = (value: object, change: (field: unknown) => unknown) =>
	Object.fromEntries(
		Object.entries(value).map(([name, field]) => [
			name,
			name === 'errcode' ? field : change(field),
		]),
	);

/** For answers that carry nothing beside `errcode`, or nothing at all; undefined for all others. */
function withoutConfirmation(right: unknown): unknown {
	if (!isObject(right)) return { media_id: 1 };
	const names = Object.keys(right);
	if (names.length === 0) return { result: { ok: 'maybe' } };
	const isBare = names.every((name) => ['errcode', 'errmsg', 'request_id'].includes(name));
	return isBare ? { ...right, errcode: { value: 0 } } : undefined;
}

/** Every field of another type. */
const turnAll = (right: unknown): unknown => mapFields(right as object, turn);

function turn(value: unknown): unknown {
	if (typeof value === 'boolean') return 'maybe';
	if (Array.isArray(value)) return { ...value };
	return isObject(value) ? 'text' : { value: 1 };
}

/** The same outline, with leaves of another type, and objects for lists. */
const turnLeaves = (right: unknown): unknown => mapFields(right as object, turnLeaf);

function turnLeaf(value: unknown): unknown {
	return isObject(value) ? mapFields(value, turnLeaf) : turn(value);
}

/** The same outline, with lists whose entries are of another type. */
const turnEntries = (right: unknown): unknown => mapFields(right as object, turnList);

function turnList(value: unknown): unknown {
	if (Array.isArray(value)) return value.length > 0 ? value.map(turn) : ['text', { value: 1 }];
	return isObject(value) ? mapFields(value, turnList) : value;
}
