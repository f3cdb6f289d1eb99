import type { Sandbox } from '../../sandbox/index.mts';
import { startSandbox } from '../../sandbox/index.mts';
import { clientFor } from './client.mts';

let sandbox: Sandbox;
let client: ReturnType<typeof clientFor>;

beforeAll(async () => {
	sandbox = await startSandbox();
	client = clientFor(sandbox);
});
beforeEach(() => sandbox.control.reset());
afterAll(async () => await sandbox.close());

const GOOD = { appKey: 'dingsandboxapp', appSecret: 'sandbox-app-secret' };
const ACCESS = '/v1.0/oauth2/accessToken';

const count = async (token: string) =>
	await client.api('GET', '/v1.0/workrecord/counts?userId=lina', undefined, token);

describe('token calls', () => {
	it('gives a token for 7200 seconds', async () => {
		const { status, body } = await client.api('POST', ACCESS, GOOD);
		expect(status).toBe(200);
		expect(body).toEqual({ accessToken: expect.stringMatching(/^[0-9a-f]{32}$/), expireIn: 7200 });
	});

	it('refuses a wrong secret with HTTP 400', async () => {
		const { status, body } = await client.api('POST', ACCESS, { ...GOOD, appSecret: 'no' });
		expect(status).toBe(400);
		expect(body).toEqual({
			code: 'invalidClientIdOrSecret',
			requestid: expect.any(String),
			message: '无效的clientId或者clientSecret',
		});
	});

	it('refuses a missing parameter and one of a wrong type', async () => {
		expect((await client.api('POST', ACCESS, { appKey: 'x' })).body.code).toBe('MissingappSecret');
		expect((await client.api('POST', ACCESS, { ...GOOD, appKey: 7 })).body.code).toBe(
			'invalidParameter',
		);
	});

	it('refuses a form body and broken JSON on the API host with HTTP 400', async () => {
		const form = await client.call(sandbox.apiUrl + ACCESS, {
			method: 'POST',
			body: new URLSearchParams(GOOD),
		});
		expect(form.status).toBe(400);
		const broken = await client.call(sandbox.apiUrl + ACCESS, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: '{',
		});
		expect(broken.status).toBe(400);
	});

	it('speaks snake_case at the corp endpoint, and 500 for a wrong corp', async () => {
		const body = {
			client_id: GOOD.appKey,
			client_secret: GOOD.appSecret,
			grant_type: 'client_credentials',
		};
		const good = await client.api('POST', '/v1.0/oauth2/dingsandboxcorp/token', body);
		expect(good.body).toEqual({ access_token: expect.any(String), expires_in: 7200 });
		const wrongCorp = await client.api('POST', '/v1.0/oauth2/dingother/token', body);
		expect([wrongCorp.status, wrongCorp.body.code]).toEqual([500, 'unknownError']);
		const wrongGrant = { ...body, grant_type: 'password' };
		expect(
			(await client.api('POST', '/v1.0/oauth2/dingsandboxcorp/token', wrongGrant)).body.code,
		).toBe('unsupported.grant.type');
		const wrongSecret = { ...body, client_secret: 'no' };
		expect(
			(await client.api('POST', '/v1.0/oauth2/dingsandboxcorp/token', wrongSecret)).body.code,
		).toBe('invalid.client');
	});

	it('reads gettoken from the query only', async () => {
		const good = await client.oapi(
			'GET',
			'/gettoken?appkey=dingsandboxapp&appsecret=sandbox-app-secret',
		);
		expect(good.body).toMatchObject({ errcode: 0, errmsg: 'ok', expires_in: 7200 });
		const bad = await client.oapi('GET', '/gettoken?appkey=dingsandboxapp&appsecret=no');
		expect([bad.status, bad.body.errcode, bad.body.errmsg]).toEqual([
			200,
			40096,
			'不合法的appKey或appSecret',
		]);
		const missing = await client.oapi('GET', '/gettoken');
		expect(missing.body.errcode).toBe(40035);
	});

	it('gives the same token for both hosts while it lives', async () => {
		const first = await client.token();
		const { body } = await client.oapi(
			'GET',
			'/gettoken?appkey=dingsandboxapp&appsecret=sandbox-app-secret',
		);
		expect(body.access_token).toBe(first);
	});

	it('gives a jsapi ticket', async () => {
		const { body } = await client.api(
			'POST',
			'/v1.0/oauth2/jsapiTickets',
			undefined,
			await client.token(),
		);
		expect(body).toEqual({ jsapiTicket: expect.any(String), expireIn: 7200 });
	});
});

describe('token life', () => {
	it('ends after 7200 seconds of the sandbox clock, with HTTP 400', async () => {
		const token = await client.token();
		sandbox.control.advanceClock(7_199_000);
		expect((await count(token)).status).toBe(200);
		sandbox.control.advanceClock(2000);
		const late = await count(token);
		expect([late.status, late.body.code]).toEqual([400, 'InvalidAuthentication']);
		expect(await client.token()).not.toBe(token);
	});

	it('says 42001 for an expired token on OAPI, 88 in front of it under topapi', async () => {
		const token = await client.token();
		sandbox.control.advanceClock(7_300_000);
		expect((await client.oapi('GET', '/chat/get?chatid=x', undefined, token)).body.errcode).toBe(
			42001,
		);
		const topapi = await client.oapi('POST', '/topapi/workrecord/add', {}, token);
		expect(topapi.body).toMatchObject({ errcode: 88, sub_code: '42001' });
	});

	it('is renewed by a repeated call', async () => {
		const token = await client.token();
		sandbox.control.advanceClock(7_000_000);
		expect(await client.token()).toBe(token);
		sandbox.control.advanceClock(7_000_000);
		expect((await count(token)).status).toBe(200);
	});

	it('ends at once on demand', async () => {
		const token = await client.token();
		sandbox.control.expireTokens();
		expect((await count(token)).body.code).toBe('InvalidAuthentication');
		const fresh = await client.token();
		expect(fresh).not.toBe(token);
		expect((await count(fresh)).status).toBe(200);
	});
});
