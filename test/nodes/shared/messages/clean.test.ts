import fc from 'fast-check';

import { cleanContent, cleanText } from '../../../../nodes/shared/messages/clean';
import type { MessageContent } from '../../../../nodes/shared/messages/content';
import { buildRobotMessage } from '../../../../nodes/shared/messages/msgParam';
import { buildRobotBody } from '../../../../nodes/shared/messages/robotBody';
import { buildMsg } from '../../../../nodes/shared/messages/msg';

it.each([
	['half an emoji, before and behind', 'a\uD83Db\uDE00', 'a\uFFFDb\uFFFD'],
	['a whole emoji', '😀', '😀'],
	['NUL and other control characters', 'a\u0000b\u0007c\u001Bd\u007Fe\u0085f', 'abcdef'],
	['tabs and newlines', 'a\tb\nc', 'a\tb\nc'],
	['line ends of Windows and of old Macs', 'a\r\nb\rc\r\n\r\nd', 'a\nb\nc\n\nd'],
	['halves with a control character between them', '\uD83D\u0000\uDE00', '\uFFFD\uFFFD'],
])('makes %s fit for a message', (_name, text, expected) => {
	expect(cleanText(text)).toBe(expected);
});

it('leaves no control character and no half of one, and changes nothing the second time [property]', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (one, other) => {
			// Cut in the middle, so that halves come about.
			const text = one.slice(1) + other.slice(0, -1);
			const clean = cleanText(text);
			expect(clean).not.toMatch(/(?![\n\t])\p{Cc}|\p{Surrogate}/u);
			expect(cleanText(clean)).toBe(clean);
		}),
	);
});

it('cleans every text of a message, however deep, and keeps what is none', () => {
	const value = { msgtype: 'text', text: { content: 'a\u0000', at: [1n, null, true, 'b\r\n'] } };
	expect(cleanContent({ kind: 'customJson', value })).toEqual({
		kind: 'customJson',
		value: { msgtype: 'text', text: { content: 'a', at: [1n, null, true, 'b\n'] } },
	});
});

const DIRTY = 'a\u0000b\uD83Dc\r\nd';
const CLEAN = 'ab\uFFFDc\nd';
const contents: MessageContent[] = [
	{ kind: 'text', text: DIRTY },
	{ kind: 'markdown', title: DIRTY, markdown: DIRTY },
	{ kind: 'link', title: DIRTY, text: DIRTY, messageUrl: 'https://x.io', picUrl: 'https://x.io/y' },
	{
		kind: 'actionCard',
		title: DIRTY,
		markdown: DIRTY,
		buttons: [{ title: DIRTY, url: 'https://x.io' }],
		layout: 'vertical',
	},
];

describe.each<[string, (content: MessageContent) => object]>([
	['app robot', (content) => JSON.parse(buildRobotMessage(content).msgParam) as object],
	['webhook or session', (content) => buildRobotBody(content)],
	['work notification', (content) => buildMsg(content)],
])('to the %s', (_name, build) => {
	it.each(contents.map((content) => [content.kind, content] as const))(
		'%s goes out clean in each of its texts',
		(_kind, content) => {
			const texts: string[] = [];
			JSON.stringify(build(content), (_key, value: unknown) => {
				if (typeof value === 'string' && value.startsWith('a')) texts.push(value);
				return value;
			});
			const own = texts.filter((text) => text !== content.kind && text !== 'action_card');
			expect(own.length).toBeGreaterThan(0);
			expect(own).toEqual(own.map(() => CLEAN));
		},
	);
});

it('an OA message goes out clean in each of its texts', () => {
	const msg = buildMsg({
		kind: 'oa',
		messageUrl: 'https://x.io',
		headText: DIRTY,
		headColor: '#112233',
		title: DIRTY,
		form: [{ key: DIRTY, value: DIRTY }],
	});
	expect(msg.oa).toMatchObject({
		head: { text: CLEAN },
		body: { title: CLEAN, form: [{ key: CLEAN, value: CLEAN }] },
	});
});

it('a text of nothing but control characters is empty', () => {
	expect(() => buildRobotBody({ kind: 'text', text: '\u0000\u0001' })).toThrow("'Text' is empty");
});
