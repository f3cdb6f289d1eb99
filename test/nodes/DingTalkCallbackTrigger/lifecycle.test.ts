import type { INodeParameters } from 'n8n-workflow';
import nock from 'nock';

import type { CallbackHost, HostOptions } from '../../helpers/callbackHost.mts';
import {
	PRODUCTION_URL,
	startCallbackHost,
	TEST_URL,
	WEBHOOK_ID,
} from '../../helpers/callbackHost.mts';
import { KEYS } from '../../helpers/callbackPush.mts';
import { API, OAPI, TOKEN } from '../../helpers/dingTalk.mts';

const APP = {
	clientId: 'dingtest',
	clientSecret: 'secret-of-the-test',
	accessToken: TOKEN,
	expiresAt: Date.now() + 3_600_000,
	issuedFor: `dingtest@${API}`,
};
const EVENTS = ['bpms_instance_change', 'user_add_org'];
const MANAGED = { triggerOn: ['event'], events: EVENTS, subscription: 'managed' };
const WANTED = { call_back_tag: EVENTS, token: KEYS.token, aes_key: KEYS.aesKey };
const OURS = { ...WANTED, url: PRODUCTION_URL };
const NONE = { errcode: 71007, errmsg: '回调地址已不存在' };

let host: CallbackHost;
const start = async (parameters: INodeParameters = MANAGED, options: Partial<HostOptions> = {}) => {
	host = await startCallbackHost({ parameters, keys: KEYS, app: APP, ...options });
	return host;
};
afterEach(async () => await host.close());

const query = { access_token: TOKEN };
const dingTalkHolds = (answer: object) =>
	nock(OAPI)
		.get('/call_back/get_call_back')
		.query(query)
		.reply(200, { errcode: 0, ...answer });
const takes = (path: string, body: object, answer: object = { errcode: 0, errmsg: 'ok' }) =>
	nock(OAPI)
		.post(`/call_back/${path}`, body as never)
		.query(query)
		.reply(200, answer);

describe('a subscription that this node manages', () => {
	it('is registered', async () => {
		await start();
		dingTalkHolds(NONE);
		expect(await host.hook('checkExists')).toBe(false);
		dingTalkHolds(NONE);
		takes('register_call_back', OURS);
		expect(await host.hook('create')).toBe(true);
	});

	it('stays as it is when DingTalk holds exactly that, in whatever order', async () => {
		await start();
		dingTalkHolds({ ...OURS, call_back_tag: [...EVENTS].reverse() });
		expect(await host.hook('checkExists')).toBe(true);
	});

	it.each([
		['other events', { call_back_tag: ['user_add_org'] }],
		['another token', { token: 'old-token' }],
		['another key', { aes_key: 'x'.repeat(43) }],
		['the URL of a test that was cut off', { url: TEST_URL }],
	])('is changed when DingTalk holds %s', async (_name, change) => {
		await start();
		dingTalkHolds({ ...OURS, ...change });
		expect(await host.hook('checkExists')).toBe(false);
		dingTalkHolds({ ...OURS, ...change });
		takes('update_call_back', OURS);
		expect(await host.hook('create')).toBe(true);
	});

	const OLD_URL = `https://old.example.com/webhook/${WEBHOOK_ID}/dingtalk`;

	it('is changed when n8n has another address than when it registered', async () => {
		const staticData = { 'node:DingTalk Callback Trigger': { subscribedUrl: OLD_URL } };
		await start(MANAGED, { staticData });
		dingTalkHolds({ ...OURS, url: OLD_URL });
		takes('update_call_back', OURS);
		expect(await host.hook('create')).toBe(true);
		expect(host.staticData()).toEqual({
			'node:DingTalk Callback Trigger': { subscribedUrl: PRODUCTION_URL },
		});
	});

	it('never takes the place of a copy of the workflow in another n8n', async () => {
		await start();
		dingTalkHolds({ ...OURS, url: OLD_URL });
		await expect(host.hook('create')).rejects.toMatchObject({
			message: expect.stringContaining('old.example.com'),
			description: expect.stringContaining('delete_call_back'),
		});
		expect(host.staticData()).toEqual({});
	});

	it.each([71006, 400041])(
		'is changed when DingTalk says only then that it has one (%s)',
		async (errcode) => {
			await start();
			dingTalkHolds(NONE);
			takes('register_call_back', OURS, { errcode, errmsg: '回调地址已经存在' });
			dingTalkHolds({ ...OURS, token: 'old-token' });
			takes('update_call_back', OURS);
			expect(await host.hook('create')).toBe(true);
		},
	);

	it('never takes the place of another, and says whose it is without its path', async () => {
		await start();
		dingTalkHolds({ ...OURS, url: 'https://hr.example.com/hooks/very-secret-path?key=1' });
		const error = await host.hook('create').catch((caught: unknown) => caught);
		expect(error).toMatchObject({
			name: 'NodeOperationError',
			message: expect.stringContaining('hr.example.com'),
			description: expect.stringContaining('developer console'),
		});
		expect(String((error as Error).message)).not.toMatch(/very-secret-path|key=1/);
	});

	it('is ended', async () => {
		await start();
		dingTalkHolds(OURS);
		nock(OAPI).get('/call_back/delete_call_back').query(query).reply(200, { errcode: 0 });
		expect(await host.hook('delete', 'update')).toBe(true);
	});

	it.each([
		['is gone', NONE],
		['belongs to somebody else', { ...OURS, url: 'https://hr.example.com/hooks' }],
	])('is left alone at the end when it %s', async (_name, held) => {
		await start();
		dingTalkHolds(held);
		expect(await host.hook('delete', 'update')).toBe(true);
	});

	it('keeps no other webhook of the workflow when it cannot be ended, and the log says so', async () => {
		await start();
		nock(OAPI)
			.get('/call_back/get_call_back')
			.query(query)
			.reply(200, { errcode: 60020, errmsg: 'no' });
		expect(await host.hook('delete', 'update')).toBe(false);
		expect(host.logs).toEqual([expect.stringContaining('could not end its subscription')]);
		expect(host.logs[0]).not.toContain(TOKEN);
	});

	it('is ended although the credential has become unusable', async () => {
		await start(MANAGED, { keys: { ...KEYS, aesKey: '' } });
		dingTalkHolds(OURS);
		nock(OAPI).get('/call_back/delete_call_back').query(query).reply(200, NONE);
		expect(await host.hook('delete', 'update')).toBe(true);
	});
});

describe('a test of the workflow', () => {
	const test = async () => await start(MANAGED, { mode: 'manual' });

	it('has a subscription of its own when there is none', async () => {
		await test();
		dingTalkHolds(NONE);
		takes('register_call_back', { ...WANTED, url: TEST_URL });
		expect(await host.hook('create', 'manual')).toBe(true);
		dingTalkHolds({ ...WANTED, url: TEST_URL });
		nock(OAPI).get('/call_back/delete_call_back').query(query).reply(200, { errcode: 0 });
		// n8n ends a test in this mode.
		expect(await host.hook('delete', 'update')).toBe(true);
	});

	it("never takes the published workflow's subscription away", async () => {
		await test();
		dingTalkHolds(OURS);
		expect(await host.hook('checkExists', 'manual')).toBe(false);
		dingTalkHolds(OURS);
		await expect(host.hook('create', 'manual')).rejects.toMatchObject({
			message: expect.stringContaining('belongs to the published workflow'),
		});
		dingTalkHolds(OURS);
		expect(await host.hook('delete', 'update')).toBe(true);
	});
});

describe('what DingTalk refuses', () => {
	it.each([
		[71012, "DingTalk could not reach n8n's URL, or did not get", 'public address'],
		[71012, "DingTalk could not reach n8n's URL, or did not get", 'Corp ID'],
		[400051, "DingTalk could not reach n8n's URL", 'public address'],
		[400054, "DingTalk could not reach n8n's URL", 'public address'],
		[71009, "DingTalk called n8n's URL, and did not get the answer it wants", 'Corp ID'],
		[400052, "DingTalk called n8n's URL, and did not get the answer it wants", 'Corp ID'],
		[400050, "DingTalk does not take n8n's URL for callbacks", 'WEBHOOK_URL'],
		[400053, "DingTalk does not take n8n's URL for callbacks", 'WEBHOOK_URL'],
		[71010, 'DingTalk finds the request faulty', '6 to 64 characters'],
		[71008, 'DingTalk does not send one of the chosen events', 'developer console'],
		[60011, 'The app lacks a permission for this call', 'Permission Management'],
	])('is told with its cure: %s', async (errcode, message, cure) => {
		await start();
		dingTalkHolds(NONE);
		takes('register_call_back', OURS, { errcode, errmsg: 'refused' });
		const error = (await host.hook('create').catch((caught: unknown) => caught)) as {
			message: string;
			description: string;
		};
		expect(error.message).toContain(message);
		expect(error.description).toContain(cure);
		for (const secret of [KEYS.token, KEYS.aesKey, TOKEN]) {
			expect(JSON.stringify(error)).not.toContain(secret);
		}
	});

	it('fails the activation when it concerns what is registered', async () => {
		await start();
		nock(OAPI)
			.get('/call_back/get_call_back')
			.query(query)
			.reply(200, { errcode: 60020, errmsg: 'no' });
		await expect(host.hook('checkExists')).rejects.toMatchObject({ httpCode: '60020' });
	});
});

describe('activation', () => {
	it('asks DingTalk nothing where the subscription is made in the console', async () => {
		await start({ ...MANAGED, subscription: 'console' });
		expect(await host.hook('checkExists')).toBe(true);
		expect(await host.hook('delete', 'update')).toBe(true);
	});

	it('asks DingTalk nothing where there are no events', async () => {
		await start({ triggerOn: ['message'], subscription: 'managed' });
		expect(await host.hook('checkExists')).toBe(true);
		expect(await host.hook('delete', 'update')).toBe(true);
	});

	const everything = {
		triggerOn: ['message', 'event', 'cardAction'],
		events: ['*'],
		options: { downloadFiles: true },
	};
	it('takes a trigger that has all it needs', async () => {
		await start(everything);
		expect(await host.hook('checkExists')).toBe(true);
	});

	it.each<[string, INodeParameters, Partial<HostOptions>, RegExp]>([
		['the token', everything, { keys: { ...KEYS, token: '' } }, /'Signing Token' is empty/],
		['the key', everything, { keys: { ...KEYS, aesKey: 'abc' } }, /'AES Key' has 3 characters/],
		['the owner', everything, { keys: { ...KEYS, ownerKey: '' } }, /'Owner Key' is empty/],
		['the app secret', everything, { keys: { ...KEYS, appSecret: '' } }, /'App Secret' is empty/],
		[
			'the card secret',
			everything,
			{ keys: { ...KEYS, cardSecret: '' } },
			/'Card Secret' is empty/,
		],
		['the app for files', everything, { app: undefined }, /which downloads files/],
		['the app for the subscription', MANAGED, { app: undefined }, /which registers/],
		['named events', { ...MANAGED, events: ['*'] }, {}, /'Events' cannot be 'All Events'/],
		['events', { triggerOn: ['event'], events: [] }, {}, /'Events' is empty/],
		['a pattern', { triggerOn: ['message'], filters: { pattern: '(' } }, {}, /'Pattern'/],
	])('fails when it lacks %s', async (_name, parameters, options, message) => {
		await start(parameters, options);
		const error = (await host.hook('checkExists').catch((caught: unknown) => caught)) as Error;
		expect(error.name).toBe('NodeOperationError');
		expect(error.message).toMatch(message);
		expect(error).toHaveProperty('description', expect.stringMatching(/\w/));
	});
});
