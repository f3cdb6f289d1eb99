import { ExecuteContext, RoutingNode } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestOptions,
	INode,
	INodeType,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { createEmptyRunExecutionData, Workflow } from 'n8n-workflow';
import nock from 'nock';

import { DingTalkGroupRobotApi } from '../../credentials/DingTalkGroupRobotApi.credentials';
import { robotTargetOf } from '../../nodes/shared/auth/robotWebhook';
import { robotSign } from '../../nodes/shared/crypto/robotSign';
import { TestCredentialsHelper } from '../../harness/credentials.mts';
import {
	OAPI,
	ROBOT_SECRET as SECRET,
	ROBOT_SIGN,
	ROBOT_TOKEN as TOKEN,
	SIGNED_AT_MS as NOW,
} from '../helpers/dingTalkRobot.mts';

const type = new DingTalkGroupRobotApi();
const signIn = async (credential: ICredentialDataDecryptedObject, options: object) => {
	if (typeof type.authenticate !== 'function') throw new TypeError('expected a function');
	return await type.authenticate(credential, options as IHttpRequestOptions);
};

describe('the pasted webhook', () => {
	it.each([
		['the token alone', TOKEN, OAPI],
		['the token with spaces and a line end', `  ${TOKEN}\n`, OAPI],
		['the token in quotes', `"${TOKEN}"`, OAPI],
		['the whole URL', `${OAPI}/robot/send?access_token=${TOKEN}`, OAPI],
		['a quoted URL', ` '${OAPI}/robot/send?access_token=${TOKEN}' `, OAPI],
		[
			'a URL that was signed already',
			`${OAPI}/robot/send?access_token=${TOKEN}&timestamp=1&sign=x%3D`,
			OAPI,
		],
		['parameters in another order', `${OAPI}/robot/send?timestamp=1&access_token=${TOKEN}#x`, OAPI],
		[
			'a curl command',
			`curl '${OAPI}/robot/send?access_token=${TOKEN}' -H 'Content-Type: application/json'`,
			OAPI,
		],
		['only the parameter', `access_token=${TOKEN}`, OAPI],
		[
			'another host',
			`https://oapi.dingtalk.io/robot/send?access_token=${TOKEN}`,
			'https://oapi.dingtalk.io',
		],
		[
			'a proxy with a path',
			`http://proxy.local:8080/ding/robot/send?access_token=${TOKEN}`,
			'http://proxy.local:8080/ding',
		],
	])('is understood: %s', (_name, webhook, baseUrl) => {
		expect(robotTargetOf({ webhookToken: webhook, secret: '', baseUrl: OAPI })).toEqual({
			accessToken: TOKEN,
			secret: '',
			baseUrl,
		});
	});

	it('yields to a base URL that was changed', () => {
		const webhook = `${OAPI}/robot/send?access_token=${TOKEN}`;
		expect(
			robotTargetOf({ webhookToken: webhook, baseUrl: 'http://127.0.0.1:7802/' }).baseUrl,
		).toBe('http://127.0.0.1:7802');
	});

	it.each([
		['nothing', '  ', /'Webhook URL or Access Token' is empty/],
		['garbage', 'hello world', /holds neither an access token nor a webhook URL/],
		['a URL without token', `${OAPI}/robot/send`, /holds a URL without an access_token/],
		['the secret', SECRET, /holds the signing secret/],
		['a session webhook', `${OAPI}/robot/sendBySession?session=abcdef`, /holds a session webhook/],
	])('is refused: %s', (_name, webhook, message) => {
		expect(() => robotTargetOf({ webhookToken: webhook })).toThrow(message);
	});

	it('never repeats what was pasted in its complaint', () => {
		let told = '';
		try {
			robotTargetOf({ webhookToken: 'https://evil.example/?x=top-secret-thing' });
		} catch (error) {
			told = JSON.stringify(error) + String(error);
		}
		expect(told).toContain('without an access_token');
		expect(told).not.toContain('top-secret-thing');
	});

	it.each([['abc'], ['SEC'], [`sec${SECRET}`]])('refuses %s as signing secret', (secret) => {
		expect(() => robotTargetOf({ webhookToken: TOKEN, secret })).toThrow(
			"'Signing Secret' does not start with SEC",
		);
	});

	it('refuses a base URL that is none', () => {
		expect(() => robotTargetOf({ webhookToken: TOKEN, baseUrl: 'oapi.dingtalk.com' })).toThrow(
			"'Base URL' is not a URL",
		);
	});
});

describe('authenticate', () => {
	beforeEach(() => jest.spyOn(Date, 'now').mockReturnValue(NOW));
	afterEach(() => jest.restoreAllMocks());

	it('adds the token, and nothing else without a secret', async () => {
		const options = await signIn({ webhookToken: TOKEN }, { url: '/robot/send', baseURL: OAPI });
		expect(options).toMatchObject({ url: `${OAPI}/robot/send`, qs: { access_token: TOKEN } });
		expect(Object.keys(options.qs ?? {})).toEqual(['access_token']);
	});

	it('signs once, un-encoded', async () => {
		const options = await signIn(
			{ webhookToken: TOKEN, secret: SECRET },
			{ url: `${OAPI}/robot/send` },
		);
		expect(options.qs).toEqual({
			access_token: TOKEN,
			timestamp: String(NOW),
			sign: ROBOT_SIGN,
		});
		// n8n may authenticate the same options again before a second try.
		jest.spyOn(Date, 'now').mockReturnValue(NOW + 1);
		const again = await signIn({ webhookToken: TOKEN, secret: SECRET }, options);
		expect(again.qs).toEqual({
			access_token: TOKEN,
			timestamp: String(NOW + 1),
			sign: robotSign(SECRET, NOW + 1),
		});
	});

	it("takes the HTTP Request node's uri, and replaces parameters that were pasted there", async () => {
		const uri = `${OAPI}/robot/send?access_token=old&timestamp=1&sign=2&keep=3`;
		const options = (await signIn({ webhookToken: TOKEN, secret: SECRET }, { uri })) as unknown as {
			uri: string;
			url?: string;
		};
		expect(options.uri).toBe(`${OAPI}/robot/send?keep=3`);
		expect(options.url).toBeUndefined();
	});

	it('sends a relative URL to the host of the pasted webhook', async () => {
		const webhook = `https://oapi.dingtalk.io/robot/send?access_token=${TOKEN}`;
		const options = await signIn(
			{ webhookToken: webhook, baseUrl: OAPI },
			{ url: '/robot/send', baseURL: OAPI },
		);
		expect(options.url).toBe('https://oapi.dingtalk.io/robot/send');
		expect(options.baseURL).toBeUndefined();
	});

	it.each([
		'https://evil.example/robot/send',
		'https://oapi.dingtalk.com.evil.example/robot/send',
		'https://oapi.dingtalk.com@evil.example/robot/send',
		'http://oapi.dingtalk.com/robot/send',
		'//evil.example/robot/send',
	])('never sends the token to %s', async (url) => {
		const told = signIn({ webhookToken: TOKEN }, { url });
		if (url.startsWith('//')) {
			// Not a URL of its own: a path on the credential's host.
			expect((await told).url).toBe(`${OAPI}/evil.example/robot/send`);
			return;
		}
		await expect(told).rejects.toThrow(/only sent to https:\/\/oapi\.dingtalk\.com/);
		await expect(told).rejects.not.toThrow(new RegExp(TOKEN));
	});
});

/** Runs the test request as n8n's credentials tester does (runRequestTest), rules included. */
async function testCredential(data: ICredentialDataDecryptedObject): Promise<string> {
	const node: INode = {
		id: 'temp',
		name: 'Temp-Node',
		type: 'noOp',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [type.name]: { id: 'c', name: 'c' } },
	};
	const nodeType = {
		description: {
			name: 'noOp',
			credentials: [{ name: type.name, required: true }],
			properties: [
				{
					displayName: 'Temp',
					name: 'temp',
					type: 'string',
					routing: { request: type.test.request },
					default: '',
				},
			],
		},
	} as unknown as INodeType;
	const nodeTypes = {
		getByNameAndVersion: () => nodeType,
		getByName: () => nodeType,
		getKnownTypes: () => ({}),
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const additionalData = {
		credentialsHelper: new TestCredentialsHelper({ [type.name]: type }, { [type.name]: data }),
	} as unknown as IWorkflowExecuteAdditionalData;
	const input = { main: [[{ json: {} }]] };
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData,
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		input,
		{ node, data: {}, source: null },
		[],
	);
	const decrypted = { id: 'c', name: 'c', type: type.name, data };
	const [[item]] = (await new RoutingNode(context, nodeType, decrypted).runNode()) ?? [
		[{ json: {} }],
	];
	const broken = type.test.rules?.find(
		(rule) =>
			'key' in rule.properties &&
			(item.json as IDataObject | undefined)?.[rule.properties.key] === rule.properties.value,
	);
	return broken?.properties.message ?? 'OK';
}

describe('the credential test', () => {
	const data = { webhookToken: TOKEN, secret: '', baseUrl: OAPI };
	const answering = (answer: object | string) =>
		nock(OAPI)
			.post('/robot/send', { msgtype: 'credentialTest' })
			.query({ access_token: TOKEN })
			.reply(200, answer);

	it.each([
		['unknown token', { errcode: 300005, errmsg: 'token is not exist' }, /knows no group robot/],
		['unknown token as documented', { errcode: 400101, errmsg: '' }, /knows no group robot/],
		[
			'unknown token of old',
			{ errcode: 300001, errmsg: 'token is not exist' },
			/knows no group robot/,
		],
		['wrong signature', { errcode: 310000, errmsg: 'sign not match' }, /security settings refuse/],
		['disabled robot', { errcode: 400102, errmsg: '' }, /disabled/],
		['removed robot', { errcode: 400106, errmsg: '' }, /not in its group/],
		['disbanded group', { errcode: 400013, errmsg: '' }, /disbanded/],
		['wrong host', { errcode: 404, errmsg: '请求的URI地址不存在' }, /did not come from DingTalk/],
		['a page in place of an answer', '<html></html>', /did not come from DingTalk/],
	])('fails: %s', async (_name, answer, message) => {
		answering(answer);
		expect(await testCredential(data)).toMatch(message);
	});

	it.each([
		['refuses the kind of message', { errcode: 400105, errmsg: 'unsupported msgtype' }],
		[
			'has had enough messages',
			{ errcode: 660026, errmsg: 'sending too many messages per minute' },
		],
	])('passes when a known robot %s', async (_name, answer) => {
		answering(answer);
		expect(await testCredential(data)).toBe('OK');
	});

	it('says what is wrong with the fields before anything is sent', async () => {
		await expect(testCredential({ ...data, webhookToken: 'hello world' })).rejects.toThrow(
			/neither an access token/,
		);
	});

	it('signs as a message would be signed', async () => {
		jest.spyOn(Date, 'now').mockReturnValue(NOW);
		nock(OAPI)
			.post('/robot/send')
			.query({ access_token: TOKEN, timestamp: String(NOW), sign: robotSign(SECRET, NOW) })
			.reply(200, { errcode: 400105 });
		expect(await testCredential({ ...data, secret: SECRET })).toBe('OK');
		jest.restoreAllMocks();
	});
});
