import type { DingTalkApi } from '../../shared/transport/api';
import { columnLetters } from './address';
import type { Place, WireSheet } from './calls';
import { fetchCells, fetchSheet } from './calls';
import { cellText } from './cells';

/** Names the row of an item, in place of a column. */
export const ROW_NUMBER = 'rowNumber';

/** A column by what its header says. */
export interface Column {
	name: string;
	/** From 0. */
	index: number;
}

export const columnNamed = (columns: readonly Column[], name: string): Column | undefined =>
	columns.find((column) => column.name === name);

/** A sheet with its header. */
export interface Table {
	sheet: WireSheet;
	columns: Column[];
	/** The first column behind all that is filled. */
	width: number;
	/** Rows that hold something are before this one; from 0. */
	endRow: number;
}

/**
 * The columns of a header: those without a name go by their letters, a name that came before gets a number that makes
 * it another than all others.
 *
 * @param first place of the first cell
 */
export function columnsOf(header: readonly unknown[], first = 0): Column[] {
	const names = header.map(
		(cell, at) => cellText(cell).trim() || `column_${columnLetters(first + at)}`,
	);
	const taken = new Set(names);
	const counts = new Map<string, number>();
	return names.map((name, at) => {
		let count = (counts.get(name) ?? 0) + 1;
		while (count > 1 && taken.has(`${name}_${count}`)) count++;
		counts.set(name, count);
		return { name: count === 1 ? name : `${name}_${count}`, index: first + at };
	});
}

/**
 * A sheet and its columns, in two calls.
 *
 * @param headerRow from 0
 */
export async function fetchTable(
	api: DingTalkApi,
	place: Place,
	headerRow: number,
): Promise<Table> {
	const sheet = await fetchSheet(api, place);
	const width = Number(sheet.lastNonEmptyColumn) + 1;
	const endRow = Number(sheet.lastNonEmptyRow) + 1;
	if (width < 1 || headerRow >= endRow)
		return { sheet, columns: [], width: Math.max(0, width), endRow };
	const area = { row: headerRow, column: 0, rows: 1, columns: width };
	const [header = []] = await fetchCells(api, place, area);
	const isEmpty = header.every((cell) => cellText(cell).trim() === '');
	return { sheet, columns: isEmpty ? [] : columnsOf(header), width, endRow };
}
