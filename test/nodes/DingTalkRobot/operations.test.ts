import nock from 'nock';

import {
	OAPI,
	ROBOT_SECRET,
	ROBOT_SIGN,
	runRobot,
	SIGNED_AT_MS,
} from '../../helpers/dingTalkRobot.mts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const LINK = 'https://example.com/report';
let count = 0;
let webhook = '';

// A robot of its own for each test: the limit of 20 per minute spans the whole process.
beforeEach(() => {
	webhook = `operations-test-token-${++count}`;
});

/** Answers `times` posts and returns their bodies. */
function robot(times = 1, answer: object = { errcode: 0, errmsg: 'ok' }) {
	const bodies: Array<Record<string, unknown>> = [];
	nock(OAPI, { reqheaders: { 'content-type': /^application\/json/ } })
		.post('/robot/send', (body: Record<string, unknown>) => bodies.push(body) > 0)
		.query({ access_token: webhook })
		.times(times)
		.reply(200, answer);
	return bodies;
}

const run = async (parameters: object, more: object = {}) =>
	await runRobot({
		parameters: parameters as never,
		credential: { webhookToken: webhook },
		...more,
	});

const CASES: Array<[operation: string, parameters: object, body: object]> = [
	[
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
	],
	[
		'sendMarkdown',
		{ title: 'T', markdown: '# Hi @lina', mentions: { userIds: 'lina' } },
		{
			msgtype: 'markdown',
			markdown: { title: 'T', text: '# Hi @lina' },
			at: { atUserIds: ['lina'] },
		},
	],
	[
		'sendLink',
		{ title: 'T', linkText: 'X', messageUrl: LINK, picUrl: 'https://example.com/a.png' },
		{
			msgtype: 'link',
			link: { title: 'T', text: 'X', messageUrl: LINK, picUrl: 'https://example.com/a.png' },
		},
	],
	[
		'sendActionCard',
		{
			title: 'T',
			markdown: 'M',
			buttons: { button: [{ title: 'Open', url: LINK }] },
			options: { hideAvatar: true },
		},
		{
			msgtype: 'actionCard',
			actionCard: { title: 'T', text: 'M', singleTitle: 'Open', singleURL: LINK, hideAvatar: '1' },
		},
	],
	[
		'sendActionCard',
		{
			title: 'T',
			markdown: 'M',
			buttons: {
				button: [
					{ title: 'Yes', url: LINK },
					{ title: 'No', url: `${LINK}/no` },
				],
			},
			mentions: { userIds: 'lina' },
			options: { buttonLayout: 'horizontal' },
		},
		{
			msgtype: 'actionCard',
			actionCard: {
				title: 'T',
				text: 'M\n\n@lina',
				btns: [
					{ title: 'Yes', actionURL: LINK },
					{ title: 'No', actionURL: `${LINK}/no` },
				],
				btnOrientation: '1',
			},
		},
	],
	[
		'sendFeedCard',
		{ links: { link: [{ title: 'A', messageUrl: LINK, picUrl: 'https://example.com/a.png' }] } },
		{
			msgtype: 'feedCard',
			feedCard: { links: [{ title: 'A', messageURL: LINK, picURL: 'https://example.com/a.png' }] },
		},
	],
];

describe.each(CASES)('%s', (operation, parameters, body) => {
	it(`posts ${JSON.stringify(body).slice(0, 60)}… and says so`, async () => {
		const bodies = robot();
		const { items, error } = await run({ operation, ...parameters });
		expect(error).toBeUndefined();
		const [{ msgUuid, ...posted }] = bodies;
		expect(posted).toEqual(body);
		expect(msgUuid).toMatch(UUID);
		expect(items).toEqual([
			{ json: { success: true, msgUuid, parts: 1 }, pairedItem: { item: 0 } },
		]);
	});

	it('survives a bad item between good ones, each output paired', async () => {
		const bodies = robot(2);
		// The second item turns the operation's required text, or the title of its first row, into nothing.
		const required = /"(text|markdown|linkText)":"([^"]+)"/;
		const json = JSON.stringify(parameters);
		const blank = json.replace(
			required.test(json) ? required : /"(title)":"([^"]+)"/,
			(_all, name: string, value: string) =>
				`"${name}":"={{ $itemIndex === 1 ? ' ' : '${value}' }}"`,
		);
		const { items } = await run(
			{ operation, ...(JSON.parse(blank) as object) },
			{
				input: [{ json: {} }, { json: {} }, { json: {} }],
				settings: { onError: 'continueRegularOutput' },
			},
		);
		expect(bodies).toHaveLength(2);
		expect(bodies).toMatchObject([body, body]);
		expect(items.map((item) => item.pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect(items.map((item) => item.json.success)).toEqual([true, undefined, true]);
		expect(items[1].json).toEqual({
			error: expect.stringMatching(/is empty$/),
			message: expect.stringMatching(/^Fill in/),
		});
	});
});

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

it('sends one after the other, even when the first answer is slow', async () => {
	const log: string[] = [];
	for (const [text, ms] of [
		['slow', 150],
		['quick', 0],
	] as const) {
		nock(OAPI)
			.post('/robot/send', (body: { text: { content: string } }) => {
				if (body.text.content !== text) return false;
				log.push(`asked ${text}`);
				return true;
			})
			.query(true)
			.delay(ms)
			.reply(200, () => {
				log.push(`answered ${text}`);
				return { errcode: 0 };
			});
	}
	await run(
		{ operation: 'sendText', text: '={{ $json.t }}' },
		{ input: [{ json: { t: 'slow' } }, { json: { t: 'quick' } }] },
	);
	expect(log.filter((line) => line.startsWith('asked'))).toEqual([
		...new Set(log.filter((line) => line.startsWith('asked'))),
	]);
	expect(log.indexOf('answered slow')).toBeLessThan(log.indexOf('answered quick'));
});

it('signs, and hands the signature to the client un-encoded', async () => {
	let url = '';
	nock(OAPI)
		.post('/robot/send')
		.query(true)
		.reply(200, (request: unknown) => {
			url = (request as Request).url;
			return { errcode: 0 };
		});
	// A time whose signature holds "+" and "/".
	jest.spyOn(Date, 'now').mockReturnValue(SIGNED_AT_MS);
	const { error } = await run(
		{ operation: 'sendText', text: 'x' },
		{ credential: { webhookToken: webhook, secret: ROBOT_SECRET } },
	);
	jest.restoreAllMocks();
	expect(error).toBeUndefined();
	expect(new URL(url, OAPI).searchParams.get('sign')).toBe(ROBOT_SIGN);
	expect(url).toContain('%2BQr6001');
	expect(url).not.toContain('%252B');
	expect(url.match(/sign=/g)).toHaveLength(1);
});

it('posts to the host of the pasted webhook URL', async () => {
	nock('http://proxy.local:8080')
		.post('/ding/robot/send')
		.query({ access_token: webhook })
		.reply(200, { errcode: 0 });
	const pasted = `http://proxy.local:8080/ding/robot/send?access_token=${webhook}`;
	const { error } = await run(
		{ operation: 'sendText', text: 'x' },
		{ credential: { webhookToken: pasted } },
	);
	expect(error).toBeUndefined();
});

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
