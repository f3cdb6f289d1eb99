import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import nock from 'nock';

import { DingTalkAppApi } from '../../credentials/DingTalkAppApi.credentials';
import { forgetTokens } from '../../nodes/shared/transport/token';
import type { Sandbox } from '../../sandbox/index.mts';
import { startSandbox } from '../../sandbox/index.mts';
import { exchanges, sandboxCredential } from '../helpers/appSandbox.mts';
import { testCredential } from '../helpers/credentialTest.mts';
import { API, appCredential, OAPI, TOKEN } from '../helpers/dingTalk.mts';

const type = new DingTalkAppApi();
let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => {
	sandbox.control.reset();
	forgetTokens();
});
afterAll(async () => await sandbox.close());

const stored = (data: ICredentialDataDecryptedObject = {}) =>
	sandboxCredential(sandbox, data).stored.dingTalkAppApi;
const attach = async (options: object, data: ICredentialDataDecryptedObject = {}) => {
	if (typeof type.authenticate !== 'function') throw new TypeError('expected a function');
	const credential = appCredential(data).stored.dingTalkAppApi;
	return await type.authenticate(credential, options as IHttpRequestOptions);
};

describe('the credential test', () => {
	it('succeeds with the right pair and stores a token', async () => {
		const { status, credentials } = await testCredential(type, stored());
		expect(status).toBe('OK');
		expect(credentials.stored.dingTalkAppApi.accessToken).toMatch(/^[0-9a-f]{32}$/);
	});

	it('succeeds with blanks around the pair and a slash behind the URL, as calls do', async () => {
		const { status, message } = await testCredential(
			type,
			stored({
				clientId: ' dingsandboxapp ',
				clientSecret: 'sandbox-app-secret\n',
				apiBaseUrl: `${sandbox.apiUrl}/ `,
			}),
		);
		expect([status, message]).toEqual(['OK', 'Connection successful!']);
		expect(sandbox.control.counts()).toEqual({ 'token.app': 2 });
	});

	it.each([
		['secret', { clientSecret: 'not-the-secret' }],
		['client ID', { clientId: 'dingnobody' }],
	])('fails with a wrong %s and says what to do', async (_name, data) => {
		const { status, message } = await testCredential(type, stored(data));
		expect(status).toBe('Error');
		expect(message).toMatch(/does not accept this Client ID and Client Secret\. Copy both again/);
		expect(message).not.toContain('not-the-secret');
		expect(exchanges(sandbox)).toBe(1);
	});

	it('fails with a wrong secret although the token of the right one still lives', async () => {
		const { credentials } = await testCredential(type, stored());
		const data = { ...credentials.stored.dingTalkAppApi, clientSecret: 'not-the-secret' };
		expect((await testCredential(type, data)).status).toBe('Error');
	});

	it('fails when the secret was reset in the meantime', async () => {
		const { credentials } = await testCredential(type, stored());
		sandbox.control.addFault({
			match: { id: 'token.app' },
			answer: { status: 400, body: { code: 'invalidClientIdOrSecret', message: 'x' } },
		});
		const { status } = await testCredential(type, credentials.stored.dingTalkAppApi);
		expect(status).toBe('Error');
	});

	it('fails when nothing answers under the base URL', async () => {
		const closed = await startSandbox();
		await closed.close();
		const { status, message } = await testCredential(type, stored({ apiBaseUrl: closed.apiUrl }));
		expect(status).toBe('Error');
		expect(message).toMatch(/refused the connection/);
	});

	it.each([
		['a page of another site', 200, '<html>Hello</html>'],
		['a page that does not exist', 404, '<html>Not here</html>'],
		['JSON of another service', 200, '{"hello":"world"}'],
	])('fails for an answer that is not from DingTalk: %s', async (_name, code, body) => {
		nock('http://localhost:9').post('/v1.0/oauth2/accessToken').reply(code, body);
		const { status } = await testCredential(type, stored({ apiBaseUrl: 'http://localhost:9' }));
		expect(status).toBe('Error');
	});

	it('fails when only its own request gets no token', async () => {
		const answer = { body: { errcode: 404, errmsg: 'x' } };
		sandbox.control.addFault({ match: { id: 'token.app' }, afterCalls: 1, answer });
		const { status, message } = await testCredential(type, stored());
		expect([status, message]).toEqual(['Error', expect.stringMatching(/Check 'API Base URL'/)]);
	});
});

describe('authenticate', () => {
	it('puts the token into the header on the API host', async () => {
		const options = await attach({ url: `${API}/v1.0/x`, headers: { a: 'b' }, qs: { c: 1 } });
		expect(options.headers).toEqual({ a: 'b', 'x-acs-dingtalk-access-token': TOKEN });
		expect(options.qs).toEqual({ c: 1 });
	});

	it('puts the token into the query on the OAPI host', async () => {
		const options = await attach({ url: `${OAPI}/chat/get`, headers: { a: 'b' }, qs: { c: 1 } });
		expect(options.qs).toEqual({ c: 1, access_token: TOKEN });
		expect(options.headers).toEqual({ a: 'b' });
	});

	it('changes the very object, which the HTTP Request node relies on', async () => {
		const options = { uri: `${OAPI}/chat/get`, method: 'GET' };
		expect(await attach(options)).toBe(options);
		expect(options).toMatchObject({ qs: { access_token: TOKEN } });
		expect(await attach({ uri: `${API}/v1.0/x` })).toMatchObject({
			headers: { 'x-acs-dingtalk-access-token': TOKEN },
		});
	});

	it('knows the host of a relative URL with a base URL', async () => {
		expect(await attach({ baseURL: `${OAPI}/`, url: '/chat/get' })).toMatchObject({
			qs: { access_token: TOKEN },
		});
	});

	it.each([
		'https://example.com/v1.0/x',
		'https://api.dingtalk.com.example.com/v1.0/x',
		'https://api.dingtalk.com@example.com/v1.0/x',
		'https://user:pw@api.dingtalk.com/v1.0/x',
		'http://api.dingtalk.com/v1.0/x',
		'https://api.dingtalk.com:8443/v1.0/x',
		'//example.com/x',
		'',
	])('gives a foreign address no token: %s', async (url) => {
		const options = { url, headers: {}, qs: {} };
		await expect(attach(options)).rejects.toThrow(/only sent to https:\/\/api\.dingtalk\.com and/);
		expect(JSON.stringify(options)).not.toContain(TOKEN);
	});

	it('tells hosts apart that share one proxy, by path', async () => {
		const both = { apiBaseUrl: 'https://proxy.local/d', oapiBaseUrl: 'https://proxy.local/d' };
		const data = { ...both, issuedFor: 'dingtest@https://proxy.local/d' };
		const api = await attach({ url: 'https://proxy.local/d/v1.0/x' }, data);
		expect(api.headers).toHaveProperty('x-acs-dingtalk-access-token');
		const oapi = await attach({ url: 'https://proxy.local/d/topapi/x' }, data);
		expect(oapi.qs).toHaveProperty('access_token');
		await expect(attach({ url: 'https://proxy.local/other' }, data)).rejects.toThrow(/only sent/);
	});

	it.each([
		['its clock has run out', { expiresAt: Date.now() + 149_000 }],
		['it has no clock', { expiresAt: 0 }],
		['it was issued for another app', { issuedFor: `dingother@${API}` }],
		['it was issued by another DingTalk', { issuedFor: 'dingtest@https://api.dingtalk.io' }],
	])('asks n8n for a new token when %s', async (_name, data) => {
		await expect(attach({ url: `${API}/v1.0/x` }, data)).rejects.toMatchObject({
			response: { status: 401 },
		});
	});
});

it('hides the token from the editor', () => {
	expect(type.properties.find(({ name }) => name === 'accessToken')).toMatchObject({
		type: 'hidden',
		typeOptions: { expirable: true, password: true },
	});
});
