import { randomUUID } from 'node:crypto';
import type { Endpoint } from './load.mts';

/** What goes back to the caller. `code` is empty when DingTalk would call it a success. */
export interface Answer {
	status: number;
	body: unknown;
	headers?: Record<string, string>;
	code: string;
}

/** Texts that are the same for every endpoint (common error tables of both hosts). */
const COMMON_TEXTS: Record<string, string> = {
	'-1': '系统繁忙',
	'33012': '无效的userid',
	'40007': '不合法的媒体文件id',
	'40014': '不合法的access_token',
	'42001': 'access_token已过期',
	'41001': '缺少access_token参数',
	'43002': '需要POST请求',
	'43004': '无效的HTTP HEADER Content-Type',
	'43009': '参数需要是json格式',
	'50002': '员工不在授权范围内',
	'60011': '没有调用该接口的权限',
	'90018': '您的服务器调用钉钉开放平台当前接口的所有请求都被暂时禁用了',
	InvalidAuthentication: '不合法的access_token',
	'AuthenticationFailed.MissingParameter': '缺少参数：x-acs-dingtalk-access-token',
	'Forbidden.AccessDenied.AccessTokenPermissionDenied': '应用尚未开通所需的权限',
	'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi': '应用调用该接口的QPS超过限制',
};

function textOf(endpoint: Endpoint | undefined, code: string): string {
	const listed = endpoint?.errors?.find(
		(error) => (error.code === code || String(error.errcode) === code) && error.message,
	);
	return listed?.message ?? COMMON_TEXTS[code] ?? code;
}

/** Success on the API host: the bare result. */
export function ok(body: unknown): Answer {
	return { status: 200, body, code: '' };
}

/** Success on the OAPI host: `errcode` 0 beside the result. */
export function oapiOk(fields: Record<string, unknown> = {}): Answer {
	return ok({ errcode: 0, errmsg: 'ok', ...fields, request_id: requestId() });
}

/** A DingTalk-looking request id. */
export function requestId(): string {
	return randomUUID().toUpperCase();
}

/** Failure on the API host: HTTP 4xx/5xx `{code, requestid, message}`. */
export function apiError(
	endpoint: Endpoint | undefined,
	code: string,
	options: { status?: number; message?: string; extra?: Record<string, unknown> } = {},
): Answer {
	const listed = endpoint?.errors?.find((error) => error.code === code);
	const status = options.status ?? listed?.http ?? 400;
	const message = options.message ?? textOf(endpoint, code);
	return { status, body: { code, requestid: requestId(), message, ...options.extra }, code };
}

/** Failure on the OAPI host, from the business service: HTTP 200 and `errcode`. */
export function oapiError(
	endpoint: Endpoint | undefined,
	errcode: number | string,
	message?: string,
): Answer {
	const code = String(errcode);
	const errmsg = message ?? textOf(endpoint, code);
	return { status: 200, body: { errcode: Number(errcode), errmsg, request_id: requestId() }, code };
}

/**
 * Failure on the OAPI host, from the gateway. Under `/topapi/` that is errcode 88 with the real
 * code as a string in `sub_code`; elsewhere the code stands in errcode itself.
 */
export function gatewayError(path: string, errcode: number, message?: string): Answer {
	const text = message ?? textOf(undefined, String(errcode));
	if (!path.startsWith('/topapi/')) return oapiError(undefined, errcode, text);
	return gateway88(String(errcode), text);
}

/** The 88 form, for the one refusal that has it on every path (the rate limit). */
export function gateway88(subCode: string, text?: string): Answer {
	const subMsg = text ?? textOf(undefined, subCode);
	const errmsg = `ding talk error[subcode=${subCode},submsg=${subMsg}]`;
	const body = { errcode: 88, sub_code: subCode, sub_msg: subMsg, errmsg, request_id: requestId() };
	return { status: 200, body, code: subCode };
}

/** Refusal in the manner of the endpoint's host. */
export function refuse(endpoint: Endpoint, code: string, message?: string): Answer {
	return endpoint.host === 'api'
		? apiError(endpoint, code, { message })
		: oapiError(endpoint, code, message);
}
