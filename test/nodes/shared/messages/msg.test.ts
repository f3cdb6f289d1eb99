import fc from 'fast-check';

import { utf8Bytes } from '../../../../nodes/shared/messages/checks';
import type { ActionCardContent, MessageContent } from '../../../../nodes/shared/messages/content';
import { NO_MENTIONS } from '../../../../nodes/shared/messages/robotBody';
import {
	LEGACY_FORM,
	WORK_NOTIFICATION_FORM,
	sessionForm,
	TEMPLATE_FORM,
} from '../../../../nodes/shared/messages/split/wireForms';
import { buildMsg } from '../../../../nodes/shared/messages/msg';

const card = (more: Partial<ActionCardContent> = {}): ActionCardContent => ({
	kind: 'actionCard',
	title: 'T',
	markdown: 'M',
	layout: 'vertical',
	buttons: [{ title: 'Go', url: 'https://x.io' }],
	...more,
});
const buttons = (count: number, title = 'Go', url = 'https://x.io') =>
	Array.from({ length: count }, () => ({ title, url }));

test('takes 2,048 bytes and not one more, whatever the characters', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 1500 }), (given) => {
			// Control characters are not sent at all.
			const text = given.replace(/\p{Cc}/gu, '.');
			fc.pre(text.trim() !== '');
			const bytes = utf8Bytes(JSON.stringify({ msgtype: 'text', text: { content: text } }));
			const build = () => buildMsg({ kind: 'text', text });
			if (bytes <= 2048) expect(build()).toEqual({ msgtype: 'text', text: { content: text } });
			else expect(build).toThrow(/^'Message' is [\d,]+ bytes long; the limit is 2,048 bytes$/);
		}),
	);
});

test.each<[string, MessageContent, string]>([
	[
		'long markdown',
		{ kind: 'markdown', title: 'T', markdown: 'x'.repeat(5001) },
		"'Message' is 5,058 bytes long; the limit is 2,048 bytes",
	],
	[
		'long card markdown',
		card({ markdown: 'x'.repeat(1001) }),
		"'Markdown' is 1,001 characters long; the limit is 1,000",
	],
	[
		'a long button title',
		card({ buttons: buttons(1, '字'.repeat(21)) }),
		"'Buttons > Title 1' is 21 characters long; the limit is 20",
	],
	[
		'a long single URL',
		card({ buttons: buttons(1, 'x', `https://x.io/${'x'.repeat(488)}`) }),
		"'Buttons > URL 1' is 501 characters long; the limit is 500",
	],
	[
		'a long URL of several',
		card({ buttons: [...buttons(1), ...buttons(1, 'x', `https://x.io/${'x'.repeat(688)}`)] }),
		"'Buttons > URL 2' is 701 characters long; the limit is 700",
	],
	[
		'many buttons',
		card({ buttons: buttons(30) }),
		"'Buttons' is 1,291 characters long; the limit is 1,000",
	],
	['a card without buttons', card({ buttons: [] }), "'Buttons' is empty"],
	[
		'a link without picture',
		{ kind: 'link', title: 'T', text: 'L', messageUrl: 'https://x.io' },
		"'Picture URL' is empty",
	],
	[
		'an image by URL',
		{ kind: 'image', photo: 'https://x.io/a.png' },
		"'Image' is not a media ID, and this target takes nothing else",
	],
	[
		'a file without media ID',
		{ kind: 'file', mediaId: 'x', fileName: 'a.pdf' },
		"'Media ID' is not a media ID, and this target takes nothing else",
	],
	[
		'a feed card',
		{ kind: 'feedCard', links: [] },
		"'Message Type' is a feed card, which this target does not show",
	],
])('refuses %s', (_name, content, message) => {
	expect(() => buildMsg(content)).toThrow(message);
});

test('takes titles of 20 characters and a single URL of 500', () => {
	const url = `https://x.io/${'x'.repeat(487)}`;
	expect(buildMsg(card({ buttons: buttons(1, '👋'.repeat(20), url) }))).toEqual({
		msgtype: 'action_card',
		action_card: { title: 'T', markdown: 'M', single_title: '👋'.repeat(20), single_url: url },
	});
});

describe('links to a mini program', () => {
	const url = 'eapp://pages/index/index?param1=aa&param2=bb';
	const contents: Array<[string, MessageContent]> = [
		['link', { kind: 'link', title: 'T', text: 'L', messageUrl: url, picUrl: '@lADPpic' }],
		['card', card({ buttons: [{ title: 'Open', url }] })],
		['card of two buttons', card({ buttons: buttons(2, 'Open', url) })],
		[
			'OA message',
			{
				kind: 'oa',
				messageUrl: url,
				pcMessageUrl: url,
				headText: 'H',
				headColor: '#FF0000',
				form: [],
				content: 'C',
			},
		],
	];

	it.each(contents)('go out in work notifications: %s', (_name, content) => {
		const { msgtype, ...body } = WORK_NOTIFICATION_FORM.build(content);
		expect(JSON.stringify(body[String(msgtype)])).toContain(url);
		expect(WORK_NOTIFICATION_FORM.bytesOf(content)).toBeGreaterThan(url.length);
	});

	it.each(contents)('are refused where DingTalk does not open them: %s', (_name, content) => {
		const refusal = 'leads to a mini program, which DingTalk documents for work notifications only';
		expect(() => LEGACY_FORM.build(content)).toThrow(refusal);
		if (content.kind === 'oa') return;
		expect(() => TEMPLATE_FORM.build(content)).toThrow(refusal);
		expect(() => sessionForm(NO_MENTIONS).build(content)).toThrow(refusal);
	});
});
