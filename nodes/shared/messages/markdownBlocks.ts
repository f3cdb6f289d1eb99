/** A stretch of markdown that should stay together. */
export interface Block {
	kind: 'fence' | 'table' | 'list' | 'heading' | 'text';
	lines: string[];
	/** What separates it from the block before: line ends. */
	gap: string;
}

const FENCE = /^\s*(`{3,}|~{3,})/;
const HEADING = /^\s{0,3}#{1,6}\s/;
const TABLE_RULE = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;
const LIST_ITEM = /^\s*(?:[-*+]|\d{1,9}[.)])\s+/;
const INDENTED = /^(?: {2,}|\t)\S/;

const isBlank = (line: string | undefined) => line === undefined || line.trim() === '';
export const isListItem = (line: string): boolean => LIST_ITEM.test(line);

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
	if (FENCE.test(line)) return { kind: 'fence', end: endOfFence(lines, start) };
	if (HEADING.test(line)) return { kind: 'heading', end: start + 1 };
	if (startsTable(lines, start)) return { kind: 'table', end: endOfTable(lines, start) };
	if (isListItem(line)) return { kind: 'list', end: endOfList(lines, start) };
	let end = start + 1;
	while (!isBlank(lines[end]) && !startsOther(lines, end)) end++;
	return { kind: 'text', end };
}

const startsOther = (lines: string[], index: number) =>
	FENCE.test(lines[index]) ||
	HEADING.test(lines[index]) ||
	isListItem(lines[index]) ||
	startsTable(lines, index);

const startsTable = (lines: string[], index: number) =>
	lines[index].includes('|') &&
	lines[index + 1]?.includes('|') &&
	lines[index + 1].includes('-') &&
	TABLE_RULE.test(lines[index + 1]);

function endOfFence(lines: string[], start: number): number {
	const mark = FENCE.exec(lines[start])?.[1] ?? '';
	for (let index = start + 1; index < lines.length; index++) {
		if (closesFence(lines[index], mark)) return index + 1;
	}
	return lines.length;
}

/** Whether the line closes a fence opened by `mark`: the same sign, at least as often, nothing else. */
export function closesFence(line: string, mark: string): boolean {
	const text = line.trim();
	return text.length >= mark.length && text === mark[0].repeat(text.length);
}

/** The opening sign of a fence block, e.g. three backticks. */
export const fenceMark = (line: string): string => FENCE.exec(line)?.[1] ?? '```';

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
		const belongs = isListItem(lines[next]) || INDENTED.test(lines[next]) || next === end;
		if (!belongs || FENCE.test(lines[next]) || HEADING.test(lines[next])) break;
		end = next + 1;
	}
	return end;
}
