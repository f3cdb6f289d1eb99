import type { ICredentialDataDecryptedObject, INode } from 'n8n-workflow';
import nock from 'nock';

import { DingTalkAppApi } from '../../credentials/DingTalkAppApi.credentials';
import { DingTalkGroupRobotApi } from '../../credentials/DingTalkGroupRobotApi.credentials';
import { forgetTokens } from '../../nodes/shared/transport/token';
import { DingTalkTrigger } from '../../nodes/DingTalkTrigger/DingTalkTrigger.node';
import { testCredential } from '../helpers/credentialTest.mts';
import { API, appCredential, OAPI, runDingTalk } from '../helpers/dingTalk.mts';
import { runRobot } from '../helpers/dingTalkRobot.mts';

/** What people put there, and what the error says of it. */
const WRONG: ReadonlyArray<[given: string, problem: RegExp]> = [
	['api.dingtalk.com', /is not a URL that begins with https:\/\/ or http:\/\//],
	['localhost:7001', /is not a URL that begins with/],
	['//api.dingtalk.com', /is not a URL that begins with/],
	['ftp://api.dingtalk.com', /is not a URL that begins with/],
	['https//api.dingtalk.com', /is not a URL that begins with/],
	['https:api.dingtalk.com', /is not a URL that begins with/],
	['https://', /is not a URL/],
	['https://api.ding talk.com', /is not a URL/],
	['https://proxy.example/ding talk', /is not a URL/],
	['https://proxy.example/a\nb', /is not a URL/],
	['https://proxy.example/ding?key=pasted-secret', /has parameters behind the address/],
	['https://proxy.example/#ding', /has parameters behind the address/],
	['https://me:pasted-secret@proxy.example', /holds a user name or a password/],
	['https://api.dingtalk.com/v1.0', /has a path behind the host/],
	['https://oapi.dingtalk.com/robot/send', /has a path behind the host/],
];
const FIELDS = [
	['API Base URL', 'apiBaseUrl', API],
	['OAPI Base URL', 'oapiBaseUrl', OAPI],
] as const;
const SEND = {
	resource: 'message',
	operation: 'send',
	target: 'group',
	openConversationId: { __rl: true, mode: 'id', value: 'cidGroup==' },
	messageType: 'text',
	text: 'hi',
};

beforeEach(() => forgetTokens());

const expectCure = (message: string, field: string, problem: RegExp, sample: string) => {
	expect(message).toMatch(problem);
	expect(message.startsWith(`'${field}' `)).toBe(true);
	expect(message.endsWith(`; it has to look like ${sample}`)).toBe(true);
	expect(message).not.toMatch(/pasted-secret|ERR_INVALID_URL|refused/);
};

describe.each(FIELDS)('%s of the app', (field, name, sample) => {
	const stored = (given: string): ICredentialDataDecryptedObject =>
		appCredential({ [name]: given }).stored.dingTalkAppApi;

	test.each(WRONG)('the credential`s test says what is wrong with %s', async (given, problem) => {
		for (const data of [stored(given), { ...stored(given), accessToken: '', expiresAt: 0 }]) {
			const { status, message } = await testCredential(new DingTalkAppApi(), data);
			expect(status).toBe('Error');
			expectCure(message, field, problem, sample);
		}
	});

	test.each(WRONG)('the node says what is wrong with %s', async (given, problem) => {
		const { error } = await runDingTalk({
			parameters: SEND as INode['parameters'],
			credentials: appCredential({ [name]: given }),
		});
		expect(error?.name).toBe('NodeOperationError');
		expectCure(error?.message ?? '', field, problem, sample);
		expect(error?.description).toMatch(/^Leave it as it is for DingTalk's own address/);
	});

	test('the trigger says so when it is activated', async () => {
		const context = {
			getNode: () => ({ name: 'Trigger', type: 't', typeVersion: 1, parameters: {} }),
			getCredentials: async () => stored('api.dingtalk.com'),
			getNodeParameter: (parameter: string, fallback: unknown) =>
				parameter === 'events' ? ['message'] : (fallback ?? {}),
			getMode: () => 'trigger',
			getActivationMode: () => 'activate',
			getWorkflow: () => ({ id: 'w', name: 'w', active: true }),
			getWorkflowStaticData: () => ({}),
			logger: console,
			helpers: {},
		};
		const started = new DingTalkTrigger().trigger.call(context as never);
		await expect(started).rejects.toThrow(`'${field}' is not a URL that begins with`);
	});
});

describe('Base URL of the group robot', () => {
	const credential = (given: string) => ({ webhookToken: 'base-url-token', baseUrl: given });

	test.each(WRONG)('the credential`s test says what is wrong with %s', async (given, problem) => {
		const { status, message } = await testCredential(
			new DingTalkGroupRobotApi(),
			credential(given),
		);
		expect(status).toBe('Error');
		expectCure(message, 'Base URL', problem, OAPI);
	});

	test.each(WRONG)('the node says what is wrong with %s', async (given, problem) => {
		const { error } = await runRobot({
			parameters: { operation: 'sendText', text: 'hi' },
			credential: credential(given),
		});
		expectCure(error?.message ?? '', 'Base URL', problem, OAPI);
	});

	test.each([
		'oapi.my-company.example/robot/send?access_token=pasted-secret',
		'ftp://oapi.my-company.example/robot/send?access_token=pasted-secret',
	])('a webhook of another host needs https:// or http:// too: %s', async (webhookToken) => {
		const { message } = await testCredential(new DingTalkGroupRobotApi(), { webhookToken });
		expect(message).toBe(
			"'Webhook URL or Access Token' holds a URL that does not begin with https:// or http://",
		);
	});

	test('the webhook of DingTalk`s own host does without', async () => {
		nock(OAPI)
			.post('/robot/send')
			.query({ access_token: 'base-url-token' })
			.reply(200, { errcode: 400105, errmsg: 'unsupported msgtype' });
		const webhookToken = 'oapi.dingtalk.com/robot/send?access_token=base-url-token';
		expect((await testCredential(new DingTalkGroupRobotApi(), { webhookToken })).status).toBe('OK');
	});
});

test.each(['https://proxy.example:8443/ding/', ' HTTP://proxy.example/ding'])(
	'the path of a proxy stays: %s',
	async (apiBaseUrl) => {
		const { origin } = new URL(apiBaseUrl.trim());
		nock(origin)
			.post('/ding/v1.0/robot/groupMessages/send')
			.reply(200, { processQueryKey: 'key1' });
		const clean = apiBaseUrl.trim().replace(/\/$/, '');
		const { error } = await runDingTalk({
			parameters: SEND as INode['parameters'],
			credentials: appCredential({ apiBaseUrl, issuedFor: `dingtest@${clean}` }),
		});
		expect(error).toBeUndefined();
	},
);

test('an address that DingTalk hands out and that is none is not told as refused', async () => {
	nock(API).post('/v1.0/robot/messageFiles/download').reply(200, { downloadUrl: 'no address' });
	const { error } = await runDingTalk({
		parameters: { resource: 'media', operation: 'download', downloadCode: 'c1' },
	});
	expect(error?.message).not.toMatch(/refused/);
	expect(error?.description).toContain('Nothing was sent');
	expect(error?.description).toContain('network error ERR_INVALID_URL');
});
