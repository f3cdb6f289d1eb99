import fc from 'fast-check';

import { utf8Bytes } from '../../../../../nodes/shared/messages/checks';
import { composeMarkdown } from '../../../../../nodes/shared/messages/markdown/compose';
import { titleOf } from '../../../../../nodes/shared/messages/markdown/title';

it.each([
	['the first heading', '# Build 42 ##\n\ntext', 'Build 42'],
	['the first line', '\n\nAll done\n# Later', 'All done'],
	['a heading of two lines', 'Report\n===\ntext', 'Report'],
	['a list item or task', '- [ ] call **Lina**', 'call Lina'],
	['a numbered item', '1. first', 'first'],
	['a quote', '> > said', 'said'],
	['the words of a link', 'See [the *report*](https://x.io)', 'See the report'],
	['what a picture shows', '![Sales in May](https://x.io/a.png)', 'Sales in May'],
	['the line behind a picture without words', '![](https://x.io/a.png)\n\nSales', 'Sales'],
	['the line behind a rule', '---\n\nSales', 'Sales'],
	['the head of a table', '| Day | Orders |\n|---|---|\n| 1 | 2 |', 'Day Orders'],
	['code', '```js\nrun()\n```', 'run()'],
	['code within the line', 'run `npm **test**`', 'run npm **test**'],
	['words without HTML', '<h1>Hi <b>you</b></h1>&nbsp;&amp; all', 'Hi you & all'],
	['words in brackets that are no HTML', 'Hi <your-name>', 'Hi <your-name>'],
	['no footnote marks', 'Sales[^1]', 'Sales'],
	['underscores and stars that mark nothing', 'user_id is 2 * 3', 'user_id is 2 * 3'],
	['marks that are escaped', 'a \\* b', 'a * b'],
	['emphasis of all kinds', '***a*** __b__ _c_', 'a b c'],
	['an emoji alone', '🎉', '🎉'],
	['a stand-in when there are no words', '---\n***\n![](https://x.io/a.png)', 'Message'],
])('is %s', (_name, markdown, title) => {
	expect(titleOf(markdown)).toBe(title);
});

it('is cut between words, or between Chinese characters, with an ellipsis', () => {
	expect(titleOf('deployment '.repeat(9))).toBe('deployment deployment deployment deployment…');
	expect(titleOf('部署'.repeat(40))).toBe(`${'部署'.repeat(24)}部…`);
	expect(titleOf('x'.repeat(80))).toBe(`${'x'.repeat(49)}…`);
	expect(titleOf('x'.repeat(50))).toBe('x'.repeat(50));
});

it('keeps an emoji of several characters whole', () => {
	expect(titleOf('👨‍👩‍👧‍👦'.repeat(9))).toBe(`${'👨‍👩‍👧‍👦'.repeat(5)}…`);
});

it('is one short line without half a character, whatever the text [property]', () => {
	const text = fc.oneof(
		fc.string({ unit: 'grapheme', maxLength: 300 }),
		fc
			.array(fc.constantFrom('# ', '*', '_', '`', '[', '](', ')', '<', '>', '\n', '字', '👋', 'a '))
			.map((parts) => parts.join('')),
	);
	fc.assert(
		fc.property(text, (markdown) => {
			const title = titleOf(markdown);
			expect(title).not.toMatch(/\p{Surrogate}|\n/u);
			expect(title.trim()).not.toBe('');
			expect(utf8Bytes(title)).toBeLessThanOrEqual(153);
		}),
		{ numRuns: 500 },
	);
});

it('is taken from what is sent, and only where none was given', () => {
	const compose = (title: string, markdown: string, isAdapted = true) =>
		composeMarkdown({ title, markdown, isAdapted });
	expect(compose('Own', 'a\nb')).toEqual({ title: 'Own', markdown: 'a  \nb' });
	expect(compose(' ', '# ~~Old~~ new\r\ntext')).toEqual({
		title: '~Old~ new',
		markdown: '# ~Old~ new\ntext',
	});
	expect(compose('', 'a\nb', false)).toEqual({ title: 'a', markdown: 'a\nb' });
	// The check for an empty text comes later, and must find it.
	expect(compose('', ' ')).toEqual({ title: '', markdown: ' ' });
});
