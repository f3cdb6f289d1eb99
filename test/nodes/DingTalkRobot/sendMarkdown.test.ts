import { LINK, itPosts, robot, run } from './posts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

itPosts(
	'sendMarkdown',
	{ title: 'T', markdown: '# Hi @lina', mentions: { userIds: 'lina' } },
	{
		msgtype: 'markdown',
		markdown: { title: 'T', text: '# Hi @lina' },
		at: { atUserIds: ['lina'] },
	},
);

it('splits a long markdown into parts with keys of their own', async () => {
	const bodies = robot(3);
	const markdown = Array.from({ length: 500 }, (_, i) => `- row ${i} ${'钉钉消息'.repeat(8)}`).join(
		'\n',
	);
	const { items } = await run({
		operation: 'sendMarkdown',
		title: 'T',
		markdown,
		options: { splitLongText: true },
	});
	const { msgUuid } = bodies[0];
	expect(items[0].json).toEqual({ success: true, msgUuid, parts: 3 });
	const keys = bodies.map((body) => body.msgUuid);
	expect(keys).toEqual(keys.map(() => expect.stringMatching(UUID)));
	expect(new Set(keys).size).toBe(3);
	expect(bodies.map((body) => (body.markdown as { text: string }).text).join('\n')).toBe(markdown);
});

it('writes markdown as DingTalk draws it, and makes up a title, unless told otherwise', async () => {
	const bodies = robot(3);
	const operation = 'sendMarkdown';
	const markdown = '# Build 42\nfailed\nat <b>noon</b>';
	await run({ operation, markdown });
	await run({
		operation: 'sendActionCard',
		markdown,
		buttons: { button: [{ title: 'Open', url: LINK }] },
	});
	await run({ operation, title: 'T', markdown, options: { adaptMarkdown: false } });
	const text = '# Build 42\nfailed  \nat **noon**';
	expect(bodies).toMatchObject([
		{ markdown: { title: 'Build 42', text } },
		{ actionCard: { title: 'Build 42', text } },
		{ markdown: { title: 'T', text: markdown } },
	]);
});

it('refuses a text that takes more parts than wanted', async () => {
	const operation = 'sendMarkdown';
	const markdown = 'word '.repeat(12_000);
	const failed = async (options: object) =>
		(await run({ operation, title: 'T', markdown, options: { splitLongText: true, ...options } }))
			.error;
	expect((await failed({ maxParts: 3 }))?.message).toBe(
		"'Message' takes at least 4 parts; the limit is 3",
	);
	expect((await failed({ maxParts: 3 }))?.description).toBe(
		"Shorten it, or raise 'Options > Maximum Parts'",
	);
	const bodies = robot(4);
	expect(await failed({ maxParts: '4' })).toBeUndefined();
	expect(bodies).toHaveLength(4);
});
