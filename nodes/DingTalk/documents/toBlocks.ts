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

const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/;
const QUOTE = /^ {0,3}> ?(.*)$/;
const ITEM = /^(\s*)([-*+]|\d{1,9}[.)])[ \t]+(\S.*)$/;
const FENCE = /^(\s*)(`{3,}|~{3,})/;
const DELIMITERS = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;

/**
 * The blocks of a markdown text, in their order; each line of a paragraph or a quote is a block of its own. Code
 * becomes a paragraph in monospace; dividers, HTML and all else that blocks have no form for stay text.
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
			const end = lines.findIndex(
				(one, index) => index > at && one.trim().startsWith(fence) && !/[^`~\s]/.test(one),
			);
			const last = end < 0 ? lines.length : end;
			const code = lines.slice(at + 1, last);
			const text = code
				.map((one) => (one.startsWith(indent) ? one.slice(indent.length) : one))
				.join('\n');
			if (text.trim() !== '') blocks.push(inline('paragraph', [{ text, fonts: 'monospace' }]));
			at = last + 1;
		} else if (marks !== undefined) {
			blocks.push(inline('heading', toInline(title), { level: marks.length }));
			at++;
		} else if (isTable(lines, at)) {
			const end = lines.findIndex((one, index) => index > at && !one.includes('|'));
			const last = end < 0 ? lines.length : end;
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

/** An item of a list is one, whatever signs are in it. */
const isTable = (lines: string[], at: number): boolean =>
	lines[at].includes('|') &&
	DELIMITERS.test(lines[at + 1] ?? '') &&
	!ITEM.test(lines[at]) &&
	!ITEM.test(lines[at + 1]) &&
	(lines[at + 1].includes('|') || lines[at].trim().startsWith('|'));

/** Cells take text without style; of a link in them both text and address stay. */
function table(lines: string[]): Element {
	const rows = lines.map((line) =>
		line
			.trim()
			.replace(/^\||(?<!\\)\|$/g, '')
			.split(/(?<!\\)\|/)
			.map((cell) => plainOf(toInline(cell.trim().replace(/<br ?\/?>/g, '\n')))),
	);
	const colSize = Math.max(...rows.map((row) => row.length));
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

/** What an inline form begins with, in the order in which they are tried. */
const FORMS: ReadonlyArray<[RegExp, (found: string[], style: IDataObject) => Inline[]]> = [
	[/^\\([!-/:-@[-`{-~])/, ([, text], style) => [{ text, ...style }]],
	[/^(`+)(?!`)(.*?[^`])\1(?!`)/, ([, , text], style) => [{ text, ...style, fonts: 'monospace' }]],
	[
		/^!\[[^\]]*\]\(([^()\s]+)(?:\s+"[^"]*")?\)/,
		([, src]) => [{ elementType: 'image', properties: { src } }],
	],
	[
		/^\[((?:\\.|[^\]\\])+)\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+"[^"]*")?\)/,
		([, text, href], style) => [linkTo(href, plainOf(toInline(text)), style)],
	],
	[/^<(https?:\/\/[^>\s]+)>/, ([, href], style) => [linkTo(href, href, style)]],
	[
		/^(\*\*|__)(?=\S)(.*?[^\s\\])\1(?!\*)/,
		([, , text], style) => toInline(text, { ...style, bold: true }),
	],
	[
		/^(\*)(?![\s*])((?:\\.|[^*\\])*?[^\s\\*])\*/,
		([, , text], style) => toInline(text, { ...style, italic: true }),
	],
	[
		/^_(?=\S)((?:\\.|[^_\\])*?[^\s\\_])_(?!\w)/,
		([, text], style) => toInline(text, { ...style, italic: true }),
	],
	// DingTalk's own spelling.
	[/^~~(?=\S)(.*?[^\s\\])~~/, ([, text], style) => toInline(text, { ...style, stike: true })],
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
	for (let at = 0; at < text.length; ) {
		const rest = text.slice(at);
		// An underscore within a word is one.
		const isWithin = rest.startsWith('_') && /\w/.test(text[at - 1] ?? '');
		const form =
			/^[\\`![<*_~]/.test(rest) && !isWithin
				? FORMS.find(([pattern]) => pattern.test(rest))
				: undefined;
		const found = form?.[0].exec(rest);
		const length = found ? found[0].length : 1;
		const made = form && found ? form[1]([...found], style) : [{ text: rest[0], ...style }];
		made.forEach(add);
		at += length;
	}
	return parts;
}

const sameStyle = (one: Inline, other: Inline): boolean =>
	JSON.stringify({ ...one, text: '' }) === JSON.stringify({ ...other, text: '' });
