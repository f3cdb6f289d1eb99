import { createHmac } from 'node:crypto';
import {
	decryptText,
	encryptText,
	robotSignature,
	cardSignature,
	signatureOf,
} from '../../sandbox/callback/crypto.mts';
import vectors from '../vectors/callback.json';
import { changeApprovals, EVERY_CHANGE } from '../helpers/approvalChanges.mts';
import { AppServer, KEYS, sealedReply, unseal } from './appServer.mts';
import { client, sandbox, token, useSandbox } from './started.mts';
import { connectStream, sandboxUntil } from './streamClient.mts';

useSandbox();

const CLIENT = 'dingsandboxapp';
const CORP = 'dingsandboxcorp';
const app = new AppServer();

beforeAll(async () => await app.start());
beforeEach(() => {
	app.pushed.length = 0;
	app.answerSuccess(CLIENT);
	sandbox.control.streamSettings({ httpRetriesMs: [5, 10] });
});
afterAll(async () => await app.stop());

const save = async (more: object = {}) =>
	await sandbox.control.setHttpCallback({ clientId: CLIENT, eventUrl: app.url, ...KEYS, ...more });
const raise = (eventType = 'bpms_instance_change', data: object = { processCode: 'PROC-1' }) =>
	sandbox.control.raiseEvent(eventType, data).eventId;
const pushesAre = async (...statuses: string[]) =>
	await sandboxUntil(
		sandbox,
		() =>
			sandbox.control
				.pushes()
				.map(({ status }) => status)
				.join() === statuses.join(),
	);

describe('the cryptography', () => {
	const [official] = vectors.callback;

	it("is the official library's", () => {
		const { encrypt, owner_key: ownerKey, timestamp, nonce, signature } = official;
		const keys = { ...KEYS, ownerKey };
		expect(encryptText('success', keys, Buffer.from('dICkEDLj0eb6yAbc'))).toBe(encrypt);
		expect(decryptText(encrypt, KEYS.aesKey)).toEqual({ text: 'success', ownerKey });
		expect(signatureOf(KEYS.token, timestamp, nonce, encrypt)).toBe(signature);
		expect(robotSignature('this is a secret', '1577262236757')).toBe(
			'DJrE6qdyVGCQz9z5r2MDuNcNAhwYnuAkyj13cx169CA=',
		);
		expect(cardSignature('this is a secret', '1577262236757')).toBe(
			'cviWWKk4OPwVpK0VGNkvThhQ7PXwQPYvJhM+/YVA1VI=',
		);
	});
});

describe('saving the address', () => {
	it('asks it first', async () => {
		expect(await save()).toEqual({ saved: true });
		expect(app.events()).toEqual([{ EventType: 'check_url' }]);
		expect(app.isSigned(app.pushed[0])).toBe(true);
	});

	it.each([
		['no JSON', () => (app.answer = (_pushed, response) => response.end('success')), 'no JSON'],
		['another status', () => app.answerJson(sealedReply('success', CLIENT), 500), 'status 500'],
		['another text', () => app.answerJson(sealedReply('ok', CLIENT)), 'does not say'],
		['another owner', () => app.answerSuccess('somebody'), 'another owner key'],
		['a wrong signature', () => app.answerJson(sealedReply('success', CLIENT, 'x')), 'signature'],
		[
			'timestamp in small letters',
			() => {
				const { timeStamp, ...rest } = sealedReply('success', CLIENT);
				app.answerJson({ ...rest, timestamp: timeStamp });
			},
			'"timeStamp"',
		],
	])('refuses %s', async (_name, answer, problem) => {
		answer();
		expect(await save()).toEqual({ saved: false, problem: expect.stringContaining(problem) });
		raise();
		expect(sandbox.control.pushes()).toMatchObject([{ via: 'stream', status: 'waiting' }]);
	});

	it('waits two and a half seconds, and no longer', async () => {
		app.answer = () => undefined;
		const startedAt = Date.now();
		expect(await save()).toMatchObject({ problem: 'no answer within 2500 ms' });
		expect(Date.now() - startedAt).toBeGreaterThanOrEqual(2400);
	});

	it('explains what it does not take', async () => {
		await expect(save({ clientId: 'nobody' })).rejects.toThrow('No app');
		await expect(save({ aesKey: 'short' })).rejects.toThrow('43 letters');
		await expect(save({ eventUrl: 'ftp://x' })).rejects.toThrow('http or https');
		const gone = await client.api('POST', '/_sandbox/callbacks', {
			clientId: CLIENT,
			...KEYS,
			eventUrl: 'http://127.0.0.1:9/',
		});
		expect([gone.status, gone.bytes.toString()]).toEqual([
			400,
			expect.stringContaining('did not pass check_url: unreachable'),
		]);
	});
});

describe('events', () => {
	it('come encrypted and signed, with five keys more than over Stream', async () => {
		await save({ signedAs: 'msg_signature' });
		const eventId = raise();
		await pushesAre('acked');
		const [, pushed] = app.pushed;
		expect(app.isSigned(pushed, 'msg_signature')).toBe(true);
		expect(unseal(pushed.body.encrypt as string).ownerKey).toBe(CLIENT);
		expect(app.events()[1]).toEqual({
			EventType: 'bpms_instance_change',
			EventTime: expect.any(Number),
			CorpId: CORP,
			BizId: eventId,
			eventId,
			processCode: 'PROC-1',
		});
		expect(sandbox.control.pushes()).toMatchObject([{ via: 'http', key: eventId, attempts: 1 }]);
	});

	it.each([
		['user_add_org', { userId: ['u'], timeStamp: '1' }, { UserId: ['u'], TimeStamp: '1' }],
		['robot_msg_read', { robotCode: 'r', operatTime: 1 }, { RobotCode: 'r', OperatTime: 1 }],
		['todo_task_create', { taskId: 't', unionIdList: ['u'] }, { taskId: 't', UnionIdList: ['u'] }],
	])('spell keys of %s otherwise', async (eventType, data, spelt) => {
		await save();
		raise(eventType, data);
		await pushesAre('acked');
		expect(app.events()[1]).toMatchObject(spelt);
	});

	it('are pushed twice again, then told by get_call_back_failed_result', async () => {
		await save();
		app.answerJson({}, 500);
		const eventId = raise();
		await pushesAre('lost');
		expect(app.pushed).toHaveLength(4);
		expect(new Set(app.events().map((event) => event.eventId as string))).toEqual(
			new Set([undefined, eventId]),
		);
		const ask = async () =>
			(await client.oapi('GET', '/call_back/get_call_back_failed_result', undefined, token)).body;
		expect(await ask()).toMatchObject({
			errcode: 0,
			has_more: false,
			failed_list: [
				{
					call_back_tag: 'bpms_instance_change',
					event_time: expect.any(Number),
					bpms_instance_change: { corpid: CORP, bpmsCallBackData: { processCode: 'PROC-1' } },
				},
			],
		});
		expect((await ask()).failed_list).toEqual([]);
	});

	it('of approvals tell what those over Stream tell', async () => {
		await save();
		const stream = await connectStream(sandbox);
		changeApprovals(sandbox);
		const overStream = () => stream.frames.filter(({ type }) => type === 'EVENT');
		await stream.until(() => overStream().length >= EVERY_CHANGE.length);
		await sandboxUntil(sandbox, () => app.events().length > EVERY_CHANGE.length);
		for (const { headers, data } of overStream()) {
			const { eventId, eventType: EventType } = headers;
			expect(app.events()).toContainEqual(
				expect.objectContaining({ ...data, EventType, eventId, BizId: eventId, CorpId: CORP }),
			);
		}
	});

	it('are over when a later attempt is answered well', async () => {
		await save();
		let calls = 0;
		app.answer = (_pushed, response) => {
			if (++calls === 2) app.answerSuccess(CLIENT);
			response.writeHead(500).end();
		};
		raise();
		await pushesAre('acked');
		expect(sandbox.control.pushes()[0]).toMatchObject({ attempts: 3 });
	});

	it('go to a Stream client as well, when there is one', async () => {
		await save();
		const stream = await connectStream(sandbox);
		const eventId = raise();
		expect((await stream.next())[0].headers.eventId).toBe(eventId);
		await pushesAre('acked', 'pushed');
	});
});

describe('subscriptions by API', () => {
	const call = async (method: string, path: string, body?: Record<string, unknown>) =>
		(await client.oapi(method, `/call_back/${path}`, body, token)).body;
	const subscription = (more: object = {}) => ({
		call_back_tag: ['chat_quit'],
		token: KEYS.token,
		aes_key: KEYS.aesKey,
		url: app.url,
		...more,
	});
	const register = async (more?: object) =>
		await call('POST', 'register_call_back', subscription(more));

	it('are registered, read, changed and deleted', async () => {
		app.answerSuccess(CORP);
		expect((await call('GET', 'get_call_back')).errcode).toBe(71007);
		expect((await register()).errcode).toBe(0);
		expect((await register()).errcode).toBe(71006);
		expect(await call('GET', 'get_call_back')).toMatchObject(subscription());
		const more = { call_back_tag: ['chat_quit', 'chat_disband'] };
		expect((await call('POST', 'update_call_back', subscription(more))).errcode).toBe(0);
		expect((await call('GET', 'get_call_back')).call_back_tag).toHaveLength(2);
		expect((await call('GET', 'delete_call_back')).errcode).toBe(0);
		expect((await call('GET', 'delete_call_back')).errcode).toBe(71007);
		expect((await call('POST', 'update_call_back', subscription())).errcode).toBe(71007);
		const written = JSON.stringify(sandbox.control.journal());
		expect(written).not.toContain(KEYS.aesKey);
		expect(written).not.toContain(KEYS.token);
	});

	it('try the address with the key of the organisation', async () => {
		expect((await register()).errcode).toBe(71012);
		app.answerSuccess(CORP);
		expect((await register()).errcode).toBe(0);
		expect(unseal(app.pushed[1].body.encrypt as string).ownerKey).toBe(CORP);
		expect((await register({ url: 'http://127.0.0.1:9/' })).errcode).toBe(71006);
		await call('GET', 'delete_call_back');
		expect((await register({ url: 'http://127.0.0.1:9/' })).errcode).toBe(71012);
	});

	it('push the events they name', async () => {
		app.answerSuccess(CORP);
		await register();
		raise('chat_disband', {});
		raise('chat_quit', { chatId: 'x' });
		await pushesAre('waiting', 'acked');
		expect(app.events().at(-1)).toMatchObject({ EventType: 'chat_quit', chatId: 'x' });
	});

	it.each([
		[{ call_back_tag: 'chat_quit' }, 71010],
		[{ token: 'short' }, 71010],
		[{ aes_key: KEYS.aesKey.slice(1) }, 71010],
		[{ aes_key: `${KEYS.aesKey.slice(1)}=` }, 71010],
		[{ url: 'nonsense' }, 400050],
		[{ url: undefined }, 40035],
	])('refuse %j', async (more, errcode) => {
		expect((await register(more)).errcode).toBe(errcode);
	});
});

describe('messages to the robot by HTTP', () => {
	const say = (more: object = {}) =>
		sandbox.control.sendToRobot('lina', {
			msgtype: 'text',
			text: { content: 'ping' },
			...more,
		}).botMessage;
	beforeEach(async () => {
		await sandbox.control.setHttpCallback({ clientId: CLIENT, robotUrl: app.url });
	});

	it('are signed with the secret of the app', async () => {
		app.answer = (_pushed, response) => response.end();
		const told = say();
		await pushesAre('acked');
		const [{ headers, body }] = app.pushed;
		expect(body).toEqual(told);
		const { timestamp } = headers as { timestamp: string };
		const sign = createHmac('sha256', 'sandbox-app-secret')
			.update(`${timestamp}\nsandbox-app-secret`)
			.digest('base64');
		expect(headers.sign).toBe(sign);
		expect(sandbox.control.state().messages).toHaveLength(1);
	});

	it('are answered in the chat by what comes back', async () => {
		app.answerJson({ msgtype: 'text', text: { content: 'pong' } });
		say({ openConversationId: 'cidPhoenix0000000000001==' });
		await pushesAre('acked');
		expect(sandbox.control.state().messages.at(-1)).toMatchObject({
			via: 'session',
			content: { text: 'pong' },
			target: { openConversationId: 'cidPhoenix0000000000001==' },
		});
		app.answerJson({ msgtype: 'empty' });
		say();
		await pushesAre('acked', 'acked');
		expect(sandbox.control.state().messages).toHaveLength(3);
	});

	it.each([
		['a status', () => app.answerJson({}, 500), 'HTTP status 500'],
		['no message', () => app.answerJson({ msgtype: 'image' }), 'no message'],
		['no JSON', () => (app.answer = (_pushed, response) => response.end('ok')), 'no JSON'],
	])('are lost when the answer is %s that says nothing', async (_name, answer, problem) => {
		answer();
		say();
		await pushesAre('lost');
		expect(sandbox.control.pushes()[0].problem).toContain(problem);
		expect(app.pushed).toHaveLength(1);
	});
});
