import nock from 'nock';

import { expectNoSecrets, refusal } from '../../helpers/calls.mts';
import { API, OAPI, TOKEN, appCredential, runDingTalk } from '../../helpers/dingTalk.mts';
import { forgetTokens } from '../../../nodes/shared/transport/token';

const send = {
	resource: 'message',
	operation: 'send',
	target: 'group',
	openConversationId: { __rl: true, mode: 'id', value: 'cidGroup==' },
	messageType: 'text',
	text: 'hi',
};
const PATH = '/v1.0/robot/groupMessages/send';

beforeEach(forgetTokens);

test('gives message, cure, code and request ID of a refusal as a NodeApiError', async () => {
	nock(API)
		.post(PATH)
		.reply(403, {
			...refusal('Forbidden.AccessDenied.AccessTokenPermissionDenied', '应用尚未开通所需的权限'),
			accessdenieddetail: { requiredScopes: ['qyapi_robot_sendmsg', 'Robot.Write'] },
		});
	const result = await runDingTalk({ parameters: send });
	expect(result.error).toMatchObject({
		name: 'NodeApiError',
		message: 'The app lacks a permission for this call: qyapi_robot_sendmsg, Robot.Write',
		httpCode: 'Forbidden.AccessDenied.AccessTokenPermissionDenied',
		context: { itemIndex: 0, dingTalk: { kind: 'scope', requestId: 'req-1', httpStatus: 403 } },
	});
	expect(result.error?.description).toMatch(/^Request the permission .*request id req-1\)$/s);
	expectNoSecrets(result);
});

test('gives code and request ID on the item when the node continues', async () => {
	nock(API).post(PATH).reply(400, refusal('group.disbanded', '群已解散'));
	const { items } = await runDingTalk({
		parameters: send,
		settings: { onError: 'continueRegularOutput' },
	});
	expect(items[0].json).toEqual({
		error: 'The group was disbanded',
		message: 'Choose another group. (DingTalk code group.disbanded, "群已解散", request id req-1)',
	});
});

test.each<[string, (scope: nock.Interceptor) => nock.Scope, string]>([
	[
		'HTTP 500 with HTML',
		(call) => call.reply(502, '<html>Bad Gateway</html>', { 'content-type': 'text/html' }),
		'DingTalk',
	],
	[
		'an empty answer with HTTP 500',
		(call) => call.reply(500, ''),
		'DingTalk, or a server on the way to it, could not answer',
	],
	[
		'the address ban',
		(call) => call.reply(200, { status: 1111, wait: 5, source: 'x5', punish: 'deny' }),
		'DingTalk blocks the address n8n calls from: wait 5 minutes',
	],
	[
		'a path that DingTalk does not know',
		(call) => call.reply(200, { errcode: 404, errmsg: '请求的URI地址不存在' }),
		'DingTalk knows no API under this path',
	],
	[
		'an unknown code',
		(call) => call.reply(400, refusal('some.newCode', 'new words')),
		'DingTalk refused the call with code some.newCode',
	],
	[
		'the monthly quota',
		(call) => call.reply(403, refusal('Forbidden.AccessDenied.ApiCountLimitForOrg')),
		"The organisation's monthly DingTalk quota is spent",
	],
	[
		'a lost connection',
		(call) =>
			call.replyWithError(Object.assign(new Error(`hang up ${TOKEN}`), { code: 'ECONNRESET' })),
		'The connection to DingTalk broke before the answer came',
	],
])('explains %s, without a secret', async (_name, answer, message) => {
	answer(nock(API).post(PATH));
	const result = await runDingTalk({ parameters: send });
	expect(result.error?.name).toBe('NodeApiError');
	expect(result.error?.message).toContain(message);
	expect(result.error?.description).not.toBe('');
	expectNoSecrets(result);
});

test('explains a wrong client secret, without it', async () => {
	nock(API)
		.post('/v1.0/oauth2/accessToken')
		.reply(400, refusal('invalidClientIdOrSecret', 'secret-of-the-test is wrong'));
	const result = await runDingTalk({
		parameters: send,
		credentials: appCredential({ accessToken: '', expiresAt: 0 }),
	});
	expect(result.error?.message).toBe('DingTalk does not accept this Client ID and Client Secret');
	expectNoSecrets(result);
});

test('explains a token that is refused twice, without either', async () => {
	for (const token of [TOKEN, 'second-token']) {
		nock(API)
			.post(PATH)
			.reply(400, refusal('InvalidAuthentication', `不合法的access_token ${token}`));
	}
	nock(API)
		.post('/v1.0/oauth2/accessToken')
		.reply(200, { accessToken: 'second-token', expireIn: 7200 });
	const result = await runDingTalk({ parameters: send });
	expect(result.error?.message).toBe('DingTalk refused the access token');
	expectNoSecrets(result, 'second-token');
});

test('keeps the token out of the data of a successful run', async () => {
	nock(OAPI).get('/x').query(true).reply(200, { errcode: 0 });
	const result = await runDingTalk({
		parameters: { resource: 'apiRequest', operation: 'send', path: '/x' },
	});
	expect(result.items[0].json).toEqual({ errcode: 0 });
	expectNoSecrets(result);
});

test('refuses an operation that does not exist', async () => {
	const { error } = await runDingTalk({
		parameters: { resource: 'workRecord', operation: 'delete' },
	});
	expect(error?.message).toBe("The operation 'delete' of 'workRecord' does not exist");
});
