import { client, sandbox, token, signIn, useSandbox } from './started.mts';

useSandbox();

type Fields = Record<string, unknown>;

const oapi = async (path: string, body: Fields) =>
	(await client.oapi('POST', path, body, token)).body;
const TEXT = { msgtype: 'text', text: { content: 'hello' } };
const group = () => sandbox.control.state().groups.find(({ chatId }) => chatId === 'chatphoenix');

describe('chat/send', () => {
	const send = async (more: Fields = {}) =>
		await oapi('/chat/send', { chatid: 'chatphoenix', msg: TEXT, ...more });

	it('posts as the app and gives a message id', async () => {
		const { errcode, messageId } = await send();
		expect(errcode).toBe(0);
		expect(sandbox.control.state().messages).toMatchObject([
			{
				via: 'legacy-chat',
				sender: { type: 'app', id: 'dingsandboxapp' },
				target: { openConversationId: 'cidPhoenix0000000000001==' },
				messageId,
			},
		]);
	});

	it('refuses with the codes of its page', async () => {
		const codeOf = async (more: Fields) => (await send(more)).errcode;
		expect(await codeOf({ chatid: 'chatnothing' })).toBe(34001);
		expect(await codeOf({ chatid: 'chatnorobot' })).toBe(43007);
		expect(await codeOf({ msg: { msgtype: 'video' } })).toBe(34004);
		expect(await codeOf({ msg: { msgtype: 'text', text: {} } })).toBe(34014);
		expect(await codeOf({ msg: 'hello' })).toBe(34014);
		const long = { msgtype: 'text', text: { content: '长'.repeat(700) } };
		expect(await codeOf({ msg: long })).toBe(34016);
		await signIn('new');
		expect(await codeOf({})).toBe(60011);
	});

	it('tells who has read, page by page', async () => {
		const { messageId } = await send();
		for (const userId of ['lina', 'alice', 'wangfang']) {
			sandbox.control.markRead(messageId as string, userId);
		}
		const read = async (query: Record<string, string>) => {
			const search = new URLSearchParams({ messageId: messageId as string, ...query });
			return (await client.oapi('GET', `/chat/getReadList?${search}`, undefined, token)).body;
		};
		expect(await read({ cursor: '0', size: '2' })).toMatchObject({
			readUserIdList: ['lina', 'alice'],
			next_cursor: 2,
		});
		const rest = await read({ cursor: '2', size: '2' });
		expect(rest.readUserIdList).toEqual(['wangfang']);
		expect(rest).not.toHaveProperty('next_cursor');
		expect((await read({ cursor: '0', size: '101' })).errcode).toBe(40069);
		expect((await read({ cursor: 'x', size: '1' })).errcode).toBe(40068);
		expect((await read({ messageId: 'nothing', cursor: '0', size: '1' })).errcode).toBe(40035);
	});
});

describe('settings of a chat', () => {
	const chatid = 'chatphoenix';

	it('gives nicknames to members', async () => {
		const nick = async (more: Fields) =>
			await oapi('/topapi/chat/updategroupnick', {
				chatid,
				userid: 'lina',
				group_nick: 'Lee',
				...more,
			});
		expect(await nick({})).toMatchObject({ errcode: 0, success: true });
		expect(group()?.nicks).toEqual({ lina: 'Lee' });
		expect((await nick({ userid: 'bob' })).errcode).toBe(60124);
		expect((await nick({ userid: 'nobody' })).errcode).toBe(40003);
		expect((await nick({ chatid: 'chatnothing' })).errcode).toBe(34001);
	});

	it('forbids private chats', async () => {
		const path = '/topapi/chat/member/friendswitch/update';
		expect(await oapi(path, { chatid, is_prohibit: true })).toMatchObject({ success: true });
		expect(group()?.privateChatForbidden).toBe(true);
		expect((await oapi(path, { chatid })).errcode).toBe(40036);
	});

	it('has a QR code', async () => {
		const code = async (userid: string) =>
			await oapi('/topapi/chat/qrcode/get', { chatid, userid });
		expect(await code('lina')).toMatchObject({
			success: true,
			result: expect.stringMatching(/^https:\/\/qr\.dingtalk\.com\//),
		});
		expect((await code('bob')).errcode).toBe(60124);
	});
});
