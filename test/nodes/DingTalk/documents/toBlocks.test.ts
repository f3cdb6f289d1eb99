import fc from 'fast-check';

import { toBlocks } from '../../../../nodes/DingTalk/documents/toBlocks';
import type { Element, Inline } from '../../../../nodes/DingTalk/documents/toBlocks';
import { runsOf } from '../../../helpers/whole.mts';

const blocksOf = (markdown: string) => toBlocks(markdown, (list) => `list${list}`);
const childrenOf = (markdown: string) => blocksOf(markdown)[0].children;

test.each([
	'138****1234, 139****5678',
	'Name: ________ Date: ____',
	'a ~~~~ b ~~~ c',
	'``a`',
	'****',
	'![a](',
	'[a [b](',
])('signs that are no form stay: %s', (markdown) => {
	expect(childrenOf(markdown)).toEqual([{ text: markdown }]);
});

test.each([
	['**138****1234**', [{ text: '138****1234', bold: true }]],
	['___x___', [{ text: 'x', bold: true, italic: true }]],
	[
		'a [b [c](https://x.cn)',
		[
			{ text: 'a [b ' },
			{
				elementType: 'link',
				properties: { href: 'https://x.cn' },
				children: [{ text: 'c' }],
			},
		],
	],
	[
		'[![a](https://x.cn/p.png)](https://x.cn)',
		[
			{ text: '[' },
			{ elementType: 'image', properties: { src: 'https://x.cn/p.png' } },
			{ text: '](https://x.cn)' },
		],
	],
])('the innermost form counts: %s', (markdown, children) => {
	expect(childrenOf(markdown)).toEqual(children);
});

test('code within a line is no fence, however many ticks it has', () => {
	expect(blocksOf('```npm i``` first\nthen').map(({ children }) => children)).toEqual([
		[{ text: 'npm i', fonts: 'monospace' }, { text: ' first' }],
		[{ text: 'then' }],
	]);
});

test.each([
	['# a  ##\t', 'a'],
	['# a b #c', 'a b #c'],
	['## a#', 'a#'],
	['# #', '#'],
	['#', ''],
])('the signs that close a heading are none of its text: %j', (markdown, text) => {
	expect(childrenOf(markdown)).toEqual([{ text }]);
});

test('a table of one column needs no sign in its delimiters', () => {
	expect(blocksOf('| a |\n---\n| b |\nc')).toMatchObject([
		{ table: { cells: [['a'], ['b']] } },
		{ children: [{ text: 'c' }] },
	]);
});

const textOf = (children: Inline[] = []): string =>
	children
		.map(({ text, children: inner, properties }) => {
			const { href } = (properties ?? {}) as { href?: string };
			return `${(text as string | undefined) ?? ''}${textOf(inner as Inline[])}${href ?? ''}`;
		})
		.join('');
const wordsOf = ({ table, children }: Element): string =>
	table ? (table as { cells: string[][] }).cells.flat().join('') : textOf(children);

test('any mixture of signs keeps all letters, in their order', () => {
	const signs = [
		...[
			'*',
			'**',
			'***',
			'****',
			'_',
			'__',
			'~~',
			'~',
			'`',
			'``',
			'[',
			']',
			'(',
			')',
			'\\',
			'|',
			'<',
		],
		...[
			' ',
			'\n',
			'\n\n',
			'\r\n',
			'- ',
			'1. ',
			'> ',
			'# ',
			'#',
			'\n```\n',
			'    ',
			'\n|-|-|\n',
			'---',
		],
	];
	const sign = fc.constantFrom('x', 'y', '中', '[x](y)', ...signs);
	const lettersOf = (text: string) => text.replace(/[^xy中]/g, '');
	/** The name of a fence's language is left out. */
	const hasLanguage = (text: string) =>
		/^\s*(`{3,}[^`\n]*[xy中][^`\n]*$|~{3,}.*[xy中])/m.test(text);
	fc.assert(
		fc.property(
			fc
				.array(sign, { maxLength: 40 })
				.map((all) => all.join(''))
				.filter((text) => !hasLanguage(text.replace(/\r/g, ''))),
			(markdown) => {
				const words = blocksOf(markdown).map(wordsOf).join('');
				expect(lettersOf(words)).toBe(lettersOf(markdown));
			},
		),
		{ numRuns: runsOf(4000) },
	);
});

/** 100,000 signs in a line, or in lines of one each. */
test.each(
	['*', '**a ', '[', '![', '`', '_', '~~a ', '<https://', '*[', ' ', '|\n', '```\n', 'a\n'].flatMap(
		(sign) => ['a', '# a', '|a\n|'].map((before) => [before, sign]),
	),
)('a long text takes little time: %j and many %j', (before, sign) => {
	const signs = sign.repeat(100_000 / sign.length);
	const started = performance.now();
	const blocks = blocksOf(`${before}${signs}x`);
	expect(performance.now() - started).toBeLessThan(3000);
	expect(JSON.stringify(blocks)).toMatch(/x"/);
});
