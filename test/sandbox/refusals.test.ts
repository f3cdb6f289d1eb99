import type { Reply } from './client.mts';
import { client, sandbox, token, useSandbox } from './started.mts';

useSandbox();

const SEND = '/v1.0/robot/oToMessages/batchSend';
const message = (userIds: string[]) => ({
	robotCode: 'dingsandboxapp',
	userIds,
	msgKey: 'sampleText',
	msgParam: JSON.stringify({ content: 'hello' }),
});
const codeOf = ({ status, body }: { status: number; body: Reply['body'] }) => [
	status,
	body.code ?? body.sub_code ?? body.errcode,
];

describe('the API host', () => {
	it('misses the header when the token is in the query or a bearer token', async () => {
		const missing = [400, 'AuthenticationFailed.MissingParameter'];
		expect(codeOf(await client.api('POST', SEND, message(['lina'])))).toEqual(missing);
		const inQuery = await client.api('POST', `${SEND}?access_token=${token}`, message(['lina']));
		expect(codeOf(inQuery)).toEqual(missing);
		expect(inQuery.body.message).toBe('缺少参数：x-acs-dingtalk-access-token');
		const bearer = await client.call(sandbox.apiUrl + SEND, {
			method: 'POST',
			headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
			body: JSON.stringify(message(['lina'])),
		});
		expect(codeOf(bearer)).toEqual(missing);
	});

	it('refuses a bad token with HTTP 400 and a request id', async () => {
		const { status, body } = await client.api('POST', SEND, message(['lina']), 'nonsense');
		expect(status).toBe(400);
		expect(body).toEqual({
			code: 'InvalidAuthentication',
			requestid: expect.any(String),
			message: '不合法的access_token',
		});
	});

	it('answers an unknown path, and a known one with another method, with HTTP 200', async () => {
		const { status, body } = await client.api('GET', '/v1.0/nothing/here');
		expect([status, body]).toEqual([200, { errcode: 404, errmsg: '请求的URI地址不存在' }]);
		expect((await client.api('GET', SEND, undefined, token)).body.errcode).toBe(404);
	});

	it('names the missing scope with HTTP 403', async () => {
		const bare = await client.token('bare');
		const { status, body } = await client.api('POST', SEND, message(['lina']), bare);
		expect(status).toBe(403);
		expect(body).toMatchObject({
			code: 'Forbidden.AccessDenied.AccessTokenPermissionDenied',
			accessdenieddetail: { requiredScopes: ['qyapi_robot_sendmsg'] },
		});
	});

	it('refuses the 21st call in a second with 403, per app and API', async () => {
		const calls = await Promise.all(
			Array.from(
				{ length: 25 },
				async () => await client.api('POST', SEND, message(['lina']), token),
			),
		);
		const refused = calls.filter(({ status }) => status === 403);
		expect(refused).toHaveLength(5);
		expect(refused[0].body.code).toBe('Forbidden.AccessDenied.QpsLimitForAppkeyAndApi');
		expect(
			(await client.api('GET', '/v1.0/workrecord/counts?userId=lina', undefined, token)).status,
		).toBe(200);
		sandbox.control.advanceClock(1001);
		expect((await client.api('POST', SEND, message(['lina']), token)).status).toBe(200);
	});

	it('does not throttle token calls', async () => {
		await Promise.all(Array.from({ length: 30 }, async () => await client.token()));
		expect(sandbox.control.counts()).toEqual({ 'token.app': 31 });
	});
});

describe('the OAPI host', () => {
	it('hides gateway refusals under 88 for topapi paths', async () => {
		const path = '/topapi/workrecord/getbyuserid';
		const missing = await client.oapi('POST', path, {});
		expect(missing.status).toBe(200);
		expect(missing.body).toEqual({
			errcode: 88,
			sub_code: '40000',
			sub_msg: 'access_token is blank',
			errmsg: 'ding talk error[subcode=40000,submsg=access_token is blank]',
			request_id: expect.any(String),
		});
		const bad = await client.oapi('POST', path, {}, 'nonsense');
		expect(bad.body).toMatchObject({
			errcode: 88,
			sub_code: '40014',
			sub_msg: '不合法的access_token',
		});
	});

	it('says the code directly elsewhere', async () => {
		const path = '/chat/get?chatid=chatphoenix';
		expect((await client.oapi('GET', path)).body.errcode).toBe(41001);
		expect((await client.oapi('GET', path, undefined, 'nonsense')).body).toEqual({
			errcode: 40014,
			errmsg: '不合法的access_token',
			request_id: expect.any(String),
		});
	});

	it('does not know workrecord/deletebyuserid', async () => {
		const { body } = await client.oapi('POST', '/topapi/workrecord/deletebyuserid', {}, token);
		expect(body.errcode).toBe(22);
		expect(body.sub_msg).toContain('不合法ApiName');
	});

	it('refuses a wrong method, a missing parameter, a wrong type', async () => {
		expect(
			(await client.oapi('GET', '/topapi/workrecord/add', undefined, token)).body.errcode,
		).toBe(43002);
		const missing = await client.oapi('POST', '/topapi/workrecord/add', { userid: 'lina' }, token);
		expect(missing.body).toMatchObject({ errcode: 40035, errmsg: '缺少参数 create_time' });
		const wrong = await client.oapi('POST', '/topapi/workrecord/update', { userid: 7 }, token);
		expect(wrong.body).toMatchObject({ errcode: 40035, errmsg: '不合法的参数 userid' });
	});

	it('refuses bodies that are no JSON, and unknown content types', async () => {
		const send = async (type: string, body: string) =>
			await client.call(`${sandbox.oapiUrl}/topapi/workrecord/update?access_token=${token}`, {
				method: 'POST',
				headers: { 'content-type': type },
				body,
			});
		expect((await send('application/json', '[]')).body.errcode).toBe(43009);
		expect((await send('text/plain', '{}')).body.errcode).toBe(43004);
	});

	it('answers 60011 for a missing scope and for APIs closed to new apps', async () => {
		const bare = await client.token('bare');
		const young = await client.token('new');
		const chat = await client.oapi('GET', '/chat/get?chatid=chatphoenix', undefined, bare);
		expect(chat.body.errcode).toBe(60011);
		expect(chat.body.errmsg).toContain('qyapi_chat_read');
		const record = await client.oapi('POST', '/topapi/workrecord/add', {}, young);
		expect(record.body).toMatchObject({ errcode: 88, sub_code: '60011' });
		const send = await client.oapi('POST', '/message/send_to_conversation', {}, young);
		expect(send.body.errcode).toBe(60011);
		const counts = await client.api('GET', '/v1.0/workrecord/counts?userId=lina', undefined, young);
		expect(counts.status).toBe(403);
	});

	it('throttles with 88 and 90018 on every path', async () => {
		sandbox.control.limits({ callsPerSecond: 1 });
		for (const path of ['/chat/get?chatid=chatphoenix', '/media/get?media_id=x']) {
			await client.oapi('GET', path, undefined, token);
			expect((await client.oapi('GET', path, undefined, token)).body).toMatchObject({
				errcode: 88,
				sub_code: '90018',
			});
		}
	});
});
