import type { Sheet } from '../../state/spreadsheets.mts';

/** A part of a sheet; from 0. */
export interface Area {
	row: number;
	column: number;
	rows: number;
	columns: number;
}

const ADDRESS = /^([A-Z]{1,3})([1-9]\d{0,6})(?::([A-Z]{1,3})([1-9]\d{0,6}))?$/;

/** `A1` or `A1:B3`; undefined for anything else, whole rows and columns among it [unverified]. */
export function areaOf(address: string): Area | undefined {
	const [, from, first, to = from, last = first] = ADDRESS.exec(address) ?? [];
	if (!from) return undefined;
	const [row, column] = [Number(first) - 1, columnNumber(from)];
	const [rows, columns] = [Number(last) - row, columnNumber(to) + 1 - column];
	return rows > 0 && columns > 0 ? { row, column, rows, columns } : undefined;
}

/** The address of a part. */
export function addressOf({ row, column, rows, columns }: Area): string {
	const first = `${columnLetters(column)}${row + 1}`;
	if (rows === 1 && columns === 1) return first;
	return `${first}:${columnLetters(column + columns - 1)}${row + rows}`;
}

/** Whether all of the part is there: writing makes no sheet larger [unverified]. */
export const isInside = (sheet: Sheet, { row, column, rows, columns }: Area): boolean =>
	row + rows <= sheet.rowCount && column + columns <= sheet.columnCount;

const columnNumber = (letters: string): number =>
	[...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

function columnLetters(column: number): string {
	const rest = Math.floor(column / 26);
	return (rest > 0 ? columnLetters(rest - 1) : '') + String.fromCharCode(65 + (column % 26));
}
