import { systemClock } from '../../../../nodes/shared/run/clock';
import { classify as classifyCame } from '../../../../nodes/shared/errors/classify';
import type { FailureKind } from '../../../../nodes/shared/errors/failure';
import samples from '../../../vectors/errorSamples.json';

const classify = (httpStatus: number, body: unknown, headers: Record<string, string> = {}) =>
	classifyCame({ httpStatus, body, headers });

const EXPECTED: Record<keyof typeof samples, [kind: FailureKind, code: string]> = {
	oapi_topapi_bad_token: ['token', '40014'],
	oapi_topapi_missing_token: ['other', '40000'],
	oapi_legacy_bad_token: ['token', '40014'],
	oapi_gettoken_bad_credentials: ['credential', '40096'],
	oapi_app_qps_throttle: ['rateLimited', '90018'],
	webhook_bad_sign: ['robot', '310000'],
	webhook_bad_keyword: ['robot', '310000'],
	webhook_unknown_token: ['credential', '300005'],
	webhook_rate_limit_current: ['rateLimited', '660026'],
	webhook_rate_limit_older: ['rateLimited', '130101'],
	new_bad_token: ['token', 'InvalidAuthentication'],
	new_missing_header: ['other', 'AuthenticationFailed.MissingParameter'],
	new_no_permission: ['scope', 'Forbidden.AccessDenied.AccessTokenPermissionDenied'],
	new_qps: ['rateLimited', 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi'],
	ip_ban: ['banned', '1111'],
};

test.each(Object.entries(samples))('classifies the sample %s', (name, { http, body }) => {
	const [kind, code] = EXPECTED[name as keyof typeof samples];
	expect(classify(http, body)).toMatchObject({ kind, code, httpStatus: http });
});

test('keeps request ID, text and missing permissions', () => {
	expect(classify(200, samples.oapi_topapi_bad_token.body)).toMatchObject({
		message: '不合法的access_token',
		requestId: 'xxx',
	});
	expect(classify(403, samples.new_no_permission.body)).toMatchObject({
		requestId: 'xxx',
		scopes: ['qyapi_robot_sendmsg'],
	});
	expect(
		classify(200, { errcode: 60011, errmsg: 'requiredScopes=[qyapi_chat_manage, Robot.Write]' })
			?.scopes,
	).toEqual(['qyapi_chat_manage', 'Robot.Write']);
	expect(classify(200, samples.ip_ban.body)?.retryAfterMs).toBe(300_000);
	expect(classify(200, { status: 1111, wait: '5' })?.retryAfterMs).toBe(300_000);
	expect(classify(200, { status: 1111, wait: 'soon' })).not.toHaveProperty('retryAfterMs');
});

test.each<[number, unknown]>([
	[200, { errcode: 0, errmsg: 'ok' }],
	[200, { errcode: '0' }],
	[200, { processQueryKey: 'x' }],
	[204, ''],
	[200, {}],
	[200, []],
	[200, { code: 'a field of the answer', message: 'x', processQueryKey: 'x' }],
	[200, { success: false }],
	[200, { status: 1, wait: 5 }],
])('sees no failure in HTTP %i with %j', (status, body) => {
	expect(classify(status, body)).toBeUndefined();
});

test.each<[number, unknown, FailureKind, string]>([
	[200, { errcode: 88, errmsg: 'ding talk error[subcode=90018,submsg=x]' }, 'rateLimited', '90018'],
	[200, { errcode: 88, errmsg: 'no code in here' }, 'other', '88'],
	[200, { errcode: '88', sub_code: 60011 }, 'scope', '60011'],
	[200, { errcode: 404, errmsg: '请求的URI地址不存在' }, 'unknownApi', '404'],
	[200, { errcode: -1, errmsg: '系统繁忙' }, 'busy', '-1'],
	[200, { code: 'some.new', message: 'x', requestid: 'y' }, 'other', 'some.new'],
	[200, { success: false, errorCode: '40035', errorMsg: 'x' }, 'invalid', '40035'],
	[200, '<!DOCTYPE html><html></html>', 'foreign', 'notDingTalk'],
	[403, '<!DOCTYPE html><html></html>', 'foreign', '403'],
	[404, '<html>not found</html>', 'foreign', '404'],
	[407, 'Proxy Authentication Required', 'foreign', '407'],
	[200, 'LoginRequired', 'foreign', 'notDingTalk'],
	[200, '{"processQueryKey":"a', 'connection', 'brokenJson'],
	[200, '[1,', 'connection', 'brokenJson'],
	[200, null, 'foreign', 'notDingTalk'],
	[200, 5, 'foreign', 'notDingTalk'],
	[302, {}, 'foreign', 'notDingTalk'],
	[307, { errcode: 0 }, 'foreign', 'notDingTalk'],
	[500, { code: 'some.new', message: 'x' }, 'busy', 'some.new'],
	[500, { errcode: 0 }, 'busy', '0'],
	[503, 'Service Unavailable', 'busy', '503'],
	[502, undefined, 'busy', '502'],
	[400, { code: 'some.new', message: 'x' }, 'other', 'some.new'],
	[400, {}, 'foreign', '400'],
	[403, { error: 'denied by policy' }, 'foreign', '403'],
	[502, '<html>Bad Gateway</html>', 'busy', '502'],
	[429, {}, 'rateLimited', '429'],
])('reads HTTP %i with %j as %s, code %s', (status, body, kind, code) => {
	expect(classify(status, body)).toMatchObject({ kind, code });
});

test('keeps secrets out of the text', () => {
	const body = { errcode: 40035, errmsg: 'url ?access_token=abcdef123&sign=xyz' };
	expect(classify(200, body)?.message).toBe('url ?access_token=***&sign=***');
});

test.each([
	'<html><script>location="/_____tmd_____/punish?x5secdata=abc"</script></html>',
	'<!doctype html><title>x</title><form action="https://x/punish"></form>',
])("knows DingTalk's own block page by its marks", (page) => {
	expect(classify(200, page)).toMatchObject({ kind: 'banned' });
	expect(classify(403, page)).toMatchObject({ kind: 'banned' });
});

test('says what came in place of an answer, without what looks secret', () => {
	const headers = {
		'content-type': 'text/html; charset=utf-8',
		server: 'nginx/1.25',
		location: 'https://login.example/start?access_token=abcdef123',
	};
	expect(classify(302, '<title>Sign in</title>', headers)?.came).toBe(
		'HTTP 302, text/html, server nginx/1.25, redirect to https://login.example, "<title>Sign in</title>"',
	);
	expect(classify(200, '<html><head><title> Sign\n in </title>', headers)?.came).toContain(
		'"Sign in"',
	);
	expect(classify(200, '<html><style>p{}</style><p>Please pay</p>', {})?.came).toBe(
		'HTTP 200, "Please pay"',
	);
	expect(classify(400, {}, {})?.came).toBe('HTTP 400, "{}"');
	expect(classify(200, 'busy for ?access_token=abcdef123', {})?.came).toContain('access_token=***');
});

test.each([
	['30', 30_000],
	['Mon, 06 May 2030 07:00:45 GMT', 45_000],
	['Monday, 06-May-30 07:00:45 GMT', 45_000],
	['31536000', 31_536_000_000],
	['Tue, 06 May 2031 07:00:00 GMT', 31_536_000_000],
	// None of these asks to wait, so that the node's own waits hold.
	['0', undefined],
	['Mon, 06 May 2030 06:59:00 GMT', undefined],
	['-5', undefined],
	['1.5', undefined],
	['soon', undefined],
	['soon 5', undefined],
	['', undefined],
])('waits as long as Retry-After asks: %s', (value, expected) => {
	jest.spyOn(systemClock, 'now').mockReturnValue(Date.UTC(2030, 4, 6, 7));
	expect(classify(429, {}, { 'retry-after': value })?.retryAfterMs).toBe(expected);
	expect(classify(503, 'busy', { 'retry-after': value })?.retryAfterMs).toBe(expected);
});
