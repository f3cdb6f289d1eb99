import type { Sandbox } from '../../sandbox/index.mts';
import { startSandbox } from '../../sandbox/index.mts';
import { clientFor } from './client.mts';

let sandbox: Sandbox;
let client: ReturnType<typeof clientFor>;

beforeAll(async () => {
	sandbox = await startSandbox();
	client = clientFor(sandbox);
});
beforeEach(() => sandbox.control.reset());
afterAll(async () => await sandbox.close());

const TEXT = { msgtype: 'text', text: { content: 'hello' } };
const plain = async (body: Record<string, unknown>) =>
	(await client.webhook('sandboxrobotplain', body)).body;
const messages = () => sandbox.control.state().messages;

describe('kinds', () => {
	it.each(['image', 'file', 'voice', 'empty', 'action_card', 'toString'])(
		'%s is refused with 400105',
		async (msgtype) => {
			expect((await plain({ msgtype, [msgtype]: { mediaId: 'x' } })).errcode).toBe(400105);
		},
	);

	it('posts text with mentions', async () => {
		const at = { atMobiles: ['13800000004'], atUserIds: ['lina'], isAtAll: false };
		expect((await plain({ ...TEXT, at })).errcode).toBe(0);
		expect(messages()[0]).toMatchObject({
			via: 'webhook',
			kind: 'text',
			sender: { type: 'webhookRobot', name: 'Plain Robot' },
			target: { openConversationId: 'cidOpsAlerts000000001==' },
			content: { text: 'hello' },
			mentions: { mobiles: ['13800000004'], userIds: ['lina'], everyone: false },
		});
	});

	it('refuses mentions of a wrong type', async () => {
		expect((await plain({ ...TEXT, at: { isAtAll: 'true' } })).errcode).toBe(40035);
		expect((await plain({ ...TEXT, at: { atMobiles: '13800000004' } })).errcode).toBe(40035);
	});

	const link = { title: 't', text: 'x', messageUrl: 'https://example.com' };
	const card = { title: 't', text: 'x' };
	const feed = { title: 't', messageURL: 'https://a.example', picURL: 'https://a.example/p.png' };
	it.each([
		['text.content', { msgtype: 'text', text: {} }],
		['text', { msgtype: 'text' }],
		['markdown.title', { msgtype: 'markdown', markdown: { text: 'x' } }],
		[
			'link.messageUrl',
			{ msgtype: 'link', link: { ...link, messageUrl: undefined, messageURL: 'x' } },
		],
		[
			'actionCard.singleURL',
			{ msgtype: 'actionCard', actionCard: { ...card, singleTitle: 'a', singleUrl: 'x' } },
		],
		[
			'actionCard.btns.actionURL',
			{ msgtype: 'actionCard', actionCard: { ...card, btns: [{ title: 'a', actionUrl: 'x' }] } },
		],
		['actionCard.btns', { msgtype: 'actionCard', actionCard: card }],
		[
			'feedCard.links.messageURL',
			{
				msgtype: 'feedCard',
				feedCard: { links: [{ ...feed, messageURL: undefined, messageUrl: 'x' }] },
			},
		],
		[
			'feedCard.links.picURL',
			{ msgtype: 'feedCard', feedCard: { links: [{ ...feed, picURL: undefined, picUrl: 'x' }] } },
		],
	])('misses %s', async (field, body) => {
		expect(await plain(body)).toMatchObject({ errcode: 40035, errmsg: `缺少参数 ${field}` });
		expect(messages()).toHaveLength(0);
	});

	it('wants flags of a card as strings', async () => {
		const actionCard = { ...card, btns: [{ title: 'a', actionURL: 'x' }], btnOrientation: 1 };
		expect((await plain({ msgtype: 'actionCard', actionCard })).errcode).toBe(40035);
		const good = { ...actionCard, btnOrientation: '1', hideAvatar: '1' };
		expect((await plain({ msgtype: 'actionCard', actionCard: good })).errcode).toBe(0);
		expect(messages()[0].content).toMatchObject({ layout: 'horizontal', hideAvatar: true });
	});

	it('ignores btns beside a single button', async () => {
		const actionCard = { ...card, singleTitle: 'Open', singleURL: 'u', btns: [] };
		expect((await plain({ msgtype: 'actionCard', actionCard })).errcode).toBe(0);
		expect(messages()[0].content.buttons).toEqual([{ title: 'Open', url: 'u' }]);
	});

	it('posts links, feed cards and markdown with pictures by media id', async () => {
		const { body } = await client.upload(await client.token(), 'image', 'a.png');
		const mediaId = body.media_id as string;
		await plain({ msgtype: 'link', link: { ...link, picUrl: mediaId } });
		await plain({ msgtype: 'feedCard', feedCard: { links: [{ ...feed, picURL: mediaId }] } });
		await plain({ msgtype: 'markdown', markdown: { title: 't', text: `![](${mediaId})` } });
		expect(messages().map((message) => message.mediaIds)).toEqual([
			[mediaId],
			[mediaId],
			[mediaId],
		]);
		const bad = await plain({ msgtype: 'link', link: { ...link, picUrl: '@nothing' } });
		expect(bad.errcode).toBe(40035);
	});
});
