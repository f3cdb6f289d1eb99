import type { Cutting, Room } from './breakText';
import { breakExactly, breakText, LINE_LEVEL } from './breakText';
import type { Block } from '../markdown/blocks';
import { closesFence, fenceMark, indentOf, itemStart } from '../markdown/lines';

type BreakLine = (line: string, room: Room, cutting: Cutting) => string[];

const QUOTE_MARK = '> ';

const less = ({ first, others }: Room, size: number): Room => ({
	first: first - size,
	others: others - size,
});

/**
 * A block in pieces that fit: between list items, table rows, lines, sentences, words. Code fences are closed and
 * opened again, tables repeat their header, quotes stay quotes. The first piece is empty when nothing of the block
 * fits there as a whole, but does into the second.
 */
export function breakBlock(block: Block, room: Room, cutting: Cutting): string[] {
	const { kind, lines } = block;
	switch (kind) {
		case 'fence':
			return breakFence(lines, room, cutting);
		case 'table':
			return breakTable(lines, room, cutting);
		case 'list':
			return packLines(listItems(lines), room, cutting);
		case 'quote':
			return packLines(lines, room, cutting, breakQuote);
		default:
			return breakText(lines.join('\n'), room, cutting);
	}
}

function breakFence(lines: string[], room: Room, cutting: Cutting): string[] {
	const [open, ...rest] = lines;
	const mark = fenceMark(open) ?? '```';
	const isClosed = rest.length > 0 && closesFence(rest[rest.length - 1], mark);
	const code = isClosed ? rest.slice(0, -1) : rest;
	const frame = cutting.measure(`${open}\n\n${mark}`);
	// An opening line that leaves no room is no usable fence.
	if (room.others - frame < room.others / 4) return breakText(lines.join('\n'), room, cutting);
	if (room.first - frame < (room.others - frame) / 4) {
		return ['', ...breakFence(lines, { ...room, first: room.others }, cutting)];
	}
	const pieces = packLines(code, less(room, frame), cutting, breakExactly);
	const isEmptyStart = pieces[0] === '' && pieces.length > 1 && code[0] !== '';
	return pieces.map((piece, index) =>
		index === 0 && isEmptyStart ? '' : `${open}\n${piece}\n${mark}`,
	);
}

function breakTable(lines: string[], room: Room, cutting: Cutting): string[] {
	const header = `${lines[0]}\n${lines[1]}\n`;
	const inner = less(room, cutting.measure(header));
	const rows = lines.slice(2);
	const fits = rows.every((row) => cutting.measure(row) <= inner.others);
	if (!fits) return packLines(lines, room, cutting);
	return packLines(rows, inner, cutting).map((piece) => (piece === '' ? '' : header + piece));
}

/** A line of a quote that is too long alone: each piece is marked as quoted. */
function breakQuote(line: string, room: Room, cutting: Cutting): string[] {
	const pieces = breakText(
		line.replace(/^\s*>\s?/, ''),
		less(room, cutting.measure(QUOTE_MARK)),
		cutting,
	);
	return pieces.map((piece) => QUOTE_MARK + piece);
}

/** Top-level items, each with everything below it. */
function listItems(lines: string[]): string[] {
	const indent = indentOf(lines[0]);
	const items: string[][] = [];
	for (const line of lines) {
		const item = itemStart(line);
		if (items.length === 0 || (item && item.indent <= indent)) items.push([line]);
		else items[items.length - 1].push(line);
	}
	return items.map((item) => item.join('\n'));
}

/** Lines joined to pieces that fit; a line that is too long alone is broken. */
function packLines(
	lines: string[],
	room: Room,
	cutting: Cutting,
	breakLine: BreakLine = breakText,
): string[] {
	const pieces: string[][] = [];
	const lineEnd = cutting.measure('\n');
	let left = room.first;
	for (const line of lines) {
		const size = cutting.measure(line);
		const current = pieces.at(-1);
		const needed = size + (current ? lineEnd : 0);
		if (needed <= left) {
			if (current) current.push(line);
			else pieces.push([line]);
			left -= needed;
		} else if (size <= room.others) {
			// Nothing fits into the first piece.
			if (!current) pieces.push([]);
			cutting.note?.(LINE_LEVEL);
			pieces.push([line]);
			left = room.others - size;
		} else {
			const others = { first: current ? room.others : room.first, others: room.others };
			if (current) cutting.note?.(LINE_LEVEL);
			const parts = breakLine(line, others, cutting);
			pieces.push(...parts.map((part) => [part]));
			left = room.others - cutting.measure(parts[parts.length - 1] ?? '');
		}
	}
	return pieces.map((piece) => piece.join('\n'));
}
