import { appOfToken } from '../behaviours/token/token.mts';
import type { Answer } from '../contract/answers.mts';
import { apiError, gateway88, gatewayError, oapiError, requestId } from '../contract/answers.mts';
import type { Endpoint } from '../contract/load.mts';
import type { SlidingWindows } from '../state/rates.mts';
import type { App } from '../state/seed.mts';
import type { Store } from '../state/store.mts';
import type { Call } from './call.mts';

/** Answer for a path outside the contract; on the API host that is HTTP 200. */
export function unknownPath(call: Call): Answer {
	if (call.host === 'oapi' && call.path.startsWith('/topapi/')) {
		const subMsg = `不合法ApiName ${call.path}`;
		const errmsg = `ding talk error[subcode=22,submsg=${subMsg}]`;
		const body = { errcode: 22, sub_msg: subMsg, errmsg, request_id: requestId() };
		return { status: 200, body, code: '22' };
	}
	// For other OAPI paths the same answer is [unverified].
	const body = { errcode: 404, errmsg: '请求的URI地址不存在' };
	return { status: 200, body, code: '404' };
}

/** Answer for a known path with a method it does not have. */
export function wrongMethod(call: Call, endpoint: Endpoint): Answer {
	// The API host knows no such path for this method [unverified].
	if (call.host === 'api') return unknownPath(call);
	// 43001 for the opposite mistake is [unverified]; 43002 is documented.
	return endpoint.method === 'GET'
		? oapiError(undefined, 43001, '需要GET请求')
		: oapiError(undefined, 43002);
}

/** Whose call this is, by the token in its place: header on API, query on OAPI. */
export function authenticate(store: Store, endpoint: Endpoint, call: Call): App | Answer {
	if (endpoint.auth === 'header') {
		// A token in the query or as a bearer token is not looked at.
		const token = call.header('x-acs-dingtalk-access-token');
		if (!token) return apiError(undefined, 'AuthenticationFailed.MissingParameter');
		const app = appOfToken(store, token);
		// Expired is HTTP 400 too, with the same code.
		return typeof app === 'string' ? apiError(undefined, 'InvalidAuthentication') : app;
	}
	const token = call.query.access_token;
	if (!token) {
		return call.path.startsWith('/topapi/')
			? gatewayError(call.path, 40000, 'access_token is blank')
			: oapiError(undefined, 41001);
	}
	const app = appOfToken(store, token);
	if (typeof app !== 'string') return app;
	return gatewayError(call.path, app === 'expired' ? 42001 : 40014);
}

/** Scope and, for APIs that are closed to new apps, the app's age. */
export function authorise(endpoint: Endpoint, app: App): Answer | undefined {
	const { scope } = endpoint;
	const hasScope = scope === undefined || app.scopes.includes(scope);
	if (hasScope && (!endpoint.legacy || app.legacyAllowed)) return undefined;
	if (endpoint.host === 'api') {
		return apiError(undefined, 'Forbidden.AccessDenied.AccessTokenPermissionDenied', {
			status: 403,
			message: `应用尚未开通所需的权限：[${scope}]，点击链接申请并开通即可：${applyLink(app, scope)}`,
			extra: { accessdenieddetail: { requiredScopes: [scope ?? ''] } },
		});
	}
	const text = hasScope
		? '没有调用该接口的权限，该接口已停止新增授权'
		: `应用尚未开通所需的权限：[${scope}]，点击链接申请并开通即可：${applyLink(app, scope)}`;
	return gatewayError(endpoint.path, 60011, text);
}

function applyLink(app: App, scope = ''): string {
	return `https://open-dev.dingtalk.com/appscope/apply?content=${app.clientId}%23${scope}`;
}

/** 20 calls per second, per app and API; refused calls do not count. */
export function throttle(
	windows: SlidingWindows,
	callsPerSecond: number,
	endpoint: Endpoint,
	app: App,
	nowMs: number,
): Answer | undefined {
	if (windows.take(`${app.clientId}\n${endpoint.id}`, callsPerSecond, nowMs)) return undefined;
	return endpoint.host === 'api'
		? apiError(undefined, 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi', { status: 403 })
		: gateway88('90018');
}
