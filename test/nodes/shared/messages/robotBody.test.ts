import type { InputError } from '../../../../nodes/shared/errors/inputError';
import type { MessageContent } from '../../../../nodes/shared/messages/content';
import { bodyBytes, buildRobotBody } from '../../../../nodes/shared/messages/robotBody';
import { buildRobotParts } from '../../../../nodes/DingTalkRobot/sending/robotParts';

const nobody = { mobiles: [], userIds: [], everyone: false };
const card = (buttons: number, more: object = {}): MessageContent => ({
	kind: 'actionCard',
	title: 'T',
	markdown: 'M',
	buttons: Array.from({ length: buttons }, (_, i) => ({
		title: `B${i}`,
		url: `https://example.com/${i}`,
	})),
	layout: 'vertical',
	...more,
});

describe('buildRobotBody', () => {
	it('builds a text with its mentions beside it', () => {
		const mentions = { mobiles: ['13800000001'], userIds: ['lina'], everyone: true };
		expect(buildRobotBody({ kind: 'text', text: 'Hi' }, mentions)).toEqual({
			msgtype: 'text',
			text: { content: 'Hi @13800000001 @lina @all' },
			at: { atMobiles: ['13800000001'], atUserIds: ['lina'], isAtAll: true },
		});
	});

	it('builds a text without mentions', () => {
		expect(buildRobotBody({ kind: 'text', text: 'Hi' })).toEqual({
			msgtype: 'text',
			text: { content: 'Hi' },
		});
	});

	it('builds markdown; a mention gets its own paragraph', () => {
		const mentions = { ...nobody, userIds: ['lina'] };
		expect(buildRobotBody({ kind: 'markdown', title: 'T', markdown: '- a' }, mentions)).toEqual({
			msgtype: 'markdown',
			markdown: { title: 'T', text: '- a\n\n@lina' },
			at: { atUserIds: ['lina'] },
		});
	});

	it('builds a link with lower-case "rl", without an empty picture', () => {
		const link = {
			kind: 'link',
			title: 'T',
			text: 'X',
			messageUrl: 'https://example.com',
		} as const;
		expect(buildRobotBody(link)).toEqual({
			msgtype: 'link',
			link: { title: 'T', text: 'X', messageUrl: 'https://example.com' },
		});
		expect(buildRobotBody({ ...link, picUrl: '@lADPabc' })).toMatchObject({
			link: { picUrl: '@lADPabc' },
		});
	});

	it('builds a card with one button as a whole, without btns', () => {
		expect(buildRobotBody(card(1))).toEqual({
			msgtype: 'actionCard',
			actionCard: { title: 'T', text: 'M', singleTitle: 'B0', singleURL: 'https://example.com/0' },
		});
	});

	it('builds a card with several buttons without singleTitle; switches are strings', () => {
		expect(buildRobotBody(card(2, { layout: 'horizontal', hideAvatar: true }))).toEqual({
			msgtype: 'actionCard',
			actionCard: {
				title: 'T',
				text: 'M',
				btns: [
					{ title: 'B0', actionURL: 'https://example.com/0' },
					{ title: 'B1', actionURL: 'https://example.com/1' },
				],
				btnOrientation: '1',
				hideAvatar: '1',
			},
		});
	});

	it('mentions in a card by its text alone', () => {
		const body = buildRobotBody(card(1), { ...nobody, userIds: ['lina'] });
		expect(body.actionCard).toMatchObject({ text: 'M\n\n@lina' });
		expect(body.at).toBeUndefined();
	});

	it('builds a feed card with capital URL', () => {
		const links = [
			{ title: 'A', messageUrl: 'https://example.com', picUrl: 'https://example.com/a.png' },
		];
		expect(buildRobotBody({ kind: 'feedCard', links })).toEqual({
			msgtype: 'feedCard',
			feedCard: {
				links: [
					{ title: 'A', messageURL: 'https://example.com', picURL: 'https://example.com/a.png' },
				],
			},
		});
	});

	it.each<[string, MessageContent, RegExp]>([
		['empty text', { kind: 'text', text: ' \n' }, /'Text' is empty/],
		['empty title', { kind: 'markdown', title: '', markdown: 'x' }, /'Title' is empty/],
		['empty markdown', { kind: 'markdown', title: 'T', markdown: '' }, /'Markdown' is empty/],
		[
			'bad link',
			{ kind: 'link', title: 'T', text: 'x', messageUrl: 'example.com' },
			/'Message URL' is not a usable URL/,
		],
		[
			'bad picture',
			{ kind: 'link', title: 'T', text: 'x', messageUrl: 'https://a.b', picUrl: 'ftp://x' },
			/'Picture URL' is neither/,
		],
		['no button', card(0), /'Buttons' has 0 entries; at least 1 needed/],
		[
			'button without words',
			card(2, {
				buttons: [
					{ title: 'A', url: 'https://a.b' },
					{ title: '', url: 'https://a.b' },
				],
			}),
			/'Buttons > Title 2' is empty/,
		],
		[
			'button with a script',
			card(1, { buttons: [{ title: 'A', url: 'javascript:alert(1)' }] }),
			/'Buttons > URL 1' is not a usable URL/,
		],
		['no rows', { kind: 'feedCard', links: [] }, /'Links' has 0 entries/],
		[
			'row without picture',
			{ kind: 'feedCard', links: [{ title: 'A', messageUrl: 'https://a.b', picUrl: '' }] },
			/'Links > Picture URL 1' is empty/,
		],
		[
			'image',
			{ kind: 'image', photo: '@x' },
			/is 'Image', which a group robot's webhook cannot send/,
		],
		[
			'file',
			{ kind: 'file', mediaId: '@x', fileName: 'a.pdf' },
			/is 'File', which a group robot's webhook cannot send/,
		],
	])('refuses: %s', (_name, content, message) => {
		expect(() => buildRobotBody(content)).toThrow(message);
	});

	it.each<[string, MessageContent]>([
		['link', { kind: 'link', title: 'T', text: 'x', messageUrl: 'https://a.b' }],
		[
			'feedCard',
			{
				kind: 'feedCard',
				links: [{ title: 'A', messageUrl: 'https://a.b', picUrl: 'https://a.b/c' }],
			},
		],
	])('refuses mentions in a %s', (_kind, content) => {
		expect(() => buildRobotBody(content, { ...nobody, everyone: true })).toThrow(
			/'Mentions' cannot be used here/,
		);
	});

	it('refuses mobile numbers in a card', () => {
		expect(() => buildRobotBody(card(1), { ...nobody, mobiles: ['13800000001'] })).toThrow(
			/which an action card cannot mention/,
		);
	});
});

describe('buildRobotParts', () => {
	const message = (content: MessageContent, more: object = {}) => ({
		content,
		mentions: nobody,
		msgUuid: 'key',
		...more,
	});

	it('gives one body with its key', () => {
		expect(buildRobotParts(message({ kind: 'text', text: 'Hi' }))).toEqual([
			{ msgtype: 'text', text: { content: 'Hi' }, msgUuid: 'key' },
		]);
	});

	it('accepts exactly 20,000 bytes and refuses one more, naming limit and fix', () => {
		const frame = bodyBytes(buildRobotParts(message({ kind: 'text', text: 'x' }))[0]) - 1;
		const text = 'x'.repeat(20_000 - frame);
		expect(bodyBytes(buildRobotParts(message({ kind: 'text', text }))[0])).toBe(20_000);
		let caught: unknown;
		try {
			buildRobotParts(message({ kind: 'text', text: `${text}x` }));
		} catch (error) {
			caught = error;
		}
		const { field, fix, message: told } = caught as InputError;
		expect(field).toBe('Text');
		expect(told).toBe(
			"'Text' is too long: the message has 20,001 bytes; the limit is 20,000 bytes",
		);
		expect(fix).toMatch(/^Shorten it/);
	});

	it('counts bytes, not characters', () => {
		expect(() => buildRobotParts(message({ kind: 'text', text: '钉'.repeat(6_700) }))).toThrow(
			/bytes/,
		);
	});

	it('offers to split a long markdown, and does so on request', () => {
		const markdown = Array.from(
			{ length: 600 },
			(_, i) => `${i} "quoted" 钉钉 ${'word '.repeat(10)}`,
		).join('\n');
		const content = { kind: 'markdown', title: 'T', markdown } as const;
		expect(() => buildRobotParts(message(content))).toThrow(/'Markdown' is too long/);
		const mentions = { mobiles: ['13800000001'], userIds: ['lina'], everyone: true };
		const parts = buildRobotParts(
			message({ ...content, markdown: `@lina\n${markdown}` }, { split: true, mentions }),
		);
		expect(parts.length).toBeGreaterThan(1);
		for (const part of parts) expect(bodyBytes(part)).toBeLessThanOrEqual(20_000);
		const keys = parts.map((part) => part.msgUuid);
		expect(keys[0]).toBe('key');
		expect(new Set(keys).size).toBe(parts.length);
		// Somebody's own key of another message may well read "key-2".
		for (const key of keys.slice(1)) expect(key).toMatch(/^[0-9a-f-]{36}$/);
		// Each person rings once: with the part that shows them.
		expect(parts[0].at).toEqual({ atUserIds: ['lina'] });
		expect(parts.at(-1)?.at).toEqual({ atMobiles: ['13800000001'], isAtAll: true });
		expect(parts.slice(1, -1).every((part) => part.at === undefined)).toBe(true);
		const numbers = parts.flatMap(
			(part) => (part.markdown as { text: string }).text.match(/^\d+(?= )/gm) ?? [],
		);
		expect(numbers).toEqual(Array.from({ length: 600 }, (_, i) => String(i)));
	});

	it('gives the parts the same keys again, and those of another message other ones', () => {
		const content = { kind: 'markdown', title: 'T', markdown: 'word '.repeat(9_000) } as const;
		const keysOf = (msgUuid: string) =>
			buildRobotParts({ ...message(content, { split: true }), msgUuid }).map(
				(part) => part.msgUuid,
			);
		expect(keysOf('a')).toEqual(keysOf('a'));
		expect(new Set([...keysOf('a'), ...keysOf('b')]).size).toBe(2 * keysOf('a').length);
	});

	it('leaves room for a long key of the user', () => {
		const content = { kind: 'markdown', title: 'T', markdown: 'word '.repeat(9_000) } as const;
		const msgUuid = 'k'.repeat(500);
		const parts = buildRobotParts({ ...message(content, { split: true }), msgUuid });
		for (const part of parts) expect(bodyBytes(part)).toBeLessThanOrEqual(20_000);
	});

	it('does not split what fits', () => {
		expect(
			buildRobotParts(message({ kind: 'markdown', title: 'T', markdown: 'x' }, { split: true })),
		).toHaveLength(1);
	});

	it('refuses a title that leaves no room for the text', () => {
		const content = {
			kind: 'markdown',
			title: 'T'.repeat(19_500),
			markdown: 'x'.repeat(5_000),
		} as const;
		expect(() => buildRobotParts(message(content, { split: true }))).toThrow(/'Title' is too long/);
	});
});
