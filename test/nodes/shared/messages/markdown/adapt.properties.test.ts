import fc from 'fast-check';

import { adaptMarkdown } from '../../../../../nodes/shared/messages/markdown/adapt';
import { runsOf } from '../../../../helpers/whole.mts';

/** What is hard to read: pieces of marks, tags and blocks in any order. */
const hostile = fc
	.array(
		fc.constantFrom(
			...'< > b / ~ ~~ [ ^ 1 ] ( ) ! * _ # = === - --- | ` `` ``` ~~~ \\ x 字 @ " 👋 。'.split(' '),
			...[
				'<b>',
				'</b>',
				'<i>',
				'</i>',
				'<br>',
				'<p>',
				'</p>',
				'<li>',
				'<ul>',
				'</ul>',
				'<T>',
				'<hr>',
			],
			...['<code>', '</code>', '<a href="https://x.io">', '</a>', '<s>', '</s>', '<sup>', '</sup>'],
			...[
				'<font color=red>',
				'</font>',
				'<!--',
				'-->',
				'<img src="https://x.io/y" alt="q">',
				'<td>',
			],
			...['https://x.io/', '<https://x.io>', '[^1]', '[^1]: ', '- [ ] ', '[x]', '|--|', '&lt;'],
			...['\n', '\n\n', ' ', '  ', '    ', '\t', '> ', '- ', '1. ', '# ', '<h2>', '<table>'],
		),
		{ maxLength: 40 },
	)
	.map((parts) => parts.join(''));

/** Words that say where they came from. */
let count = 0;
const word = fc.constant(null).map(() => `w${count++}`);
const words = fc.array(word, { minLength: 1, maxLength: 5 }).map((list) => list.join(' '));
const around = (...marks: Array<[string, string]>) =>
	fc
		.tuple(fc.constantFrom(...marks), words)
		.map(([[before, behind], text]) => before + text + behind);

const inline = fc.oneof(
	words,
	around(
		['**', '**'],
		['*', '*'],
		['`', '`'],
		['~~', '~~'],
		['<b>', '</b>'],
		['<i>', '</i>'],
		['<u>', '</u>'],
		['<del>', '</del>'],
		['<span style="color:red">', '</span>'],
		['<code>', '</code>'],
		['[', '](https://x.io/a_b)'],
		['![', '](https://x.io/a.png)'],
		['<a href="https://x.io">', '</a>'],
		['<p>', '</p>'],
		['<', '>'],
		['<!-- -->', '<br>'],
		['(', ')[^1]'],
	),
);
const line = fc.array(inline, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(' '));
const lines = (mark: (index: number) => string) =>
	fc
		.array(line, { minLength: 1, maxLength: 5 })
		.map((all) => all.map((text, index) => mark(index) + text).join('\n'));
const code = fc
	.array(fc.string({ unit: fc.constantFrom(...'ab <>~[]*_#-|>\\'), maxLength: 20 }), {
		maxLength: 6,
	})
	.map((all) => `\`\`\`js\n${all.join('\n')}\n\`\`\``);
const block = fc.oneof(
	lines(() => ''),
	lines(() => '- '),
	lines((index) => `${index + 1}. `),
	lines((index) => (index % 2 ? '- [x] ' : '- [ ] ')),
	lines((index) => '> '.repeat((index % 3) + 1)),
	lines(() => '<li>'),
	lines((index) => `[^${index}]: `),
	line.map((text) => `## ${text}`),
	line.map((text) => `${text}\n===`),
	line.map((text) => `<h2>${text}</h2>`),
	fc.tuple(line, line).map(([head, cell]) => `| ${head} |\n|---|\n| ${cell} |`),
	fc.constant('---'),
	code,
);
const separator = fc.constantFrom('\n', '\n\n', '\n\n\n');
const document = fc
	.array(fc.tuple(block, separator), { maxLength: 8 })
	.map((parts) => parts.flat().join(''));

const wordsIn = (text: string) => text.match(/w\d+/g) ?? [];
const fencesIn = (text: string) => text.match(/^```js\n[\s\S]*?^```$/gm) ?? [];

it('changes nothing when it is done twice [property]', () => {
	fc.assert(
		fc.property(fc.oneof(hostile, document, fc.string({ unit: 'binary' })), (markdown) => {
			const once = adaptMarkdown(markdown);
			expect(adaptMarkdown(once)).toBe(once);
		}),
		{ numRuns: runsOf(2_000) },
	);
});

it('loses no word, and keeps their order [property]', () => {
	fc.assert(
		fc.property(document, (markdown) => {
			expect(wordsIn(adaptMarkdown(markdown))).toEqual(wordsIn(markdown));
		}),
		{ numRuns: runsOf(700) },
	);
});

it('leaves code alone [property]', () => {
	fc.assert(
		fc.property(document, (markdown) => {
			expect(fencesIn(adaptMarkdown(markdown))).toEqual(fencesIn(markdown));
		}),
		{ numRuns: runsOf(700) },
	);
});

it('leaves nothing that a client which draws HTML would hide [property]', () => {
	fc.assert(
		fc.property(document, (markdown) => {
			const text = adaptMarkdown(markdown)
				.replace(/^```js\n[\s\S]*?^```$/gm, '')
				.replace(/`[^`\n]*`/g, '');
			expect(text).not.toMatch(/<[A-Za-z/!]/);
		}),
		{ numRuns: runsOf(500) },
	);
});

it('gives no two lines that DingTalk would run together [property]', () => {
	const texts = fc.array(words, { minLength: 1, maxLength: 8 });
	fc.assert(
		fc.property(texts, (all) => {
			const shown = adaptMarkdown(all.join('\n')).split(/ {2}\n/);
			expect(shown).toEqual(all);
		}),
	);
});

it.each([
	...'[ ]( ![ < <a <b> </b> <b>x</b> <b><i> ` ~~ ~~a~~ * \\ [^ [^1] <!-- <https://x > | # ( 1.'.split(
		' ',
	),
	...[
		'~~a b',
		'<a "',
		'](a ',
		'[x](<',
		'\n> ',
		'> > ',
		'\n- ',
		'\n  - ',
		'\n    x',
		'\n|-|',
		'\n==',
	],
	...['\na\n==', '<li>', '\n<br>', '```\n', ' \\', '    ', '[a](x "', '\n[^a]: ', '- '],
])('is done with %j in a moment, however often it comes', (unit) => {
	const text = unit.repeat(100_000 / unit.length);
	const started = performance.now();
	adaptMarkdown(text);
	// It takes a tenth of a second; to search anew from each place would take ten and more.
	expect(performance.now() - started).toBeLessThan(5_000);
});
