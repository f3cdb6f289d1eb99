import { client, sandbox, token, signIn, useSandbox } from './started.mts';

useSandbox();

const oapi = async (path: string, body: Record<string, unknown>) =>
	(await client.oapi('POST', path, body, token)).body;
const PHOENIX = 'cidPhoenix0000000000001==';

describe('send_to_conversation', () => {
	const text = { msgtype: 'text', text: { content: 'hello' } };
	const pick = () => sandbox.control.chooseConversation('zhangwei', PHOENIX);
	const send = async (cid: string, msg: unknown = text, sender = 'zhangwei') =>
		await oapi('/message/send_to_conversation', { sender, cid, msg });

	it('posts as a member and names the receivers', async () => {
		expect(await send(pick())).toMatchObject({ errcode: 0, receiver: 'lina|wangfang|alice' });
		expect(sandbox.control.state().messages[0]).toMatchObject({
			via: 'legacy-conversation',
			sender: { type: 'person', id: 'zhangwei' },
			target: { openConversationId: PHOENIX },
		});
	});

	it('takes a cid once, for 24 hours', async () => {
		const cid = pick();
		await send(cid);
		expect((await send(cid)).errcode).toBe(34001);
		expect((await send('nothing')).errcode).toBe(34001);
		const old = pick();
		sandbox.control.advanceClock(24 * 3_600_000);
		await signIn();
		expect((await send(old)).errcode).toBe(34001);
		expect(() => sandbox.control.chooseConversation('bob', PHOENIX)).toThrow('bob');
	});

	it('wants a sender in the group and keeps the cid after a refusal', async () => {
		const cid = pick();
		expect((await send(cid, text, 'bob')).errcode).toBe(34002);
		expect((await send(cid, text, 'nobody')).errcode).toBe(34002);
		expect((await send(cid)).errcode).toBe(0);
	});

	it('takes 2048 bytes', async () => {
		const long = { msgtype: 'text', text: { content: '长'.repeat(700) } };
		expect((await send(pick(), long)).errcode).toBe(34016);
	});

	it('takes a form body with msg as JSON text', async () => {
		const body = new URLSearchParams({
			sender: 'zhangwei',
			cid: pick(),
			msg: JSON.stringify(text),
		});
		const url = `${sandbox.oapiUrl}/message/send_to_conversation?access_token=${token}`;
		expect((await client.call(url, { method: 'POST', body })).body.errcode).toBe(0);
	});

	it('speaks snake_case, but for link', async () => {
		const { body } = await client.upload(token, 'file', 'a.pdf');
		const image = (await client.upload(token, 'image', 'a.png')).body.media_id as string;
		const card = { title: 'a', markdown: 'b' };
		const head = { bgcolor: 'FFBBBBBB', text: 'h' };
		const good = [
			{ msgtype: 'markdown', markdown: { title: 'a', text: 'b' } },
			{ msgtype: 'link', link: { messageUrl: 'u', picUrl: image, title: 'a', text: 'b' } },
			{ msgtype: 'file', file: { media_id: body.media_id } },
			{ msgtype: 'image', image: { media_id: image } },
			{ msgtype: 'voice', voice: { media_id: image, duration: '10' } },
			{ msgtype: 'action_card', action_card: { ...card, single_title: 'c', single_url: 'd' } },
			{
				msgtype: 'action_card',
				action_card: {
					...card,
					btn_orientation: '1',
					btn_json_list: [{ title: 'c', action_url: 'd' }],
				},
			},
			{ msgtype: 'oa', oa: { message_url: 'u', head, body: { form: [{ key: 'k', value: 'v' }] } } },
		];
		for (const msg of good) expect(await send(pick(), msg)).toMatchObject({ errcode: 0 });
		const kinds = sandbox.control.state().messages.map(({ kind }) => kind);
		expect(kinds).toEqual([
			'markdown',
			'link',
			'file',
			'image',
			'audio',
			'actionCard',
			'actionCard',
			'oa',
		]);
		const bad: Array<[unknown, number]> = [
			[{ msgtype: 'actionCard', actionCard: card }, 34004],
			[{ msgtype: 'text' }, 34014],
			[{ msgtype: 'link', link: { messageUrl: 'u', title: 'a', text: 'b' } }, 34014],
			[{ msgtype: 'voice', voice: { media_id: image, duration: 10 } }, 34014],
			[{ msgtype: 'action_card', action_card: { ...card, singleTitle: 'c' } }, 34014],
			[{ msgtype: 'file', file: { media_id: 'nothing' } }, 40007],
			[
				{ msgtype: 'oa', oa: { message_url: 'u', head: { ...head, bgcolor: '#FFF' }, body: {} } },
				34014,
			],
		];
		for (const [msg, errcode] of bad) expect((await send(pick(), msg)).errcode).toBe(errcode);
	});
});
