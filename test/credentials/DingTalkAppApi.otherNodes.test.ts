import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';

import { forgetTokens } from '../../nodes/shared/transport/token';
import type { Sandbox } from '../../sandbox/index.mts';
import { startSandbox } from '../../sandbox/index.mts';
import { everythingIn, exchanges, sandboxCredential } from '../helpers/appSandbox.mts';
import { API, appCredential, OAPI, TOKEN } from '../helpers/dingTalk.mts';
import { request, streamOf } from '../helpers/requestNode.mts';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => {
	sandbox.control.reset();
	forgetTokens();
});
afterAll(async () => await sandbox.close());

const COUNTS = '/v1.0/workrecord/counts';
const RECORDS = '/topapi/workrecord/getbyuserid';
const legacyCall = async (options: () => IDataObject, data = {}) =>
	await request({ helper: 'legacy', options, credentials: sandboxCredential(sandbox, data) });

describe("with this credential, n8n's HTTP Request node", () => {
	it('calls the API host', async () => {
		const { body, error } = await legacyCall(() => ({
			method: 'GET',
			uri: sandbox.apiUrl + COUNTS,
			qs: { userId: 'lina' },
			json: true,
		}));
		expect(error).toBeUndefined();
		expect(body).not.toHaveProperty('code');
		expect(sandbox.control.counts()).toEqual({ 'token.app': 1, 'workrecord.counts': 1 });
	});

	it('calls the OAPI host', async () => {
		const { body } = await legacyCall(() => ({
			method: 'POST',
			uri: sandbox.oapiUrl + RECORDS,
			body: { userid: 'lina', offset: 0, limit: 10, status: 0 },
			json: true,
		}));
		expect(body).toMatchObject({ errcode: 0 });
		expect(exchanges(sandbox)).toBe(1);
	});

	it('sends a stored token to no foreign host', async () => {
		const scope = nock('https://example.com').get('/v1.0/x').reply(200, {});
		const { error, run } = await request({
			helper: 'legacy',
			options: () => ({ method: 'GET', uri: 'https://example.com/v1.0/x', json: true }),
			credentials: sandboxCredential(sandbox),
		});
		expect(error?.message).toMatch(/only sent to/);
		expect(scope.isDone()).toBe(false);
		expect(everythingIn(run)).not.toMatch(/sandbox-app-secret/);
		nock.cleanAll();
	});
});

describe('a token whose clock has run out', () => {
	it('is renewed before a stream is sent, so that the stream arrives whole', async () => {
		nock(API).post('/v1.0/oauth2/accessToken').reply(200, { accessToken: 'fresh', expireIn: 7200 });
		nock(OAPI).post('/upload', 'once only').query({ access_token: 'fresh' }).reply(200, { a: 1 });
		const { body, error } = await request({
			helper: 'current',
			options: () => ({
				method: 'POST',
				url: `${OAPI}/upload`,
				headers: { 'Content-Type': 'application/octet-stream' },
				body: streamOf('once only') as unknown as IDataObject,
			}),
			credentials: appCredential({ expiresAt: 1 }),
		});
		expect(error).toBeUndefined();
		expect(body).toEqual({ a: 1 });
	});

	it('is renewed for n8n nodes that know nothing of it', async () => {
		nock(API).post('/v1.0/oauth2/accessToken').reply(200, { accessToken: 'fresh', expireIn: 7200 });
		nock(API, { reqheaders: { 'x-acs-dingtalk-access-token': 'fresh' } })
			.get('/v1.0/x')
			.reply(200, { a: 1 });
		const credentials = appCredential({ expiresAt: Date.now() });
		const { body } = await request({
			helper: 'current',
			options: () => ({ method: 'GET', url: `${API}/v1.0/x` }),
			credentials,
		});
		expect(body).toEqual({ a: 1 });
		expect(credentials.writes.map(({ accessToken }) => accessToken)).toEqual(['fresh']);
		expect(credentials.stored.dingTalkAppApi.accessToken).not.toBe(TOKEN);
	});
});
