/**
 * What a line of markdown begins with. Each test takes time in proportion to the line, whatever it holds.
 */

/** The beginning of a list item. */
export interface ItemStart {
	/** White space, marker and the white space behind it. */
	lead: string;
	/** Columns before the marker. */
	indent: number;
	/** Columns before the item's text. */
	offset: number;
	isNumbered: boolean;
	text: string;
}

const TAB_COLUMNS = 4;

const FENCE = /^\s*(`{3,}|~{3,})/;
const HEADING = /^ {0,3}#{1,6}(?=\s|$)/;
const RULE = /^ {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$/;
const UNDERLINE = /^ {0,3}(={2,}|-{3,})[ \t]*$/;
const ITEM = /^(\s*)([-*+]|\d{1,9}[.)])(\s+|$)/;
const CELL_RULE = /^:?-+:?$/;

export const isBlank = (line: string | undefined): boolean =>
	line === undefined || !/\S/.test(line);

/** Columns of white space at the beginning. */
export function indentOf(line: string): number {
	let columns = 0;
	for (const character of line) {
		if (character === '\t') columns += TAB_COLUMNS - (columns % TAB_COLUMNS);
		else if (/\s/.test(character)) columns++;
		else break;
	}
	return columns;
}

/** The sign that opens a code fence, e.g. three backticks; undefined when the line opens none. */
export function fenceMark(line: string): string | undefined {
	const found = FENCE.exec(line);
	if (!found) return undefined;
	const [start, mark] = found;
	// Backticks further on make it code within a line.
	return mark[0] === '`' && line.includes('`', start.length) ? undefined : mark;
}

/** Whether the line closes a fence opened by `mark`: the same sign, at least as often, nothing else. */
export function closesFence(line: string, mark: string): boolean {
	const text = line.trim();
	return text.length >= mark.length && text === mark[0].repeat(text.length);
}

export const isHeading = (line: string): boolean => HEADING.test(line);
export const isRule = (line: string): boolean => RULE.test(line);
export const isQuote = (line: string): boolean => /^\s*>/.test(line);

/** The level of the heading that the line makes of the one above it; undefined when it makes none. */
export function underlineLevel(line: string | undefined): 1 | 2 | undefined {
	const sign = line === undefined ? undefined : UNDERLINE.exec(line)?.[1][0];
	if (sign === undefined) return undefined;
	return sign === '=' ? 1 : 2;
}

/** The list item that the line begins, if any. */
export function itemStart(line: string): ItemStart | undefined {
	const found = isRule(line) ? null : ITEM.exec(line);
	if (!found) return undefined;
	const [lead, white, marker, gap] = found;
	const indent = indentOf(white);
	// More white space belongs to the text, or to code in it.
	const gapColumns = gap.length > TAB_COLUMNS ? 1 : Math.max(1, gap.length);
	return {
		lead,
		indent,
		offset: indent + marker.length + gapColumns,
		isNumbered: marker.length > 1,
		text: line.slice(lead.length),
	};
}

/** Whether a table begins here: a line of cells over one of dashes. */
export const startsTable = (lines: readonly string[], index: number): boolean =>
	lines[index].includes('|') && isTableRule(lines[index + 1]);

function isTableRule(line: string | undefined): boolean {
	if (line === undefined || !line.includes('|') || !line.includes('-')) return false;
	const cells = line.split('|').map((cell) => cell.trim());
	// Bars at both ends may be left out.
	const inner = cells.filter(
		(cell, index) => cell !== '' || (index > 0 && index < cells.length - 1),
	);
	return inner.length > 0 && inner.every((cell) => CELL_RULE.test(cell));
}
