import { redact } from './redact';
import { systemClock } from '../run/clock';
import type { Came } from './came';
import { foreign, isHtml } from './came';
import type { Failure, FailureKind } from './failure';
import { BROKEN_JSON } from './failure';
import { findHint } from './hints';
import { MINUTE_MS } from '../run/durations';

interface ErrorBody {
	errcode?: number | string;
	errmsg?: string;
	sub_code?: number | string;
	sub_msg?: string;
	code?: number | string;
	message?: string;
	requestid?: string;
	requestId?: string;
	request_id?: string;
	accessdenieddetail?: { requiredScopes?: string[] };
	success?: unknown;
	errorCode?: number | string;
	errorMsg?: string;
	errorMessage?: string;
	status?: number;
	/** Minutes. */
	wait?: number | string;
}

const GATEWAY_REFUSAL = '88';
const IP_BAN_STATUS = 1111;
/**
 * What DingTalk's own block page is known by: the names that its firewall ("x5", the `source` in its JSON form)
 * gives to itself in links and scripts. [unverified]: DingTalk documents only that the page is HTML.
 */
const BLOCK_PAGE = /_____tmd_____|x5secdata|x5sec\b|\/punish\b|bxpunish/i;

/**
 * What went wrong, or undefined when nothing says so; whether the call was done shows in what the answer
 * carries (`unconfirmed`).
 *
 * Both manners of both hosts: HTTP 200 with `errcode` ≠ 0 (the OAPI host; `88` hides the real code in
 * `sub_code`, a string), HTTP 4xx/5xx with `{code, message, requestid}` (the API host, which also answers
 * an unknown path with HTTP 200 and errcode 404), and the address ban, which is HTML or `{status: 1111}`.
 * Everything else is `foreign`: not DingTalk's.
 * Source: DingTalk docs "全局错误码", "新版服务端 API 错误码".
 */
export function classify(came: Came): Failure | undefined {
	const failure = failureIn(came);
	if (!failure || failure.retryAfterMs !== undefined) return failure;
	const retryAfterMs = retryAfterOf(came.headers);
	return retryAfterMs === undefined ? failure : { ...failure, retryAfterMs };
}

function failureIn(came: Came): Failure | undefined {
	const { httpStatus, body } = came;
	if (httpStatus >= 300 && httpStatus < 400) return foreign(came, REDIRECT);
	if (typeof body === 'string' && body !== '') return failureInText(came, body);
	const refusal = refusalIn(httpStatus, body);
	if (refusal) return refusal;
	// The gateway of Stream mode says no more to a wrong secret.
	if (httpStatus === 401) return describe(httpStatus, String(httpStatus), '', {});
	if (httpStatus >= 400) return fromTheWay(came);
	return body === '' || (typeof body === 'object' && body !== null)
		? undefined
		: foreign(came, 'It is no object');
}

const REDIRECT = 'It is a redirect, which is not followed: the access token goes nowhere else';

/** DingTalk's refusal in a JSON answer. */
export function refusalIn(httpStatus: number, body: unknown): Failure | undefined {
	if (typeof body !== 'object' || body === null) return undefined;
	const answer = body as ErrorBody;
	if (answer.status === IP_BAN_STATUS && answer.errcode === undefined) {
		return banned(httpStatus, answer);
	}
	if (isCode(answer.errcode)) {
		// Some answers carry "0" as text.
		if (Number(answer.errcode) === 0 && httpStatus < 400) return undefined;
		const { code, text } = gatewayCode(answer);
		return describe(httpStatus, code, text, answer);
	}
	if (answer.success === false && isCode(answer.errorCode)) {
		const text = String(answer.errorMsg ?? answer.errorMessage ?? '');
		return describe(httpStatus, String(answer.errorCode), text, answer);
	}
	if (!isCode(answer.code) || (httpStatus < 400 && !isBareRefusal(answer))) return undefined;
	return describe(httpStatus, String(answer.code), String(answer.message ?? ''), answer);
}

/** A code of the wrong type is none: such an answer is not DingTalk's. */
const isCode = (value: unknown): value is number | string =>
	(typeof value === 'string' && value !== '') || Number.isFinite(value);

/** With HTTP 200, `code` and `message` are a refusal only where nothing else stands beside them. */
const isBareRefusal = (answer: ErrorBody): boolean =>
	typeof answer.code === 'string' &&
	typeof answer.message === 'string' &&
	Object.keys(answer).every((name) => REFUSAL_FIELDS.has(name));

const REFUSAL_FIELDS = new Set([
	'code',
	'message',
	'requestid',
	'requestId',
	'request_id',
	'accessdenieddetail',
]);

function failureInText(came: Came, body: string): Failure | undefined {
	const { httpStatus } = came;
	if (BLOCK_PAGE.test(body) && isHtml(body)) return banned(httpStatus, {});
	if (httpStatus >= 400) return fromTheWay(came);
	if (!/^\s*[{[]/.test(body))
		return foreign(came, isHtml(body) ? 'It is a web page' : 'It is no JSON');
	return {
		...foreign(came, 'Its JSON is cut off or broken'),
		kind: 'connection',
		code: BROKEN_JSON,
	};
}

/** An HTTP error without a code of DingTalk's: a proxy or gateway on the way to it. */
function fromTheWay(came: Came): Failure {
	const { httpStatus } = came;
	const kind = kindOfStatus(httpStatus);
	return {
		...foreign(came, "It carries no code of DingTalk's"),
		kind: kind === 'other' ? 'foreign' : kind,
		code: String(httpStatus),
	};
}

/**
 * How long (ms) the header `Retry-After` asks to wait, which gives seconds or a date; undefined where it asks for
 * nothing: no time, a time that is over, or what is neither (`Date.parse` makes a date of "-5" and of "soon 5").
 */
function retryAfterOf(headers: Came['headers']): number | undefined {
	const value = String(headers['retry-after'] ?? '').trim();
	const waitMs = /^\d+$/.test(value) ? Number(value) * 1000 : untilDate(value);
	return waitMs !== undefined && waitMs > 0 ? waitMs : undefined;
}

/** Day of the week, date, time: all forms of a date in HTTP begin so. */
const HTTP_DATE = /^[A-Z][a-z]{2,8},? .*\d\d:\d\d:\d\d/;

function untilDate(value: string): number | undefined {
	const untilMs = HTTP_DATE.test(value) ? Date.parse(value) : Number.NaN;
	return Number.isNaN(untilMs) ? undefined : untilMs - systemClock.now();
}

function gatewayCode(answer: ErrorBody): { code: string; text: string } {
	const text = answer.errmsg ?? '';
	if (String(answer.errcode) !== GATEWAY_REFUSAL) return { code: String(answer.errcode), text };
	// Older answers carry the real code inside the text only.
	const inText = /subcode=([\w.-]+)/.exec(text)?.[1];
	return {
		code: String(answer.sub_code ?? inText ?? GATEWAY_REFUSAL),
		text: answer.sub_msg ?? text,
	};
}

function describe(httpStatus: number, code: string, text: string, answer: ErrorBody): Failure {
	const message = redact(text);
	const hint = findHint(code, text);
	const scopes = answer.accessdenieddetail?.requiredScopes ?? scopesIn(text);
	return {
		kind: hint?.kind ?? kindOfStatus(httpStatus),
		code,
		message,
		httpStatus,
		requestId: answer.requestid ?? answer.request_id ?? answer.requestId,
		...(scopes.length > 0 ? { scopes } : {}),
	};
}

function kindOfStatus(httpStatus: number): FailureKind {
	if (httpStatus === 429) return 'rateLimited';
	return httpStatus >= 500 ? 'busy' : 'other';
}

/** 60011 names the missing permission only inside its text, e.g. `requiredScopes=[qyapi_robot_sendmsg]`. */
function scopesIn(text: string): string[] {
	const found = text.match(/\b(?:qyapi_\w+|[A-Z][A-Za-z]+(?:\.[A-Z][A-Za-z]+)+)\b/g) ?? [];
	return [...new Set(found)];
}

function banned(httpStatus: number, answer: ErrorBody): Failure {
	const waitMs = Number(answer.wait ?? 0) * MINUTE_MS;
	return {
		kind: 'banned',
		code: String(answer.status ?? httpStatus),
		message: 'The address n8n calls from is blocked by DingTalk',
		httpStatus,
		...(waitMs > 0 ? { retryAfterMs: waitMs } : {}),
	};
}
