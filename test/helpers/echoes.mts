import type { Echo } from './echoServer.mts';

/** With all that is written differently in URLs and base64. */
export const SECRETS = {
	token: 'Tk+9/access=token0123456789abcdef',
	app: 'Ap-p/secret+0123456789ABCDEFghij=',
	session: 'Se+s/ion=key0123456789abcdefABCD',
	signature: 'Si+g/nature=0123456789abcdefXYZ=',
	robot: 'SECrobot0123456789abcdef0123456789abcdef',
} as const;

/** The ways a server may write a value. */
export const formsOf = (secret: string): string[] => [
	secret,
	encodeURIComponent(secret),
	encodeURIComponent(secret).replace(/%../g, (code) => code.toLowerCase()),
	encodeURIComponent(encodeURIComponent(secret)),
	Buffer.from(secret).toString('base64'),
	Buffer.from(secret).toString('base64url'),
	Buffer.from(`user:${secret}`).toString('base64'),
	Buffer.from(`a:${secret}`).toString('base64'),
	secret.replaceAll('/', '\\/'),
];

/** What must not be found: each form, and the halves that a text cut short would leave. */
export const tracesOf = (secret: string): string[] => {
	const halves = [secret.slice(0, 12), secret.slice(-12)];
	const inBase64 = ['', 'user:', 'a:'].map((before) => {
		const text = Buffer.from(before + secret).toString('base64');
		// The first characters may stand for what is before it, the last ones for what is behind.
		return text.slice(8, -4);
	});
	return [secret, encodeURIComponent(secret), ...halves, ...inBase64];
};

const json = (body: unknown, more: Echo = {}): Echo => ({ ...more, body: JSON.stringify(body) });
const HTML = { 'content-type': 'text/html' };
const TEXT = { 'content-type': 'text/plain' };
const asHeader = (text: string) => text.replace(/[^\x20-\x7e]/g, '');

/** The first form that can be one: tokens of digits and letters. */
const hostIn = (text: string) =>
	text.split(' ').find((form) => /^[a-z0-9-]{6,60}$/i.test(form)) ?? 'x';

/** Everywhere in an answer where a server can repeat a text. */
export const PLACES: Record<string, (text: string) => Echo> = {
	'the message of the new host': (text) => json({ code: 'x', message: text }, { status: 400 }),
	'the code of the new host': (text) => json({ code: text, message: 'm' }, { status: 400 }),
	'the request id': (text) =>
		json({ code: 'x', message: 'm', requestid: text, request_id: text }, { status: 400 }),
	'the missing scopes': (text) =>
		json(
			{
				code: 'Forbidden.AccessDenied.AccessTokenPermissionDenied',
				message: 'm',
				accessdenieddetail: { requiredScopes: [text] },
			},
			{ status: 403 },
		),
	'errmsg and request_id': (text) => json({ errcode: 40035, errmsg: text, request_id: text }),
	'sub_code and sub_msg': (text) => json({ errcode: 88, sub_code: text, sub_msg: text }),
	'the code inside an errmsg': (text) => json({ errcode: 88, errmsg: `subcode=${text}` }),
	errcode: (text) => json({ errcode: text, errmsg: 'm' }),
	'errorCode and errorMsg': (text) => json({ success: false, errorCode: text, errorMsg: text }),
	'nested JSON': (text) => json({ data: { list: [{ deep: text }] } }),
	'the name of a field': (text) => json({ [text]: 1 }),
	'JSON, where its beginning is cut': (text) => json({ pad: 'p'.repeat(50), text }),
	'JSON that is cut off': (text) => ({ body: `{"a":"${text}` }),
	'a busy answer': (text) => json({ message: `busy for ${text}` }, { status: 503 }),
	'a limit': (text) => json({ message: text }, { status: 429 }),
	'a ban': (text) => json({ status: 1111, wait: text, punish: text }),
	'HTTP 401': (text) =>
		json(
			{ code: 'InvalidAuthentication', message: text },
			{ status: 401, statusText: asHeader(text) },
		),
	'a refused token': (text) => json({ errcode: 40014, errmsg: text }),
	'the title of a page': (text) => ({
		body: `<!doctype html><html><title>${text}</title></html>`,
		headers: HTML,
	}),
	'the words of a page': (text) => ({
		status: 502,
		body: `<html><body>${'w '.repeat(30)}${text}</body></html>`,
		headers: HTML,
	}),
	'a plain text': (text) => ({ body: text, headers: TEXT }),
	'a plain text, where its beginning is cut': (text) => ({
		status: 500,
		body: `${'w'.repeat(68)} ${text}`,
		headers: TEXT,
	}),
	headers: (text) => ({
		status: 500,
		body: 'x',
		headers: { 'content-type': `text/${asHeader(text)}`, server: asHeader(text) },
	}),
	'headers, where they are cut': (text) => ({
		status: 500,
		body: 'x',
		headers: { server: `${'s'.repeat(48)}${asHeader(text)}` },
	}),
	'the host of a redirect': (text) => ({
		status: 302,
		headers: { location: `http://${hostIn(text)}.example/x` },
	}),
	'the address of a redirect': (text) => ({
		status: 302,
		headers: {
			location: `http://x.example/${encodeURIComponent(text)}?to=${encodeURIComponent(text)}`,
		},
	}),
	'the status text': (text) => ({ status: 400, statusText: asHeader(text), body: '{}' }),
	'an answer whose connection breaks': (text) => ({ body: text, isCut: true }),
	'Retry-After': (text) => ({
		status: 503,
		body: '{}',
		headers: { 'retry-after': asHeader(text) },
	}),
};
