import { redact } from '../auth/redact';
import type { Failure, FailureKind } from './failure';
import { findHint } from './hints';

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
	status?: number;
	/** Minutes. */
	wait?: number | string;
}

const GATEWAY_REFUSAL = '88';
const IP_BAN_STATUS = 1111;

/**
 * What went wrong, or undefined when DingTalk accepted the call.
 *
 * Both manners of both hosts: HTTP 200 with `errcode` ≠ 0 (the OAPI host; `88` hides the real code in
 * `sub_code`, a string), HTTP 4xx/5xx with `{code, message, requestid}` (the API host, which also answers
 * an unknown path with HTTP 200 and errcode 404), and the address ban, which is HTML or `{status: 1111}`.
 * Source: DingTalk docs "全局错误码", "新版服务端 API 错误码".
 */
export function classify(httpStatus: number, body: unknown): Failure | undefined {
	// Redirects are not followed where the token is in a header.
	if (httpStatus >= 300 && httpStatus < 400)
		return describe(httpStatus, String(httpStatus), '', {});
	if (typeof body === 'string') return classifyText(httpStatus, body);
	if (typeof body !== 'object' || body === null) {
		return httpStatus < 400 ? undefined : describe(httpStatus, String(httpStatus), '', {});
	}
	const answer = body as ErrorBody;
	if (answer.status === IP_BAN_STATUS && answer.errcode === undefined)
		return banned(httpStatus, answer);
	if (answer.errcode !== undefined) {
		// Some answers carry "0" as text.
		if (Number(answer.errcode) === 0 && httpStatus < 400) return undefined;
		const { code, text } = gatewayCode(answer);
		return describe(httpStatus, code, text, answer);
	}
	if (httpStatus < 400) return undefined;
	return describe(httpStatus, String(answer.code ?? httpStatus), answer.message ?? '', answer);
}

function classifyText(httpStatus: number, body: string): Failure | undefined {
	const isHtml = /^\s*<(!doctype|html)/i.test(body);
	// HTML with these states comes from a gateway in between, or from a path that does not exist.
	const isGateways = httpStatus >= 500 || httpStatus === 404;
	if (isHtml && !isGateways) return banned(httpStatus, {});
	if (httpStatus < 400) return undefined;
	return describe(httpStatus, String(httpStatus), isHtml ? '' : body.slice(0, 200), {});
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
	const waitMs = Number(answer.wait ?? 0) * 60_000;
	return {
		kind: 'banned',
		code: String(answer.status ?? httpStatus),
		message: 'The address n8n calls from is blocked by DingTalk',
		httpStatus,
		...(waitMs > 0 ? { retryAfterMs: waitMs } : {}),
	};
}
