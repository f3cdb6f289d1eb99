import { client, sandbox, token, useSandbox } from './started.mts';

useSandbox();

type Fields = Record<string, unknown>;

const robotCode = 'dingsandboxapp';
const messages = () => sandbox.control.state().messages;

describe('the session webhook of a message to the robot', () => {
	const TEXT = { msgtype: 'text', text: { content: 'pong' } };
	const PHOENIX = 'cidPhoenix0000000000001==';
	const say = (more: Fields = {}) =>
		sandbox.control.sendToRobot('lina', {
			msgtype: 'text',
			text: { content: 'ping' },
			...more,
		}).botMessage;
	const reply = async (url: string, body: Fields = TEXT) =>
		(
			await client.call(url, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(body),
			})
		).body;

	it('comes with the message as a trigger gets it', () => {
		const one = say();
		expect(one).toMatchObject({
			conversationType: '1',
			senderStaffId: 'lina',
			senderNick: '李娜',
			robotCode,
			msgtype: 'text',
			text: { content: 'ping' },
		});
		const life = one.sessionWebhookExpiredTime - one.createAt;
		expect(Math.round(life / 60_000)).toBe(90);
		expect(one.sessionWebhook).toMatch(`${sandbox.oapiUrl}/robot/sendBySession?session=`);
		expect(sandbox.control.sessionWebhook(messages()[0].id)).toBe(one.sessionWebhook);
		expect(say({ openConversationId: PHOENIX })).toMatchObject({
			conversationType: '2',
			conversationId: PHOENIX,
			isInAtList: true,
			text: { content: ' ping' },
		});
		const file = say({ msgtype: 'file', fileName: 'a.pdf', content: Buffer.from('x') });
		expect(file.content).toEqual({ downloadCode: expect.any(String), fileName: 'a.pdf' });
	});

	it('answers the person or the group, without a token', async () => {
		expect(await reply(say().sessionWebhook)).toEqual({ errcode: 0, errmsg: 'ok' });
		expect(messages()[1]).toMatchObject({
			via: 'session',
			sender: { type: 'appRobot', id: robotCode },
			target: { userIds: ['lina'] },
			content: { text: 'pong' },
		});
		const group = say({ openConversationId: PHOENIX }).sessionWebhook;
		const markdown = { title: 't', text: '@lina done' };
		const body = { msgtype: 'markdown', markdown, at: { atUserIds: ['lina'] } };
		expect((await reply(group, body)).errcode).toBe(0);
		expect(messages().at(-1)).toMatchObject({
			target: { openConversationId: PHOENIX },
			mentions: { userIds: ['lina'] },
		});
		expect((await reply(group)).errcode).toBe(0);
	});

	it('ends after 90 minutes of the sandbox clock', async () => {
		const { sessionWebhook } = say();
		sandbox.control.advanceClock(90 * 60_000 - 1000);
		expect((await reply(sessionWebhook)).errcode).toBe(0);
		sandbox.control.advanceClock(1000);
		expect(await reply(sessionWebhook)).toMatchObject({
			errcode: 300001,
			errmsg: 'session 不存在',
		});
		expect((await reply(`${sandbox.oapiUrl}/robot/sendBySession?session=x`)).errcode).toBe(300001);
		expect((await reply(`${sandbox.oapiUrl}/robot/sendBySession`)).errcode).toBe(300001);
	});

	it('reads bodies as /robot/send does', async () => {
		const { sessionWebhook } = say();
		expect((await reply(sessionWebhook, { msgtype: 'image' })).errcode).toBe(400105);
		expect((await reply(sessionWebhook, { msgtype: 'text', text: {} })).errcode).toBe(40035);
		const long = { msgtype: 'text', text: { content: 'x'.repeat(20_000) } };
		expect((await reply(sessionWebhook, long)).errcode).toBe(460101);
		expect((await client.call(sessionWebhook)).body.errcode).toBe(43002);
	});

	it('is no open secret', async () => {
		const { sessionWebhook } = say();
		await reply(sessionWebhook);
		const session = new URL(sessionWebhook).searchParams.get('session') ?? 'none';
		expect(JSON.stringify(sandbox.control.journal())).not.toContain(session);
		expect(sandbox.control.journal()[1]).toMatchObject({
			id: 'robot.session.reply',
			app: 'session:dingsandboxapp',
		});
	});

	it('wants a robot in the group, and no files there', () => {
		expect(() => say({ openConversationId: 'cidScene00000000000001==' })).toThrow('lina');
		expect(() => say({ openConversationId: PHOENIX, robotCode: 'dingsandboxnew' })).toThrow(
			'is not in the group',
		);
		expect(() => say({ openConversationId: PHOENIX, msgtype: 'file' })).toThrow('no voice');
	});
});

describe('DING', () => {
	const post = async (path: string, body: Fields) =>
		await client.api('POST', `/v1.0/robot/ding/${path}`, { robotCode, ...body }, token);
	const send = async (body: Fields = {}) =>
		await post('send', {
			remindType: 1,
			receiverUserIdList: ['lina', 'oncall'],
			content: 'Disk is full 磁盘已满',
			...body,
		});

	it('reaches people and names those it did not', async () => {
		const { body } = await send({ receiverUserIdList: ['lina', 'outsider', 'nobody'] });
		expect(body.failedList).toEqual({ 'staffId.notExisted': ['outsider', 'nobody'] });
		expect(messages()).toMatchObject([
			{
				via: 'ding',
				kind: 'text',
				content: { text: 'Disk is full 磁盘已满', remind: 'app' },
				target: { userIds: ['lina'] },
				openDingId: body.openDingId,
			},
		]);
	});

	it('takes 200 people in the app, 20 by SMS or call', async () => {
		const load = (count: number) =>
			Array.from({ length: count }, (_, n) => `load${String(n + 1).padStart(4, '0')}`);
		const codeOf = async (body: Fields) => (await send(body)).body.code as string | undefined;
		expect(await codeOf({ receiverUserIdList: load(200) })).toBeUndefined();
		expect(await codeOf({ receiverUserIdList: load(201) })).toBe('ding.receivercount.limit');
		expect(await codeOf({ receiverUserIdList: load(20), remindType: 3 })).toBeUndefined();
		expect(await codeOf({ receiverUserIdList: load(21), remindType: 2 })).toBe(
			'ding.receivercount.limit',
		);
		expect(await codeOf({ receiverUserIdList: [] })).toBe('miss.staffId');
		expect(await codeOf({ remindType: 4 })).toBe('invalidParameter.param.invalid');
		expect(await codeOf({ callVoice: 'Anybody' })).toBe('invalidParameter.param.invalid');
		expect(await codeOf({ robotCode: 'dingsandboxnew' })).toBe('invalid.chatbotId');
	});

	it('is recalled, and tells who has read it', async () => {
		const { openDingId } = (await send()).body;
		sandbox.control.markRead(openDingId as string, 'oncall');
		expect((await post('readStatuses/query', { openDingId })).body).toEqual({
			success: true,
			result: {
				robotDingReadInfoList: [
					{ userId: 'lina', readStatus: 'UNREAD' },
					{ userId: 'oncall', readStatus: 'READ' },
				],
			},
		});
		expect((await post('recall', { openDingId })).body).toEqual({ openDingId });
		expect(messages()[0].recalled).toBe(true);
		expect((await post('recall', { openDingId: 'x' })).body.code).toBe('recall.ding.exception');
	});

	it('is paid for: a fault plays an edition without it', async () => {
		sandbox.control.addFault({
			match: { id: 'robot.ding.send' },
			answer: { status: 400, body: { code: 'ding.serverquota.insufficient' } },
		});
		expect((await send()).body.code).toBe('ding.serverquota.insufficient');
		const bare = await client.token('bare');
		const { body } = await client.api('POST', '/v1.0/robot/ding/recall', {}, bare);
		expect(body.accessdenieddetail).toEqual({ requiredScopes: ['Premium.Ding.Write'] });
	});
});
