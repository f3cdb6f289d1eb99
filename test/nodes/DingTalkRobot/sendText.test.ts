import { itPosts, robot, run } from './posts';

itPosts(
	'sendText',
	{
		text: 'Hello',
		mentions: { mobiles: '13800000001, 13800000002', userIds: 'lina', everyone: true },
	},
	{
		msgtype: 'text',
		text: { content: 'Hello @13800000001 @13800000002 @lina @all' },
		at: { atMobiles: ['13800000001', '13800000002'], atUserIds: ['lina'], isAtAll: true },
	},
);

it('evaluates expressions for each item, and keeps the order', async () => {
	const bodies = robot(3);
	const { items } = await run(
		{ operation: 'sendText', text: '={{ $json.name }}', mentions: { userIds: '={{ $json.ids }}' } },
		{
			input: [
				{ json: { name: 'a', ids: ['x', 'y'] } },
				{ json: { name: 'b', ids: '' } },
				{ json: { name: 'c', ids: 'z' } },
			],
		},
	);
	expect(bodies.map((body) => body.text)).toEqual([
		{ content: 'a @x @y' },
		{ content: 'b' },
		{ content: 'c @z' },
	]);
	expect(new Set(bodies.map((body) => body.msgUuid)).size).toBe(3);
	expect(items.map((item) => item.json.msgUuid)).toEqual(bodies.map((body) => body.msgUuid));
});

it("uses the user's idempotency key", async () => {
	const bodies = robot();
	const { items } = await run({
		operation: 'sendText',
		text: 'x',
		options: { msgUuid: '=alert-{{ 1 + 1 }}' },
	});
	expect(bodies[0].msgUuid).toBe('alert-2');
	expect(items[0].json.msgUuid).toBe('alert-2');
});
