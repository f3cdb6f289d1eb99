import type { Measure } from './breakText';
import { breakExactly, breakText } from './breakText';
import { utf8Bytes } from './checks';
import type { Block } from './markdownBlocks';
import { closesFence, fenceMark, isListItem, parseBlocks } from './markdownBlocks';

/** Less room than this would leave no space for a repeated table header or code fence. */
const MIN_PART_BYTES = 64;

/** A stretch that goes into a part as it is. */
interface Piece {
	text: string;
	gap: string;
	/** Goes on with what did not fit into the part before. */
	isContinuation: boolean;
	isHeading: boolean;
}

/**
 * Markdown as parts of at most `max` bytes, cut where a reader would cut: between blocks, then between list
 * items, table rows, lines, sentences, words. Code fences are closed and opened again, tables repeat their
 * header, a heading stays with what follows. Only white space between parts is dropped.
 *
 * @param max at least 64
 * @param measure size of a text, which has to add up over its pieces; UTF-8 bytes unless given
 * @throws RangeError for a smaller `max`
 */
export function splitMarkdown(
	markdown: string,
	max: number,
	measure: Measure = utf8Bytes,
): string[] {
	assertRoom(max);
	if (measure(markdown) <= max) return [markdown];
	const pieces = parseBlocks(markdown).flatMap((block) => piecesOf(block, max, measure));
	return pack(pieces, max, measure);
}

/** Plain text as parts of at most `max` bytes, cut between paragraphs, lines, sentences or words. */
export function splitText(text: string, max: number, measure: Measure = utf8Bytes): string[] {
	assertRoom(max);
	return measure(text) <= max ? [text] : breakText(text, max, measure);
}

function assertRoom(max: number): void {
	if (!(max >= MIN_PART_BYTES)) {
		throw new RangeError(`expected at least ${MIN_PART_BYTES} bytes per part, got ${max}`);
	}
}

function pack(pieces: Piece[], max: number, measure: Measure): string[] {
	const parts: Piece[][] = [];
	let current: Piece[] = [];
	let used = 0;
	for (const piece of pieces) {
		const size = measure(piece.text);
		if (current.length > 0 && (piece.isContinuation || used + measure(piece.gap) + size > max)) {
			// A heading at the very end belongs to what comes next, if there is room for both.
			const heading = current.at(-1) as Piece;
			const headingSize = measure(heading.text) + measure(piece.gap);
			const takesHeading =
				heading.isHeading &&
				!piece.isContinuation &&
				current.length > 1 &&
				headingSize + size <= max;
			if (takesHeading) current.pop();
			parts.push(current);
			current = takesHeading ? [heading] : [];
			used = takesHeading ? measure(heading.text) : 0;
		}
		used += (current.length > 0 ? measure(piece.gap) : 0) + size;
		current.push(piece);
	}
	if (current.length > 0) parts.push(current);
	return parts.map((part) =>
		part.map(({ text, gap }, index) => (index === 0 ? text : gap + text)).join(''),
	);
}

function piecesOf(block: Block, max: number, measure: Measure): Piece[] {
	const whole = block.lines.join('\n');
	const texts = measure(whole) <= max ? [whole] : breakBlock(block, max, measure);
	return texts.map((text, index) => ({
		text,
		gap: block.gap,
		isContinuation: index > 0,
		isHeading: block.kind === 'heading',
	}));
}

function breakBlock(block: Block, max: number, measure: Measure): string[] {
	if (block.kind === 'fence') return breakFence(block.lines, max, measure);
	if (block.kind === 'table') return breakTable(block.lines, max, measure);
	if (block.kind === 'list') return packLines(listItems(block.lines), max, measure);
	return breakText(block.lines.join('\n'), max, measure);
}

function breakFence(lines: string[], max: number, measure: Measure): string[] {
	const [open, ...rest] = lines;
	const mark = fenceMark(open);
	const isClosed = rest.length > 0 && closesFence(rest[rest.length - 1], mark);
	const code = isClosed ? rest.slice(0, -1) : rest;
	const room = max - measure(`${open}\n\n${mark}`);
	// An opening line that leaves no room is no usable fence.
	if (room < max / 4) return breakText(lines.join('\n'), max, measure);
	const pieces = packLines(code, room, measure, breakExactly);
	return pieces.map((piece) => `${open}\n${piece}\n${mark}`);
}

function breakTable(lines: string[], max: number, measure: Measure): string[] {
	const header = `${lines[0]}\n${lines[1]}\n`;
	const room = max - measure(header);
	const rows = lines.slice(2);
	const fits = rows.every((row) => measure(row) <= room);
	if (!fits) return packLines(lines, max, measure);
	return packLines(rows, room, measure).map((piece) => header + piece);
}

/** Top-level items, each with everything below it. */
function listItems(lines: string[]): string[] {
	const indent = indentOf(lines[0]);
	const items: string[] = [];
	for (const line of lines) {
		const startsItem = isListItem(line) && indentOf(line) <= indent;
		if (startsItem || items.length === 0) items.push(line);
		else items[items.length - 1] += `\n${line}`;
	}
	return items;
}

const indentOf = (line: string) => line.length - line.trimStart().length;

/** Lines joined to pieces of at most `max`; a line that is too long alone is broken. */
function packLines(
	lines: string[],
	max: number,
	measure: Measure,
	breakLine = breakText,
): string[] {
	const pieces: string[] = [];
	let used = Number.POSITIVE_INFINITY;
	for (const line of lines) {
		const parts = measure(line) > max ? breakLine(line, max, measure) : [line];
		for (const [index, part] of parts.entries()) {
			const size = measure(part);
			if (index === 0 && used + measure('\n') + size <= max) {
				pieces[pieces.length - 1] += `\n${part}`;
				used += measure('\n') + size;
			} else {
				pieces.push(part);
				used = size;
			}
		}
	}
	return pieces;
}
