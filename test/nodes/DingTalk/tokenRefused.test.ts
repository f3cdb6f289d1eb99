import nock from 'nock';

import { forgetTokens } from '../../../nodes/shared/transport/token';
import { everythingIn } from '../../helpers/appSandbox.mts';
import { API, appCredential, OAPI, runDingTalk, TOKEN } from '../../helpers/dingTalk.mts';

const FRESH = 'fresh-token-of-the-test';
const HEADER = 'x-acs-dingtalk-access-token';
const OLD = { api: '/v1.0/contact/users/me', oapi: '/chat/get', topapi: '/topapi/v2/user/get' };
type Place = keyof typeof OLD;
type Refusal = [status: number, body: object | string];

const gateway = (code: string): Refusal => [
	200,
	{ errcode: 88, sub_code: code, sub_msg: '不合法的access_token', errmsg: 'ding talk error' },
];
const inText: Refusal = [
	200,
	{ errcode: 88, errmsg: 'ding talk error[subcode=40014,submsg=不合法的access_token]' },
];
const legacy = (errcode: number): Refusal => [200, { errcode, errmsg: '不合法的access_token' }];
const newStyle: Refusal = [
	400,
	{ code: 'InvalidAuthentication', requestid: 'r1', message: '不合法的access_token' },
];
const REFUSALS: Array<[name: string, place: Place, refusal: Refusal]> = [
	['api: HTTP 400 InvalidAuthentication', 'api', newStyle],
	['api: HTTP 401', 'api', [401, { code: 'Unauthorized', message: 'no' }]],
	['oapi: errcode 40014', 'oapi', legacy(40014)],
	['oapi: errcode 42001', 'oapi', legacy(42001)],
	['oapi: errcode 40001', 'oapi', legacy(40001)],
	['oapi: errcode as text', 'oapi', [200, { errcode: '40014', errmsg: 'x' }]],
	['oapi: HTTP 401', 'oapi', [401, 'Unauthorized']],
	['topapi: 88 with sub_code 40014', 'topapi', gateway('40014')],
	['topapi: 88 with sub_code 42001', 'topapi', gateway('42001')],
	['topapi: 88 with the code inside the text', 'topapi', inText],
];

beforeEach(forgetTokens);

const plan = (place: Place, token: string, [status, body]: Refusal) => {
	const calls =
		place === 'api'
			? nock(API, { reqheaders: { [HEADER]: token } }).post(OLD.api, { name: 'x' })
			: nock(OAPI).post(OLD[place], { name: 'x' }).query({ access_token: token });
	return calls.reply(status, body);
};
const planExchange = () =>
	nock(API)
		.post('/v1.0/oauth2/accessToken', { appKey: 'dingtest', appSecret: 'secret-of-the-test' })
		.reply(200, { accessToken: FRESH, expireIn: 7200 });
const call = async (place: Place, credentials = appCredential()) =>
	await runDingTalk({
		parameters: {
			resource: 'apiRequest',
			operation: 'send',
			method: 'POST',
			host: place === 'api' ? 'api' : 'oapi',
			path: OLD[place],
			bodyContentType: 'json',
			jsonBody: '{"name":"x"}',
		},
		credentials,
	});

it.each(REFUSALS)('renews the token and sends the call once more: %s', async (_name, place, no) => {
	plan(place, TOKEN, no);
	planExchange();
	plan(place, FRESH, [200, { errcode: 0, answer: 'yes' }]);
	const { items, error, credentials } = await call(place);
	expect(error).toBeUndefined();
	expect(items[0].json.answer).toBe('yes');
	expect(credentials.writes).toHaveLength(1);
	expect(credentials.stored.dingTalkAppApi.accessToken).toBe(FRESH);
});

it.each(REFUSALS)('gives up when the new token is refused too: %s', async (_name, place, no) => {
	// One plan each: a third call, or a second exchange, would have none and fail otherwise.
	plan(place, TOKEN, no);
	planExchange();
	plan(place, FRESH, no);
	const { error, run } = await call(place);
	expect(error).toMatchObject({
		name: 'NodeApiError',
		message: 'DingTalk refused the access token',
	});
	expect(error?.description).toMatch(/^A new token was requested and refused too/);
	expect(everythingIn(run)).not.toMatch(/fresh-token-of|token-of-the-test|secret-of-the/);
});

it('takes a token whose answer names no life for 7200 seconds', async () => {
	nock(API).post('/v1.0/oauth2/accessToken').reply(200, { accessToken: FRESH });
	plan('api', FRESH, [200, {}]);
	const before = Date.now();
	const { credentials } = await call('api', appCredential({ accessToken: '', expiresAt: 0 }));
	const lifeMs = Number(credentials.stored.dingTalkAppApi.expiresAt) - before;
	expect(lifeMs).toBeGreaterThanOrEqual(7_200_000);
	expect(lifeMs).toBeLessThan(7_205_000);
});

it('renews a token whose clock has run out before anything is sent', async () => {
	planExchange();
	plan('oapi', FRESH, [200, { errcode: 0 }]);
	const { error, credentials } = await call('oapi', appCredential({ expiresAt: Date.now() }));
	expect(error).toBeUndefined();
	expect(credentials.writes).toHaveLength(1);
});

it('says so when the token answer holds no token', async () => {
	nock(API).post('/v1.0/oauth2/accessToken').reply(200, { hello: 'world' });
	const { error } = await call('api', appCredential({ accessToken: '' }));
	expect(error?.message).toMatch(/^The answer did not come from DingTalk/);
	expect(error?.description).toMatch(/nothing was sent.*'API Base URL'.*no 'accessToken'/);
});

it('repeats a token exchange that DingTalk was too busy for', async () => {
	nock(API).post('/v1.0/oauth2/accessToken').reply(500, { code: 'system.busy', message: 'x' });
	planExchange();
	plan('api', FRESH, [200, { answer: 'yes' }]);
	const { items } = await call('api', appCredential({ accessToken: '' }));
	expect(items[0].json.answer).toBe('yes');
});

it('does not take every 400 for a refused token', async () => {
	plan('api', TOKEN, [400, { code: 'invalidParameter.x', message: 'token of another kind' }]);
	const { error } = await call('api');
	expect(error?.message).toBe('DingTalk finds the request faulty');
});
