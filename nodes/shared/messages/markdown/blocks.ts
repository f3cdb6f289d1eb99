import {
	fenceMark,
	closesFence,
	indentOf,
	isBlank,
	isHeading,
	isQuote,
	isRule,
	itemStart,
	startsTable,
} from './lines';

/** A stretch of markdown that should stay together. */
export interface Block {
	kind: 'fence' | 'table' | 'list' | 'heading' | 'quote' | 'rule' | 'text';
	lines: string[];
	/** What separates it from the block before: line ends. */
	gap: string;
}

/** Markdown as blocks; joined with their gaps they give the text again, without blank lines around it. */
export function parseBlocks(markdown: string): Block[] {
	const lines = markdown.split('\n');
	const blocks: Block[] = [];
	let index = 0;
	let blanks = 0;
	while (index < lines.length) {
		if (isBlank(lines[index])) {
			index++;
			blanks++;
			continue;
		}
		const { kind, end } = blockAt(lines, index);
		const gap = blocks.length === 0 ? '' : '\n'.repeat(blanks + 1);
		blocks.push({ kind, lines: lines.slice(index, end), gap });
		index = end;
		blanks = 0;
	}
	return blocks;
}

function blockAt(lines: string[], start: number): { kind: Block['kind']; end: number } {
	const line = lines[start];
	const mark = fenceMark(line);
	if (mark) return { kind: 'fence', end: endOfFence(lines, start, mark) };
	if (isHeading(line)) return { kind: 'heading', end: start + 1 };
	if (isRule(line)) return { kind: 'rule', end: start + 1 };
	if (startsTable(lines, start)) return { kind: 'table', end: endOfTable(lines, start) };
	if (itemStart(line)) return { kind: 'list', end: endOfList(lines, start) };
	if (isQuote(line)) return { kind: 'quote', end: endOf(lines, start, isQuote) };
	return { kind: 'text', end: endOf(lines, start, (_line, index) => !startsOther(lines, index)) };
}

const startsOther = (lines: string[], index: number) =>
	fenceMark(lines[index]) !== undefined ||
	isHeading(lines[index]) ||
	isRule(lines[index]) ||
	isQuote(lines[index]) ||
	itemStart(lines[index]) !== undefined ||
	startsTable(lines, index);

function endOf(
	lines: string[],
	start: number,
	belongs: (line: string, index: number) => boolean,
): number {
	let end = start + 1;
	while (end < lines.length && !isBlank(lines[end]) && belongs(lines[end], end)) end++;
	return end;
}

function endOfFence(lines: string[], start: number, mark: string): number {
	for (let index = start + 1; index < lines.length; index++) {
		if (closesFence(lines[index], mark)) return index + 1;
	}
	return lines.length;
}

function endOfTable(lines: string[], start: number): number {
	let end = start + 2;
	while (!isBlank(lines[end]) && lines[end].includes('|')) end++;
	return end;
}

function endOfList(lines: string[], start: number): number {
	let end = start + 1;
	while (end < lines.length) {
		const next = isBlank(lines[end]) ? end + 1 : end;
		if (next >= lines.length || isBlank(lines[next])) break;
		const line = lines[next];
		const belongs = itemStart(line) !== undefined || indentOf(line) >= 2 || next === end;
		if (!belongs || fenceMark(line) || isHeading(line) || isRule(line)) break;
		end = next + 1;
	}
	return end;
}
