import fc from 'fast-check';

import { utf8Bytes } from '../../../../../nodes/shared/messages/checks';
import { splitMarkdown, splitText } from '../../../../../nodes/shared/messages/split/split';
import { runsOf } from '../../../../helpers/whole.mts';

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;
const squeeze = (text: string) => text.replace(/\s+/g, '');

describe('splitText', () => {
	it('leaves alone what fits', () => {
		expect(splitText('  a\n\nb ', 64)).toEqual(['  a\n\nb ']);
	});

	it.each([
		[
			'between paragraphs',
			`${'a'.repeat(40)}\n\n${'b'.repeat(40)}`,
			['a'.repeat(40), 'b'.repeat(40)],
		],
		['between lines', `${'a'.repeat(50)}\n${'b'.repeat(50)}`, ['a'.repeat(50), 'b'.repeat(50)]],
		[
			'after a sentence',
			`${'a'.repeat(50)}. ${'b '.repeat(20)}b`,
			[`${'a'.repeat(50)}.`, `${'b '.repeat(20)}b`],
		],
		[
			'after a Chinese sentence',
			`${'钉'.repeat(18)}。${'消'.repeat(18)}`,
			[`${'钉'.repeat(18)}。`, '消'.repeat(18)],
		],
		['between words', `${'word '.repeat(15)}word`, ['word '.repeat(12) + 'word', 'word word word']],
		['between Chinese characters', '钉'.repeat(30), ['钉'.repeat(21), '钉'.repeat(9)]],
		['rather early than within a word', `Hi ${'b'.repeat(63)}`, ['Hi', 'b'.repeat(63)]],
		['within an endless word', 'b'.repeat(70), ['b'.repeat(64), 'b'.repeat(6)]],
	])('cuts %s', (_name, text, expected) => {
		expect(splitText(text, 64)).toEqual(expected);
	});

	it('keeps a link whole', () => {
		const link = '[the report](https://example.com/a/b?c=d)';
		expect(splitText(`${'钉'.repeat(10)}${link}${'钉'.repeat(10)}`, 64)).toEqual([
			'钉'.repeat(10),
			`${link}${'钉'.repeat(7)}`,
			'钉'.repeat(3),
		]);
	});

	it('keeps an emoji of several characters whole', () => {
		const family = '👨‍👩‍👧‍👦';
		const parts = splitText(family.repeat(4), 64);
		expect(parts.join('')).toBe(family.repeat(4));
		for (const part of parts) expect(part.replaceAll(family, '')).toBe('');
	});

	it('refuses a limit that leaves no room', () => {
		expect(() => splitText('x', 10)).toThrow('expected at least 64 bytes per part, got 10');
	});

	it('is quick on hostile text', () => {
		const started = performance.now();
		for (const text of [
			'['.repeat(200_000),
			'**'.repeat(100_000),
			'`'.repeat(200_000),
			'@'.repeat(200_000),
		]) {
			expect(splitText(text, 20_000).length).toBeGreaterThan(5);
			expect(splitMarkdown(text, 20_000).length).toBeGreaterThan(5);
		}
		expect(performance.now() - started).toBeLessThan(10_000);
	});
});

describe('splitMarkdown', () => {
	it('cuts between blocks and keeps the text otherwise', () => {
		const blocks = [`# ${'a'.repeat(30)}`, 'b'.repeat(40), 'c'.repeat(40)];
		expect(splitMarkdown(blocks.join('\n\n'), 80)).toEqual([
			`${blocks[0]}\n\n${blocks[1]}`,
			blocks[2],
		]);
	});

	it('keeps a heading with what follows', () => {
		const parts = splitMarkdown(`${'a'.repeat(60)}\n\n## Next\n\n${'b'.repeat(60)}`, 80);
		expect(parts).toEqual(['a'.repeat(60), `## Next\n\n${'b'.repeat(60)}`]);
	});

	it('closes and opens a code fence again', () => {
		const code = Array.from({ length: 12 }, (_, i) => `let x${i} = ${i};`);
		const parts = splitMarkdown(`\`\`\`ts\n${code.join('\n')}\n\`\`\``, 90);
		expect(parts.length).toBeGreaterThan(1);
		for (const part of parts) {
			expect(part.startsWith('```ts\n')).toBe(true);
			expect(part.endsWith('\n```')).toBe(true);
		}
		expect(parts.flatMap((part) => part.split('\n').slice(1, -1))).toEqual(code);
	});

	it('closes a fence that nobody closed', () => {
		const parts = splitMarkdown(`~~~\n${'line of code\n'.repeat(12)}`, 90);
		for (const part of parts) expect(part).toMatch(/^~~~\n[\s\S]*\n~~~$/);
	});

	it('keeps white space of code', () => {
		const line = `    ${'x '.repeat(60)}`;
		const parts = splitMarkdown(`\`\`\`\n${line}\n\`\`\``, 90);
		expect(parts.map((part) => part.split('\n')[1]).join('')).toBe(line);
	});

	it('keeps a table whole where it fits', () => {
		const table = '| a | b |\n|---|---|\n| 1 | 2 |';
		expect(splitMarkdown(`${'x'.repeat(60)}\n\n${table}\n\n${'y'.repeat(60)}`, 80)).toEqual([
			'x'.repeat(60),
			table,
			'y'.repeat(60),
		]);
	});

	it('repeats the header of a table that is too long', () => {
		const header = '| name | value |\n| :--- | ---: |';
		const rows = Array.from({ length: 12 }, (_, i) => `| row ${i} | ${i} |`);
		const parts = splitMarkdown(`${header}\n${rows.join('\n')}`, 90);
		expect(parts.length).toBeGreaterThan(1);
		for (const part of parts) expect(part.startsWith(header)).toBe(true);
		expect(parts.flatMap((part) => part.split('\n').slice(2))).toEqual(rows);
	});

	it('cuts a list between its items, with what is below them', () => {
		const items = Array.from({ length: 8 }, (_, i) => `- item ${i}\n  - below ${i}`);
		const parts = splitMarkdown(items.join('\n'), 80);
		expect(parts.length).toBeGreaterThan(1);
		for (const part of parts) expect(part.startsWith('- item')).toBe(true);
		expect(parts.join('\n')).toBe(items.join('\n'));
	});

	it.each([
		['a list', Array.from({ length: 20 }, (_, i) => `- item ${i}`).join('\n')],
		['a paragraph', 'word '.repeat(40).trim()],
		['a quote', Array.from({ length: 20 }, (_, i) => `> line ${i}`).join('\n')],
		['code', `\`\`\`\n${'line of code\n'.repeat(20)}\`\`\``],
		['a table', `| a | b |\n|---|---|\n${'| 1 | 2 |\n'.repeat(20)}`],
	])('begins %s that is too long below its heading, not in a part of its own', (_name, below) => {
		const [first, ...others] = splitMarkdown(`# Title\n\n## Section\n\n${below}`, 120);
		expect(first.length).toBeGreaterThan(60);
		expect(first.startsWith(`# Title\n\n## Section\n\n${below.slice(0, 8)}`)).toBe(true);
		expect(others.join('\n')).not.toContain('#');
	});

	it('begins a block that fits alone below its heading, where both together are too long', () => {
		const rows = Array.from({ length: 11 }, (_, i) => `| row ${i} |`);
		const table = `| a |\n|---|\n${rows.join('\n')}`;
		const parts = splitMarkdown(`## ${'Heading '.repeat(5)}\n\n${table}`, 140);
		expect(parts[0]).toMatch(/^## (Heading ?)+\n\n\| a \|\n\|---\|\n\| row 0 \|/);
		expect(parts[1].startsWith('| a |\n|---|\n| row')).toBe(true);
	});

	it('goes on with a long list in the room that a part has left', () => {
		const items = Array.from({ length: 30 }, (_, i) => `- item ${i}`);
		const parts = splitMarkdown(`${'a'.repeat(60)}\n\n${items.join('\n')}`, 200);
		expect(parts[0].startsWith(`${'a'.repeat(60)}\n\n- item 0\n`)).toBe(true);
	});

	it('fills the parts evenly', () => {
		const paragraphs = Array.from({ length: 23 }, (_, i) => `${i} ${'word '.repeat(19)}`.trim());
		const sizes = splitMarkdown(paragraphs.join('\n\n'), 1_000).map(utf8Bytes);
		expect(sizes).toHaveLength(3);
		expect(Math.min(...sizes)).toBeGreaterThan(600);
		const words = splitText('word '.repeat(450), 1_000).map(utf8Bytes);
		expect(words).toHaveLength(3);
		expect(Math.max(...words) - Math.min(...words)).toBeLessThan(60);
	});

	it('keeps each piece of a quote quoted', () => {
		const parts = splitMarkdown(`> ${'word '.repeat(60).trim()}`, 120);
		expect(parts.length).toBeGreaterThan(2);
		for (const part of parts) expect(part).toMatch(/^> (word ?)+$/);
	});

	it('takes a line with code in three backticks for text, not for an open fence', () => {
		const parts = splitMarkdown(`\`\`\`npm test\`\`\` fails\n\n${'word '.repeat(60)}`, 120);
		expect(parts.filter((part) => part.includes('```'))).toHaveLength(1);
	});

	it.each([
		['paragraphs', `${'Some words of a sentence. '.repeat(12)}\n\n`],
		['one endless line', '钉钉消息，'],
		['list items', '- item of a list\n'],
		['table rows', '| cell | cell |\n'],
	])('measures no more of %s than a few times their length, however long', (name, unit) => {
		const head = name === 'table rows' ? '| a | b |\n|---|---|\n' : '';
		for (const length of [250_000, 1_000_000]) {
			const text = head + unit.repeat(length / unit.length);
			let measured = 0;
			const measure = (part: string) => {
				measured += part.length;
				return part.length;
			};
			splitMarkdown(text, 2_000, measure);
			splitText(text, 2_000, measure);
			expect(measured / text.length).toBeLessThan(10);
		}
	});

	const block = fc.oneof(
		fc.string({ unit: 'grapheme', maxLength: 200 }),
		fc
			.array(fc.lorem({ maxCount: 8 }), { maxLength: 12 })
			.map((words) => words.map((word) => `- ${word}`).join('\n')),
		fc
			.array(fc.lorem({ maxCount: 6 }), { maxLength: 12 })
			.map((rows) => `| a |\n|---|\n${rows.map((row) => `| ${row} |`).join('\n')}`),
		fc
			.array(fc.string({ maxLength: 80 }), { maxLength: 12 })
			.map((lines) => `\`\`\`js\n${lines.join('\n')}\n\`\`\``),
		fc.constantFrom(
			'# Heading',
			'[link](https://example.com/page)',
			'**bold text**',
			'@lina @13800000001',
			'钉钉消息。',
		),
	);

	it('gives parts within the limit, none empty, no torn character [property]', () => {
		fc.assert(
			fc.property(
				fc.array(block, { maxLength: 15 }),
				fc.integer({ min: 64, max: 600 }),
				(blocks, max) => {
					const markdown = blocks.join('\n\n');
					const hadLone = LONE_SURROGATE.test(markdown);
					for (const part of splitMarkdown(markdown, max)) {
						expect(utf8Bytes(part)).toBeLessThanOrEqual(max);
						if (utf8Bytes(markdown) > max) expect(part.trim()).not.toBe('');
						if (!hadLone) expect(LONE_SURROGATE.test(part)).toBe(false);
					}
				},
			),
			{ numRuns: runsOf(500) },
		);
	});

	it('never ends a part with a heading that something follows [property]', () => {
		const heading = fc.constantFrom('# One', '## Two', '### Three');
		const below = block.filter((text) => /^[^#`~|=-]*\p{L}/u.test(text.trim()));
		fc.assert(
			fc.property(
				fc.array(fc.tuple(heading, below), { minLength: 1, maxLength: 8 }),
				fc.integer({ min: 100, max: 600 }),
				(sections, max) => {
					const markdown = sections.flat().join('\n\n');
					for (const part of splitMarkdown(markdown, max)) {
						expect(part.split('\n').at(-1)).not.toMatch(/^#{1,3} (One|Two|Three)$/);
					}
				},
			),
			{ numRuns: runsOf(300) },
		);
	});

	it('loses nothing but white space, in plain text and lists [property]', () => {
		const plain = fc.oneof(
			fc.string({ unit: 'grapheme', maxLength: 200 }).map((text) => text.replace(/[`~|]/g, '.')),
			fc
				.array(fc.lorem({ maxCount: 8 }), { maxLength: 12 })
				.map((words) => words.map((word) => `- ${word}`).join('\n')),
		);
		fc.assert(
			fc.property(
				fc.array(plain, { maxLength: 12 }),
				fc.integer({ min: 64, max: 400 }),
				(blocks, max) => {
					const text = blocks.join('\n\n');
					expect(squeeze(splitMarkdown(text, max).join('\n'))).toBe(squeeze(text));
					expect(squeeze(splitText(text, max).join('\n'))).toBe(squeeze(text));
				},
			),
			{ numRuns: runsOf(500) },
		);
	});

	it('loses no line of code and no row [property]', () => {
		fc.assert(
			fc.property(
				fc.array(fc.stringMatching(/^[a-z ]{1,40}$/), { minLength: 1, maxLength: 40 }),
				fc.integer({ min: 120, max: 400 }),
				(lines, max) => {
					const code = splitMarkdown(`intro\n\n\`\`\`\n${lines.join('\n')}\n\`\`\``, max);
					const inFences = code.flatMap(
						(part) => /```\n([\s\S]*)\n```$/.exec(part)?.[1].split('\n') ?? [],
					);
					expect(inFences).toEqual(lines);
					const rows = lines.map((line) => `| ${line} |`);
					const table = splitMarkdown(`| h |\n|---|\n${rows.join('\n')}`, max);
					expect(table.flatMap((part) => part.split('\n').slice(2))).toEqual(rows);
				},
			),
			{ numRuns: runsOf(300) },
		);
	});
});
