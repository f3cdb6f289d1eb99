import nock from 'nock';

import {
	NOTHING,
	expectFailureHandling,
	expectNoSecrets,
	itemsOf,
	pairs,
	postApi,
	postOapi,
	refusal,
	refusedInput,
} from '../../../helpers/calls.mts';
import { API, OAPI, TOKEN, appCredential, runDingTalk } from '../../../helpers/dingTalk.mts';

const form = { resource: 'apiRequest', operation: 'send' };
const post = { ...form, method: 'POST', bodyContentType: 'json' };
const parameter = (...rows: Array<[string, string]>) => ({
	parameter: rows.map(([name, value]) => ({ name, value })),
});

test('sends a path of the new API with the token in the header', async () => {
	nock(API, { reqheaders: { 'x-acs-dingtalk-access-token': TOKEN, accept: 'application/json' } })
		.get('/v1.0/contact/users/u1')
		.query({ language: 'zh_CN', a: ['1', '2'] })
		.reply(200, { nick: '张伟' });
	const { items } = await runDingTalk({
		parameters: {
			...form,
			path: '/v1.0/contact/users/u1?a=1&a=2&access_token=pasted',
			queryParameters: parameter(['language', 'zh_CN'], ['access_token', 'pasted'], ['', 'x']),
		},
	});
	expect(items).toEqual([{ json: { nick: '张伟' }, pairedItem: { item: 0 } }]);
});

test('sends any other path to the old host with the token in the query', async () => {
	postOapi('/topapi/v2/user/get', { userid: 'u1' }, { errcode: 0, result: { name: '李娜' } });
	const { items } = await runDingTalk({
		parameters: { ...post, path: '/topapi/v2/user/get', jsonBody: '{"userid":"u1"}' },
	});
	expect(items[0].json).toEqual({ errcode: 0, result: { name: '李娜' } });
});

test('sends to the host chosen in the form, whatever the path', async () => {
	postApi('/topapi/x', {}, { ok: true });
	const { items } = await runDingTalk({
		parameters: { ...post, host: 'api', path: '/topapi/x', jsonBody: '' },
	});
	expect(items[0].json).toEqual({ ok: true });
});

test('takes a whole URL below the base URLs of the credential', async () => {
	const credentials = appCredential({
		apiBaseUrl: 'https://gateway.example.com/ding/api',
		oapiBaseUrl: 'https://gateway.example.com/ding',
	});
	nock('https://gateway.example.com', { reqheaders: { 'x-acs-dingtalk-access-token': TOKEN } })
		.get('/ding/api/v1.0/x')
		.query({ y: '1' })
		.reply(200, {});
	const { error } = await runDingTalk({
		parameters: { ...form, path: 'https://gateway.example.com/ding/api/v1.0/x?y=1#part' },
		credentials,
	});
	expect(error).toBeUndefined();
});

test.each([
	['a foreign host', 'https://evil.example.com/v1.0/x'],
	['a host that only begins alike', 'https://api.dingtalk.com.evil.example.com/x'],
	['a user before the host', 'https://api.dingtalk.com@evil.example.com/x'],
	['a user at the right host', 'https://someone@api.dingtalk.com/x'],
	['another port', 'https://api.dingtalk.com:8443/x'],
	['plain HTTP', 'http://api.dingtalk.com/x'],
	['a URL without scheme', '//evil.example.com/x'],
	['another scheme', 'file:///etc/passwd'],
])('refuses %s and sends the token nowhere', async (_name, path) => {
	const { message } = await refusedInput({ parameters: { ...form, path } });
	expect(message).toBe("'Path' leads to a host that is not the credential's");
});

test('does not climb out of a base URL that has a path', async () => {
	const credentials = appCredential({ apiBaseUrl: 'https://gateway.example.com/ding/api' });
	for (const path of ['/../../other', '/v1.0/%2e%2e/%2e%2e/%2e%2e/other', '/\\..\\..\\..\\other']) {
		const { message } = await refusedInput({
			parameters: { ...form, host: 'api', path },
			credentials,
		});
		expect(message).toBe("'Path' leads to a host that is not the credential's");
	}
});

test.each(['\\\\evil.example.com/x', '@evil.example.com/x', 'v1.0/x'])(
	'refuses the path %j',
	async (path) => {
		const { message } = await refusedInput({ parameters: { ...form, path } });
		expect(message).toContain("'Path' does not start with a slash");
	},
);

test('does not follow a redirect of the API host', async () => {
	nock(API).get('/v1.0/x').reply(302, '', { location: 'https://evil.example.com/' });
	const { error } = await runDingTalk({ parameters: { ...form, path: '/v1.0/x' } });
	expect(error?.message).toMatch(/HTTP 302, redirect to https:\/\/evil\.example\.com/);
	expect(error?.description).toContain('the access token goes nowhere else');
});

test('keeps numbers beyond 2^53 exact both ways', async () => {
	let sent = '';
	nock(API)
		.post('/v1.0/x')
		.reply(200, '{"task_id":9007199254740993,"small":42,"nested":[{"id":12345678901234567890}]}', {
			'content-type': 'application/json',
		})
		.on('request', (_request, _interceptor, body: string) => (sent = body));
	const { items } = await runDingTalk({
		parameters: {
			...post,
			path: '/v1.0/x',
			jsonBody:
				'{"task_id": 9007199254740993, "list": [-12345678901234567890], "text": "9007199254740993"}',
		},
	});
	expect(items[0].json).toEqual({
		task_id: '9007199254740993',
		small: 42,
		nested: [{ id: '12345678901234567890' }],
	});
	expect(sent).toBe(
		'{"task_id":9007199254740993,"list":[-12345678901234567890],"text":"9007199254740993"}',
	);
});

test('takes the body as an object of an expression, and a list as answer', async () => {
	nock(API)
		.post('/v1.0/x', { a: [1, { b: null }] })
		.reply(200, JSON.stringify([{ id: 1 }, 'two']), { 'content-type': 'application/json' });
	const { items } = await runDingTalk({
		parameters: { ...post, path: '/v1.0/x', jsonBody: '={{ $json.body }}' },
		input: itemsOf({ body: { a: [1, { b: null }] } }),
	});
	expect(items.map(({ json }) => json)).toEqual([{ id: 1 }, { value: 'two' }]);
	expect(pairs(items)).toEqual([0, 0]);
});

test.each(['PUT', 'PATCH', 'DELETE'])(
	'sends %s without a body and takes an empty answer',
	async (method) => {
		nock(API).intercept('/v1.0/x', method, '').reply(200, '');
		const { items } = await runDingTalk({
			parameters: { ...form, method, path: '/v1.0/x', bodyContentType: 'none' },
		});
		expect(items[0].json).toEqual({});
	},
);

test('explains that DingTalk knows no such API, such as the deletion of work records', async () => {
	postOapi(
		'/topapi/workrecord/deletebyuserid',
		{},
		{
			errcode: 88,
			sub_code: '22',
			sub_msg: '不合法ApiName',
			request_id: 'req-7',
		},
	);
	const result = await runDingTalk({
		parameters: { ...post, path: '/topapi/workrecord/deletebyuserid', jsonBody: {} as never },
	});
	expect(result.error).toMatchObject({
		name: 'NodeApiError',
		message: 'DingTalk knows no API under this path',
		description: expect.stringContaining('(DingTalk code 22, "不合法ApiName", request id req-7)'),
	});
	expectNoSecrets(result);
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectFailureHandling(
		{
			parameters: { ...form, path: '=/v1.0/{{ $json.id }}' },
			input: itemsOf({ id: 'a' }, { id: 'b' }, { id: 'c' }),
		},
		() => {
			nock(API).get('/v1.0/a').reply(200, { ok: 1 });
			nock(API)
				.get('/v1.0/b')
				.reply(400, refusal('miss.param', `token ${TOKEN} access_token=${TOKEN}`.slice(24)));
			nock(API).get('/v1.0/c').reply(200, { ok: 3 });
		},
		/DingTalk finds the request faulty/,
	);
});

test('keeps secrets that DingTalk repeats out of the error', async () => {
	nock(OAPI)
		.get('/x')
		.query(true)
		.reply(200, { errcode: 40035, errmsg: `bad url /x?access_token=${TOKEN}&sign=abc` });
	const result = await runDingTalk({ parameters: { ...form, path: '/x' } });
	expect(result.error?.description).toContain('access_token=***');
	expectNoSecrets(result);
});

test.each<[string, object, RegExp]>([
	['no path', { ...form, path: NOTHING }, /'Path' is empty/],
	['text that is no JSON', { ...post, path: '/x', jsonBody: '{"a":' }, /'JSON' is not valid JSON/],
	[
		'a JSON text that is no object',
		{ ...post, path: '/x', jsonBody: '"a"' },
		/'JSON' is no JSON object or array/,
	],
	[
		'an unknown method',
		{ ...form, path: '/x', method: '={{ "TRACE" }}' },
		/'Method' is 'TRACE', which is no option of it/,
	],
	[
		'an unknown host',
		{ ...form, path: '/x', host: '={{ "evil" }}' },
		/'Host' is 'evil', which is no option of it/,
	],
])('refuses %s before anything is sent', async (_name, parameters, wanted) => {
	expect((await refusedInput({ parameters: parameters as never })).message).toMatch(wanted);
});
