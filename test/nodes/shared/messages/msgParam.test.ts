import fc from 'fast-check';

import { utf8Bytes } from '../../../../nodes/shared/messages/checks';
import type { MessageContent } from '../../../../nodes/shared/messages/content';
import { buildRobotMessage } from '../../../../nodes/shared/messages/msgParam';

const filled = fc
	.string({ minLength: 1, maxLength: 40, unit: 'binary' })
	// Control characters are not sent at all.
	.map((text) => text.replace(/\p{Cc}/gu, '.'))
	.filter((text) => text.trim() !== '');
const button = fc.record({ title: filled, url: fc.webUrl() });
const card = (
	layout: 'vertical' | 'horizontal',
	min: number,
	max: number,
): fc.Arbitrary<MessageContent> =>
	fc.record({
		kind: fc.constant('actionCard' as const),
		title: filled,
		markdown: filled,
		buttons: fc.array(button, { minLength: min, maxLength: max }),
		layout: fc.constant(layout),
	});
const message: fc.Arbitrary<MessageContent> = fc.oneof(
	fc.record({ kind: fc.constant('text' as const), text: filled }),
	fc.record({ kind: fc.constant('markdown' as const), title: filled, markdown: filled }),
	fc.record({
		kind: fc.constant('link' as const),
		title: filled,
		text: filled,
		messageUrl: fc.webUrl(),
	}),
	card('vertical', 1, 5),
	card('horizontal', 1, 2),
);

test('gives a template and its fields as JSON text of strings, for any content', () => {
	fc.assert(
		fc.property(message, (content) => {
			const { msgKey, msgParam } = buildRobotMessage(content);
			expect(msgKey).toMatch(/^sample(Text|Markdown|Link|ActionCard[2-6]?)$/);
			const fields = Object.values(JSON.parse(msgParam) as Record<string, unknown>);
			expect(fields.every((value) => typeof value === 'string')).toBe(true);
			if (content.kind === 'text') expect(JSON.parse(msgParam)).toEqual({ content: content.text });
		}),
	);
});

test('takes 15,000 bytes and not one more, counted as UTF-8 of the JSON text', () => {
	const overhead = utf8Bytes(JSON.stringify({ content: '' }));
	const textOf = (bytes: number) =>
		'字'.repeat(Math.floor((bytes - overhead) / 3)) + 'x'.repeat((bytes - overhead) % 3);
	expect(utf8Bytes(buildRobotMessage({ kind: 'text', text: textOf(15_000) }).msgParam)).toBe(
		15_000,
	);
	expect(() => buildRobotMessage({ kind: 'text', text: textOf(15_001) })).toThrow(
		"'Message' is 15,001 bytes long; the limit is 15,000 bytes",
	);
});

test('sends no feed card', () => {
	expect(() => buildRobotMessage({ kind: 'feedCard', links: [] })).toThrow(
		/'Message Type' is a feed card/,
	);
});

test.each([
	'',
	'x',
	'www.example.com',
	'javascript:alert(1)',
	'data:text/html,x',
	'file:///etc/passwd',
	'//example.com',
])('refuses the link %j', (messageUrl) => {
	const content = { kind: 'link' as const, title: 'T', text: 'L', messageUrl };
	expect(() => buildRobotMessage(content)).toThrow(/^'Message URL' is /);
});

test.each([
	'https://example.com',
	'http://intranet:8080/x?y=1#z',
	'dingtalk://dingtalkclient/page/link?url=x',
	'dtmd://dingtalkclient/sendMessage?content=x',
	' https://example.com/trimmed ',
])('takes the link %j', (messageUrl) => {
	const content = { kind: 'link' as const, title: 'T', text: 'L', messageUrl };
	expect(JSON.parse(buildRobotMessage(content).msgParam)).toMatchObject({
		messageUrl: messageUrl.trim(),
	});
});

test.each([0, 6])('refuses a card of %i buttons below each other', (count) => {
	const buttons = Array.from({ length: count }, () => ({ title: 'T', url: 'https://x.io' }));
	const content = {
		kind: 'actionCard' as const,
		title: 'T',
		markdown: 'M',
		buttons,
		layout: 'vertical' as const,
	};
	expect(() => buildRobotMessage(content)).toThrow(
		/^'Buttons' (is empty|has 6 entries; the limit is 5)/,
	);
});
