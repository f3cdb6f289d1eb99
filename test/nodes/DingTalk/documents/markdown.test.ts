import fc from 'fast-check';

import { toBlocks } from '../../../../nodes/DingTalk/documents/toBlocks';
import type { Inline } from '../../../../nodes/DingTalk/documents/toBlocks';
import type { WireBlock } from '../../../../nodes/DingTalk/documents/toMarkdown';
import { toMarkdown } from '../../../../nodes/DingTalk/documents/toMarkdown';
import { runsOf } from '../../../helpers/whole.mts';

const blocksOf = (markdown: string) => toBlocks(markdown, (list) => `list${list}`);
const childrenOf = (markdown: string) => blocksOf(markdown)[0].children;
const textOf = (children: Inline[] = []): string =>
	children
		.map(({ text, children: inner }) => String(text ?? '') + textOf(inner as Inline[]))
		.join('');
/** Blocks as calls give them: texts without style. */
const asRead = (markdown: string): WireBlock[] =>
	blocksOf(markdown).map(({ blockType, children, ...rest }) => ({
		blockType,
		[blockType]: {
			...(rest[blockType] as object),
			...(blockType === 'table' ? {} : { text: textOf(children) }),
		},
	}));
const text = (blockType: string, value: string, more: object = {}): WireBlock => ({
	blockType,
	[blockType]: { ...more, text: value },
});

test('each form becomes its block, in order', () => {
	const blocks = blocksOf(
		'# A #\n\none\ntwo\n> quoted\n\n- x\n  1. y\n- z\n\n```js\nlet a;\n\nb\n```\n| a | b |\n| --- | :-: |\n| **1** | [2](https://x.cn) |\n| 3\n\n---\n<b>h</b>',
	);
	expect(blocks.map(({ blockType, children }) => [blockType, textOf(children)])).toEqual([
		['heading', 'A'],
		['paragraph', 'one'],
		['paragraph', 'two'],
		['blockquote', 'quoted'],
		['unorderedList', 'x'],
		['orderedList', 'y'],
		['unorderedList', 'z'],
		['paragraph', 'let a;\n\nb'],
		['table', ''],
		['paragraph', '---'],
		['paragraph', '<b>h</b>'],
	]);
	expect(blocks[0]).toEqual({
		blockType: 'heading',
		heading: { level: 1 },
		children: [{ text: 'A' }],
	});
	expect(blocks[5]).toEqual({
		blockType: 'orderedList',
		orderedList: {
			list: {
				listId: 'list0',
				level: 1,
				listStyleType: 'decimal',
				listStyle: { format: 'decimal', text: '%1.', align: 'left' },
			},
		},
		children: [{ text: 'y' }],
	});
	expect(blocks[7].children).toEqual([{ text: 'let a;\n\nb', fonts: 'monospace' }]);
	expect(blocks[8]).toEqual({
		blockType: 'table',
		table: {
			rolSize: 3,
			colSize: 2,
			cells: [
				['a', 'b'],
				['1', '2 (https://x.cn)'],
				['3', ''],
			],
		},
	});
});

test.each<[string, Inline[]]>([
	['a **b** c', [{ text: 'a ' }, { text: 'b', bold: true }, { text: ' c' }]],
	['***x***', [{ text: 'x', bold: true, italic: true }]],
	[
		'**a *b***',
		[
			{ text: 'a ', bold: true },
			{ text: 'b', bold: true, italic: true },
		],
	],
	['_i_ snake_case_name', [{ text: 'i', italic: true }, { text: ' snake_case_name' }]],
	[
		'~~gone~~ `a*b*`',
		[{ text: 'gone', stike: true }, { text: ' ' }, { text: 'a*b*', fonts: 'monospace' }],
	],
	[
		'[**t**](https://x.cn/a_(b))',
		[
			{
				elementType: 'link',
				properties: { href: 'https://x.cn/a_(b)' },
				children: [{ text: 't' }],
			},
		],
	],
	[
		'<https://x.cn>',
		[
			{
				elementType: 'link',
				properties: { href: 'https://x.cn' },
				children: [{ text: 'https://x.cn' }],
			},
		],
	],
	[
		'![a](https://x.cn/p.png)',
		[{ elementType: 'image', properties: { src: 'https://x.cn/p.png' } }],
	],
	[String.raw`\*no\* 2 * 3 * 4`, [{ text: '*no* 2 * 3 * 4' }]],
	['**open and [x](', [{ text: '**open and [x](' }]],
])('inline: %s', (markdown, children) => {
	expect(childrenOf(markdown)).toEqual(children);
});

test('no letter of a markdown text is lost, whatever its form', () => {
	const word = fc.stringMatching(/^[a-z中文]{1,6}$/);
	const form = fc.constantFrom(
		(a: string, b: string) => `# ${a} **${b}**`,
		(a: string, b: string) => `- ${a}\n  - _${b}_`,
		(a: string, b: string) => `1. ${a}\n2. [${b}](https://1.2)`,
		(a: string, b: string) => `> ${a}\n> ~~${b}~~`,
		(a: string, b: string) => `| ${a} | ${b} |\n| --- | --- |`,
		(a: string, b: string) => `\`\`\`\n${a}\n${b}\n\`\`\``,
		(a: string, b: string) => `${a} * ${b} _ [ ](`,
		(a: string, b: string) => `<p>${a}</p>\n***\n${b}`,
	);
	const piece = fc.tuple(form, word, word);
	fc.assert(
		fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
			const markdown = pieces.map(([write, a, b]) => write(a, b)).join('\n\n');
			const told = JSON.stringify(asRead(markdown));
			for (const [, a, b] of pieces) {
				expect(told).toContain(a);
				expect(told).toContain(b);
			}
		}),
		{ numRuns: runsOf(200) },
	);
});

test('what is read goes back as it was: texts of any signs, in any form', () => {
	const line = fc
		.string({
			unit: fc.constantFrom(...'ab 中1.)#>-+*_`~|[](){}!\\<&"'),
			minLength: 1,
			maxLength: 12,
		})
		.map((value) => value.trim())
		.filter((value) => value !== '');
	const lines = fc.array(line, { minLength: 1, maxLength: 3 }).map((all) => all.join('\n'));
	const block = fc.oneof(
		fc
			.tuple(fc.integer({ min: 1, max: 6 }), line)
			.map(([level, value]) => text('heading', value, { level: `heading-${level}` })),
		lines.map((value) => text('paragraph', value)),
		lines.map((value) => text('blockquote', value)),
		line.map((value) => text('unorderedList', value, { list: { level: 0 } })),
		line.map((value) => text('orderedList', value, { list: { level: 0 } })),
		fc
			.array(fc.tuple(line, line), { minLength: 1, maxLength: 3 })
			.map((cells) => ({ blockType: 'table', table: { cells } })),
	);
	/** A line of a paragraph or a quote is a block of its own when it is written. */
	const known = (blocks: WireBlock[]) =>
		blocks.flatMap((one) => {
			const { text: value, level, cells } = one[one.blockType] as Record<string, unknown>;
			return String(value)
				.split('\n')
				.map((each) => [one.blockType, each, String(level ?? '').replace('heading-', ''), cells]);
		});
	fc.assert(
		fc.property(fc.array(block, { maxLength: 5 }), (blocks) => {
			const { markdown, unreadable } = toMarkdown(blocks);
			expect(unreadable).toEqual([]);
			expect(known(asRead(markdown))).toEqual(known(blocks));
		}),
		{ numRuns: runsOf(400) },
	);
});

test('levels of lists come back; columns are read through; what tells nothing leaves a comment', () => {
	const item = (blockType: string, value: string, level: number) =>
		text(blockType, value, { list: { level } });
	const { markdown, unreadable } = toMarkdown([
		item('orderedList', 'a', 0),
		item('unorderedList', 'b', 1),
		item('orderedList', 'c', 0),
		{
			blockType: 'columns',
			columns: { size: 1, children: [[text('paragraph', 'left')], [text('paragraph', 'right')]] },
		},
		{ blockType: 'unknown', unknown: {} },
		text('paragraph', ''),
		{ blockType: 'callout', callout: {} },
		text('heading', 'two\nlines', { level: 2 }),
	]);
	expect(markdown).toBe(
		[
			'1. a\n   - b\n2. c',
			'left',
			'right',
			'<!-- DingTalk does not tell what this block holds: unknown -->',
			'<!-- DingTalk does not tell what this block holds: callout -->',
			'## two lines',
		].join('\n\n'),
	);
	expect(unreadable).toEqual(['unknown', 'callout']);
	expect(known3(asRead(markdown.split('\n\n')[0]))).toEqual([0, 1, 0]);
});

const known3 = (blocks: WireBlock[]) =>
	blocks.map((one) => (one[one.blockType] as { list: { level: number } }).list.level);

test('a list goes on over blank lines and what is indented, and ends with what is not', () => {
	const lists = blocksOf(
		'1. a\n\n   more\n\n   ```sh\n   run\n     it\n   ```\n2. b\n   - c\n3. d\n- e\n\ntext\n1. f',
	).map(({ blockType, children, orderedList, unorderedList }) => {
		const { list } = (orderedList ?? unorderedList ?? {}) as { list?: Record<string, unknown> };
		return [blockType, textOf(children), list?.listId, list?.level];
	});
	expect(lists).toEqual([
		['orderedList', 'a', 'list0', 0],
		['paragraph', 'more', undefined, undefined],
		['paragraph', 'run\n  it', undefined, undefined],
		['orderedList', 'b', 'list0', 0],
		['unorderedList', 'c', 'list0', 1],
		['orderedList', 'd', 'list0', 0],
		['unorderedList', 'e', 'list1', 0],
		['paragraph', 'text', undefined, undefined],
		['orderedList', 'f', 'list2', 0],
	]);
});

test('nothing is nothing', () => {
	expect(blocksOf(' \n\n>\n')).toEqual([]);
	expect(toMarkdown([])).toEqual({ markdown: '', unreadable: [] });
});
