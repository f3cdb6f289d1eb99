/** Blocks of a document, as DingTalk gives them, as markdown. */
import type { IDataObject } from 'n8n-workflow';

/** A block as DingTalk gives it: what it holds stands under the name of its type. */
export interface WireBlock extends IDataObject {
	blockType: string;
}

/** A document as markdown. */
export interface Readable {
	markdown: string;
	/** Types of the blocks that DingTalk gives without what they hold, one entry for each. */
	unreadable: string[];
}

/**
 * The markdown of blocks. DingTalk gives their texts without bold, links and the like. A block without content, such as
 * a picture or code, leaves a comment in its place.
 */
export function toMarkdown(blocks: readonly WireBlock[]): Readable {
	const unreadable: string[] = [];
	const pieces: Array<{ blockType: string; text: string }> = [];
	/** How many items of ordered lists came at each level. */
	let counts: number[] = [];
	const write = (block: WireBlock) => {
		const { blockType } = block;
		const held = (block[blockType] ?? {}) as IDataObject;
		const inner = blocksIn(held.children ?? block.children);
		if (inner.length > 0) return inner.forEach(write);
		const isList = blockType.endsWith('List');
		if (!isList) counts = [];
		const text = isList ? itemOf(blockType, held, counts) : textOf(blockType, held);
		if (text === undefined) unreadable.push(blockType);
		if (text !== '') pieces.push({ blockType, text: text ?? missing(blockType) });
	};
	blocks.forEach(write);
	const markdown = pieces
		.map(({ blockType, text }, index) => {
			const before = pieces[index - 1]?.blockType;
			if (before === undefined) return text;
			return `${areOne(before, blockType) ? '\n' : '\n\n'}${text}`;
		})
		.join('');
	return { markdown, unreadable };
}

/** Items of a list follow each other without a blank line; so do lines of a quote. */
const areOne = (before: string, after: string): boolean =>
	before.endsWith('List') ? after.endsWith('List') : before === 'blockquote' && after === before;

/** Columns hold lists of blocks, one for each column. */
const blocksIn = (children: unknown): WireBlock[] =>
	Array.isArray(children)
		? children.flat().filter((child) => typeof (child as WireBlock | null)?.blockType === 'string')
		: [];

const missing = (blockType: string): string =>
	`<!-- DingTalk does not tell what this block holds: ${blockType.replace(/\W/g, '')} -->`;

/** undefined where DingTalk tells nothing of what the block holds. */
function textOf(blockType: string, held: IDataObject): string | undefined {
	if (blockType === 'table' && Array.isArray(held.cells)) return tableOf(held.cells as unknown[][]);
	if (typeof held.text !== 'string') return blockType === 'paragraph' ? '' : undefined;
	const lines = escaped(held.text).split('\n');
	switch (blockType) {
		case 'heading': {
			// As text or number, with or without `heading-` before it.
			const level = Number(/[1-6]/.exec(String(held.level ?? ''))?.[0] ?? 1);
			return `${'#'.repeat(level)} ${notAnEnd(lines.join(' '))}`;
		}
		case 'blockquote':
			return lines.map((line) => `> ${notAForm(line)}`).join('\n');
		default:
			return lines.map(notAForm).join('\n');
	}
}

function itemOf(blockType: string, held: IDataObject, counts: number[]): string {
	const level = Number((held.list as IDataObject | undefined)?.level ?? 0) || 0;
	counts.length = Math.min(counts.length, level + 1);
	counts[level] = blockType === 'orderedList' ? (counts[level] ?? 0) + 1 : 0;
	const mark = blockType === 'orderedList' ? `${counts[level]}.` : '-';
	const text = escaped(String(held.text ?? '')).replace(/\n/g, ' ');
	return `${'   '.repeat(level)}${mark} ${notAForm(text)}`;
}

function tableOf(cells: unknown[][]): string {
	const [header = [], ...rows] = cells.map((row) =>
		row.map((cell) =>
			escaped(String(cell ?? ''))
				.replace(/\|/g, '\\|')
				.replace(/\n/g, '<br>'),
		),
	);
	const line = (row: string[]) => `| ${row.join(' | ')} |`;
	return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Signs that would become bold, code, links and the like. */
const escaped = (text: string): string =>
	text.replace(/[\\`*[\]<]|~(?=~)|(?<!\w)_|_(?!\w)/g, String.raw`\$&`);

/** The first sign of a line that would make a heading, quote, list, divider or table of it. */
const notAForm = (line: string): string =>
	line
		.replace(/^(\s*)(#{1,6}(?:\s|$)|>|[-+](?:\s|$)|~~~|\|)/, String.raw`$1\$2`)
		.replace(/^(\s*\d{1,9})([.)](?:\s|$))/, String.raw`$1\$2`)
		.replace(/^(\s*)(:?-)(?=[-:|\s]*$)/, String.raw`$1\$2`);

/** Hash signs at the end of a heading's line would be taken for its mark. */
const notAnEnd = (title: string): string => title.replace(/(^|\s)(#+\s*)$/, String.raw`$1\$2`);
