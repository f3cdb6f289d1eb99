import nock from 'nock';

import { success } from '../../../../nodes/shared/errors/failure';
import { explain } from '../../../../nodes/shared/errors/toNodeError';
import type { CallContext } from '../../../../nodes/shared/transport/callContext';
import { createGateway } from '../../../../nodes/DingTalkTrigger/stream/gateway';
import { everythingIn } from '../../../helpers/everythingIn.mts';
import { requestContext } from '../../../helpers/trigger.mts';
import { appCredential } from '../../../helpers/dingTalk.mts';

const API = 'https://api.dingtalk.com';
const PATH = '/v1.0/gateway/connections/open';
const SECRET = 'secret-of-the-test';
const PLACE = {
	endpoint: 'wss://wss-open-connection.dingtalk.com:443/connect',
	ticket: 'a b+c/d=',
};

async function open(signal?: AbortSignal) {
	const context = requestContext(appCredential()) as unknown as CallContext;
	const gateway = await createGateway(context, [{ type: 'EVENT', topic: '*' }], 1);
	return await gateway(signal);
}

test('asks with the secret, without a token, for JSON', async () => {
	let asked: unknown;
	nock(API, {
		reqheaders: { accept: 'application/json', 'content-type': 'application/json' },
		badheaders: ['x-acs-dingtalk-access-token', 'authorization'],
	})
		.post(PATH, (body) => {
			asked = body;
			return true;
		})
		.reply(200, PLACE);
	const outcome = await open();
	expect(asked).toEqual({
		clientId: 'dingtest',
		clientSecret: SECRET,
		subscriptions: [{ type: 'EVENT', topic: '*' }],
		ua: 'n8n-nodes-dingtalk-suite/1',
	});
	const url = outcome.ok ? new URL(outcome.value.url) : undefined;
	expect(url?.origin + (url?.pathname ?? '')).toBe(
		'wss://wss-open-connection.dingtalk.com/connect',
	);
	expect(url?.searchParams.get('ticket')).toBe('a b+c/d=');
});

test.each([
	['a wrong secret', 401, { code: 'authFailed', message: '鉴权失败' }, 'credential', 'authFailed'],
	['401 without a word', 401, {}, 'credential', 'authFailed'],
	[
		'a wrong pair by its other name',
		400,
		{ code: 'invalidClientIdOrSecret', message: 'x' },
		'credential',
		'invalidClientIdOrSecret',
	],
	['any other 400', 400, { code: 'param.subscriptions' }, 'invalid', 'param.subscriptions'],
	[
		'a missing permission',
		403,
		{ code: 'Forbidden.AccessDenied.AccessTokenPermissionDenied', message: 'x' },
		'scope',
		'Forbidden.AccessDenied.AccessTokenPermissionDenied',
	],
	['too many calls', 403, { code: 'Forbidden.AccessDenied.QpsLimitForApi' }, 'rateLimited', /Qps/],
	['the spent quota', 403, { errcode: 90030, errmsg: 'webhook over limit' }, 'quota', '90030'],
	['a busy server', 500, { code: 'system.error' }, 'busy', 'system.error'],
	['a page that asks to log in', 401, '<html>Log in to the network</html>', 'foreign', '401'],
	['a proxy', 502, '<html>Bad Gateway</html>', 'busy', '502'],
	['no ticket', 200, { endpoint: 'wss://x/connect' }, 'foreign', 'notDingTalk'],
	['nothing', 200, {}, 'foreign', 'notDingTalk'],
	['no WebSocket address', 200, { endpoint: 'https://x', ticket: 't' }, 'other', 'noTicket'],
	['no address', 200, { endpoint: 'connect', ticket: 't' }, 'other', 'noTicket'],
])('%s is a failure with its kind', async (_name, status, body, kind, code) => {
	nock(API).post(PATH).reply(status, body);
	const outcome = await open();
	if (outcome.ok) throw new Error('this is no success');
	expect(outcome.failure.kind).toBe(kind);
	expect(outcome.failure.code).toMatch(code);
});

test('an address with a fragment, which no WebSocket takes, is used without it', async () => {
	nock(API).post(PATH).reply(200, { endpoint: 'wss://x/connect#top', ticket: 't' });
	expect(await open()).toEqual(success({ url: 'wss://x/connect?ticket=t' }));
});

describe('a credential that changes while the trigger runs', () => {
	const askedWith: unknown[] = [];

	async function openAfter(change: object) {
		const credentials = appCredential();
		const context = requestContext(credentials) as unknown as CallContext;
		const gateway = await createGateway(context, [], 1);
		credentials.stored.dingTalkAppApi = { ...credentials.stored.dingTalkAppApi, ...change };
		nock(API)
			.post(PATH, ({ clientId, clientSecret }: Record<string, string>) => {
				askedWith.push([clientId, clientSecret]);
				return true;
			})
			.reply(200, PLACE);
		expect((await gateway()).ok).toBe(true);
		return askedWith.pop();
	}

	test('is used with its new secret', async () => {
		expect(await openAfter({ clientSecret: 'new-secret' })).toEqual(['dingtest', 'new-secret']);
	});

	test('stays as it was when it is of another app now', async () => {
		const other = { clientId: 'dingother', clientSecret: 'secret-of-the-other' };
		expect(await openAfter(other)).toEqual(['dingtest', SECRET]);
	});

	test('stays as it was when it cannot be read', async () => {
		const credentials = appCredential();
		const context = requestContext(credentials) as unknown as CallContext;
		const gateway = await createGateway(context, [], 1);
		credentials.getDecrypted = async () => {
			throw new Error('the database is away');
		};
		nock(API)
			.post(PATH, (body: Record<string, string>) => body.clientSecret === SECRET)
			.reply(200, PLACE);
		expect((await gateway()).ok).toBe(true);
	});
});

test('an unreachable host is told as such, and to stop as cancelled', async () => {
	nock(API)
		.post(PATH)
		.replyWithError(Object.assign(new Error('x'), { code: 'ECONNREFUSED' }));
	expect(await open()).toMatchObject({ ok: false, failure: { kind: 'unreachable' } });
	nock(API).post(PATH).delay(5000).reply(200, PLACE);
	const stop = new AbortController();
	const opening = open(stop.signal);
	stop.abort();
	expect(await opening).toMatchObject({ ok: false, failure: { kind: 'cancelled' } });
	nock.abortPendingRequests();
	nock.cleanAll();
});

test('no failure repeats the secret', async () => {
	nock(API)
		.post(PATH)
		.reply(500, { code: 'x', message: `bad clientSecret ${SECRET}` });
	const refused = await open();
	nock(API).post(PATH).replyWithError(`cannot post {"clientSecret":"${SECRET}"}`);
	const broken = await open();
	expect(refused.ok || broken.ok).toBe(false);
	expect(everythingIn([refused, broken])).not.toContain(SECRET);
});

test('a wrong pair and a gateway out of reach come with a cure', () => {
	const wrongPair = explain({ kind: 'credential', code: 'authFailed', message: '鉴权失败' });
	expect(wrongPair.message).toMatch(/Client ID and Client Secret/);
	const blocked = explain({ kind: 'unreachable', code: 'streamUnreachable', message: '' });
	expect(blocked.description).toMatch(/DingTalk Callback Trigger/);
	expect(success(1).ok).toBe(true);
});
