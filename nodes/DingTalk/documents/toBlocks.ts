/** Markdown as blocks of a document, in the forms that DingTalk's page "块元素" has. */
import type { IDataObject } from 'n8n-workflow';

/** A run of text with its style, a link or a picture. */
export type Inline = IDataObject;

/** A block as it is inserted: its type, the properties under the name of the type, and what stands in it. */
export interface Element {
	blockType: string;
	children?: Inline[];
	[property: string]: unknown;
}

const HEADING = /^ {0,3}(#{1,6})(?:[ \t](.*))?$/s;
const QUOTE = /^ {0,3}> ?(.*)$/;
const ITEM = /^(\s*)([-*+]|\d{1,9}[.)])[ \t]+(\S.*)$/;
/** A line with more of these signs behind them is text with code in it. */
const FENCE = /^(\s*)(`{3,}(?=[^`]*$)|~{3,})/;

/**
 * The blocks of a markdown text, in their order; each line of a paragraph or a quote is a block of its own. Code
 * becomes a paragraph in monospace; dividers, HTML and all else that blocks have no form for stay text. The time it
 * takes grows with the length alone, whatever an agent or an input has written.
 *
 * @param listId names the lists apart, by their number: items of an ordered list share one
 */
export function toBlocks(markdown: string, listId: (list: number) => string): Element[] {
	const lines = markdown.replace(/\r\n?/g, '\n').split('\n');
	const blocks: Element[] = [];
	let lists = 0;
	let list: List | undefined;
	for (let at = 0; at < lines.length; ) {
		const line = lines[at];
		const [, marks, title = ''] = HEADING.exec(line) ?? [];
		const [, indent, fence] = FENCE.exec(line) ?? [];
		const item = ITEM.exec(line);
		// Blank lines, and what is indented, do not end a list.
		if (item === null && /^\S/.test(line)) list = undefined;
		if (line.trim() === '') {
			at++;
		} else if (fence !== undefined) {
			const last = lineFrom(
				lines,
				at + 1,
				(one) => one.trim().startsWith(fence) && !/[^`~\s]/.test(one),
			);
			const code = lines.slice(at + 1, last);
			const text = code
				.map((one) => (one.startsWith(indent) ? one.slice(indent.length) : one))
				.join('\n');
			if (text.trim() !== '') blocks.push(inline('paragraph', [{ text, fonts: 'monospace' }]));
			at = last + 1;
		} else if (marks !== undefined) {
			blocks.push(inline('heading', toInline(titleOf(title)), { level: marks.length }));
			at++;
		} else if (isTable(lines, at)) {
			const last = lineFrom(lines, at + 2, (one) => !one.includes('|'));
			blocks.push(table([line, ...lines.slice(at + 2, last)]));
			at = last;
		} else if (item !== null) {
			const blockType = /\d/.test(item[2]) ? 'orderedList' : 'unorderedList';
			const width = item[1].replace(/\t/g, '    ').length;
			if (!list || (width <= list.indents[0] && list.blockType !== blockType)) {
				list = { id: listId(lists++), blockType, indents: [] };
			}
			blocks.push(listItem(list, { blockType, width, text: item[3] }));
			at++;
		} else {
			const [, quoted] = QUOTE.exec(line) ?? [];
			const text = quoted ?? line.trim();
			if (text.trim() !== '') {
				blocks.push(inline(quoted === undefined ? 'paragraph' : 'blockquote', toInline(text)));
			}
			at++;
		}
	}
	return blocks;
}

const inline = (blockType: string, children: Inline[], properties: object = {}): Element => ({
	blockType,
	[blockType]: properties,
	children: children.length > 0 ? children : [{ text: '' }],
});

/** The place of the first line that fits, from one on; behind the last where none does. */
function lineFrom(lines: string[], from: number, fits: (line: string) => boolean): number {
	let at = from;
	while (at < lines.length && !fits(lines[at])) at++;
	return at;
}

/** The text of a heading without the signs that may close it. */
function titleOf(text: string): string {
	const title = text.trim();
	let end = title.length;
	while (title[end - 1] === '#') end--;
	return /[ \t]/.test(title[end - 1] ?? '') ? title.slice(0, end).trimEnd() : title;
}

/** An item of a list is one, whatever signs are in it. */
const isTable = (lines: string[], at: number): boolean =>
	lines[at].includes('|') &&
	![lines[at], lines[at + 1] ?? ''].some((line) => ITEM.test(line)) &&
	cellsOf(lines[at + 1] ?? '').every((cell) => /^:?-+:?$/.test(cell)) &&
	(lines[at + 1].includes('|') || lines[at].trim().startsWith('|'));

/** The cells of a line of a table. */
const cellsOf = (line: string): string[] =>
	line
		.trim()
		.replace(/^\||(?<!\\)\|$/g, '')
		.split(/(?<!\\)\|/)
		.map((cell) => cell.trim());

/** Cells take text without style; of a link in them both text and address stay. */
function table(lines: string[]): Element {
	const rows = lines.map((line) =>
		cellsOf(line).map((cell) => plainOf(toInline(cell.replace(/<br ?\/?>/g, '\n')))),
	);
	const colSize = rows.reduce((most, row) => Math.max(most, row.length), 0);
	const cells = rows.map((row) => [...row, ...Array<string>(colSize - row.length).fill('')]);
	return { blockType: 'table', table: { rolSize: cells.length, colSize, cells } };
}

const plainOf = (children: Inline[]): string =>
	children
		.map(({ text, properties, children: texts }) => {
			const { href, src } = (properties ?? {}) as { href?: string; src?: string };
			if (href === undefined) return (text as string | undefined) ?? src ?? '';
			const shown = plainOf(texts as Inline[]);
			return shown === href ? href : `${shown} (${href})`;
		})
		.join('');

const STYLES = {
	orderedList: {
		listStyleType: 'decimal',
		listStyle: { format: 'decimal', text: '%1.', align: 'left' },
	},
	unorderedList: {
		listStyleType: 'disc',
		listStyle: { format: 'disc', text: '%1', align: 'left' },
	},
};

/** A list that goes on. */
interface List {
	id: string;
	/** Of its first item. */
	blockType: keyof typeof STYLES;
	/** Of the item before and of those that it is below. */
	indents: number[];
}

/** Whoever is indented further than the item above is one level below it. */
function listItem(
	{ id, indents }: List,
	{ blockType, width, text }: { blockType: keyof typeof STYLES; width: number; text: string },
): Element {
	while (indents.length > 0 && indents[indents.length - 1] > width) indents.pop();
	if (indents.length === 0 || indents[indents.length - 1] < width) indents.push(width);
	const list = { listId: id, level: indents.length - 1, ...STYLES[blockType] };
	return inline(blockType, toInline(text), { list });
}

/** What begins no form: text, and many of one sign, as of a masked number or of a line to fill in. */
const PLAIN = /^(?:[^\\`![<*_~]+|\*{4,}|_{4,}|~{3,})/;
/** What stays text where no form begins with it: ticks as a whole, as fewer of them would be another beginning. */
const SIGNS = /^(?:`+|.)/;

/** An inline form. */
interface Form {
	pattern: RegExp;
	/**
	 * What begins one that may end anywhere behind: where no end is found for it once, there is none further on, so
	 * that it is looked for once. Of the others the next sign of the kind tells.
	 */
	begin?: RegExp;
	toParts(found: string[], style: IDataObject): Inline[];
}

/** In the order in which they are tried. */
const FORMS: readonly Form[] = [
	{
		pattern: /^\\([!-/:-@[-`{-~])/,
		toParts: ([, text], style) => [{ text, ...style }],
	},
	{
		pattern: /^(`+)(?!`)(.*?[^`])\1(?!`)/s,
		begin: /^`+/,
		toParts: ([, , text], style) => [{ text, ...style, fonts: 'monospace' }],
	},
	{
		pattern: /^!\[[^[\]]*\]\(([^()\s]+)(?:\s+"[^"]*")?\)/,
		toParts: ([, src]) => [{ elementType: 'image', properties: { src } }],
	},
	{
		pattern: /^\[((?:\\.|[^[\]\\])+)\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+"[^"]*")?\)/s,
		toParts: ([, text, href], style) => [linkTo(href, plainOf(toInline(text)), style)],
	},
	{
		pattern: /^<(https?:\/\/[^<>\s]+)>/,
		toParts: ([, href], style) => [linkTo(href, href, style)],
	},
	{
		pattern: /^\*\*(?=\S)(.*?[^\s\\])(?<!\*\*)\*\*(?!\*)/s,
		begin: /^\*\*(?=\S)/,
		toParts: ([, text], style) => toInline(text, { ...style, bold: true }),
	},
	{
		pattern: /^__(?=\S)(.*?[^\s\\])(?<!__)__(?!\w)/s,
		begin: /^__(?=\S)/,
		toParts: ([, text], style) => toInline(text, { ...style, bold: true }),
	},
	{
		pattern: /^\*(?![\s*])((?:\\.|[^*\\])*?[^\s\\*])\*/s,
		toParts: ([, text], style) => toInline(text, { ...style, italic: true }),
	},
	{
		pattern: /^_(?=\S)((?:\\.|[^_\\])*?[^\s\\_])_(?!\w)/s,
		toParts: ([, text], style) => toInline(text, { ...style, italic: true }),
	},
	{
		pattern: /^~~(?=\S)(.*?[^\s\\])(?<!~)~~(?!~)/s,
		begin: /^~~(?=\S)/,
		// DingTalk's own spelling.
		toParts: ([, text], style) => toInline(text, { ...style, stike: true }),
	},
];

const linkTo = (href: string, text: string, style: IDataObject): Inline => ({
	elementType: 'link',
	properties: { href },
	children: [{ text: text.trim() === '' ? href : text, ...style }],
});

function toInline(text: string, style: IDataObject = {}): Inline[] {
	const parts: Inline[] = [];
	const add = (part: Inline) => {
		const last = parts[parts.length - 1];
		const isSame = last?.text !== undefined && part.text !== undefined && sameStyle(last, part);
		if (isSame) last.text = `${last.text as string}${part.text as string}`;
		else parts.push(part);
	};
	/** Beginnings that have no end. */
	const endless = new Set<string>();
	for (let at = 0; at < text.length; ) {
		const rest = text.slice(at);
		const plain = PLAIN.exec(rest)?.[0];
		// An underscore within a word is one.
		const isWithin = rest.startsWith('_') && /\w/.test(text[at - 1] ?? '');
		const form = plain !== undefined || isWithin ? undefined : formAt(rest, style, endless);
		const signs = plain ?? SIGNS.exec(rest)?.[0] ?? '';
		(form?.parts ?? [{ text: signs, ...style }]).forEach(add);
		at += form?.length ?? signs.length;
	}
	return parts;
}

/**
 * The form that a text begins with: how long it is, and what it makes.
 *
 * @param endless beginnings of which no end was found before; gets others
 */
function formAt(
	text: string,
	style: IDataObject,
	endless: Set<string>,
): { length: number; parts: Inline[] } | undefined {
	for (const { pattern, begin, toParts } of FORMS) {
		const beginning = begin?.exec(text)?.[0];
		if (begin && (beginning === undefined || endless.has(beginning))) continue;
		const found = pattern.exec(text);
		if (found) return { length: found[0].length, parts: toParts([...found], style) };
		if (beginning !== undefined) endless.add(beginning);
	}
	return undefined;
}

const sameStyle = (one: Inline, other: Inline): boolean =>
	JSON.stringify({ ...one, text: '' }) === JSON.stringify({ ...other, text: '' });
