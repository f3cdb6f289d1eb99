import { InputError } from '../../shared/errors/inputError';

/** A part of a sheet; rows and columns count from 0. */
export interface Area {
	row: number;
	column: number;
	rows: number;
	columns: number;
}

/** A part of a sheet that may be open to the right and below. */
export interface Bounds {
	row: number;
	column: number;
	/** The first that is not in it. */
	endRow?: number;
	endColumn?: number;
}

/** The letters of a column: 0 is A, 26 is AA. */
export function columnLetters(column: number): string {
	const rest = Math.floor(column / 26);
	return (rest > 0 ? columnLetters(rest - 1) : '') + String.fromCharCode(65 + (column % 26));
}

const columnOf = (letters: string): number =>
	[...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

/** The address of a part, as DingTalk takes it: `A1`, `A1:B3`. */
export function addressOf({ row, column, rows, columns }: Area): string {
	const first = `${columnLetters(column)}${row + 1}`;
	if (rows === 1 && columns === 1) return first;
	return `${first}:${columnLetters(column + columns - 1)}${row + rows}`;
}

/** The first row of an address that DingTalk gives, from 0; undefined for what is none. */
export function firstRowOf(address: string): number | undefined {
	const digits = /^(?:.*!)?\$?[A-Z]+\$?(\d+)/.exec(address)?.[1];
	return digits === undefined ? undefined : Number(digits) - 1;
}

/**
 * A column by its letters.
 *
 * @returns its place, from 0
 * @throws InputError for anything else
 */
export function toColumn(field: string, text: string): number {
	const letters = text.trim().toUpperCase();
	if (/^[A-Z]{1,3}$/.test(letters)) return columnOf(letters);
	throw new InputError(
		field,
		`is no column: ${text.slice(0, 20)}`,
		'Give the letters above the column, such as C',
	);
}

/**
 * A range as people write it: `A1:C20`, `B2`, `A:C`, `A5:C`.
 *
 * @throws InputError for anything else
 */
export function toBounds(field: string, text: string): Bounds {
	const address = text.trim().toUpperCase().replaceAll('$', '');
	const [, from, first, rest, to, last] =
		/^([A-Z]{1,3})([1-9]\d{0,6})?(:([A-Z]{1,3})([1-9]\d{0,6})?)?$/.exec(address) ?? [];
	// A column alone is none: it could be the beginning of a name.
	if (from && (first || rest)) {
		const [row, column] = [Number(first ?? 1) - 1, columnOf(from)];
		const endColumn = columnOf(to ?? from) + 1;
		const endRow = rest === undefined ? row + 1 : last ? Number(last) : undefined;
		if (endColumn > column && (endRow ?? row + 1) > row) return { row, column, endRow, endColumn };
	}
	throw new InputError(
		field,
		`is no range: ${text.trim().slice(0, 60)}`,
		'Give it as A1:C20, from top left to bottom right and without the name of the sheet',
	);
}

/**
 * A range with all its ends.
 *
 * @throws InputError for whole columns too
 */
export function toArea(field: string, text: string): Area {
	const { row, column, endRow, endColumn } = toBounds(field, text);
	if (endRow === undefined || endColumn === undefined) {
		throw new InputError(
			field,
			'has no last row',
			'Give the first and the last cell, such as A1:C20',
		);
	}
	return { row, column, rows: endRow - row, columns: endColumn - column };
}

/** The part in pieces of whole rows, each of at most so many cells and rows. */
export function piecesOf(area: Area, maxCells: number, maxRows = Number.POSITIVE_INFINITY): Area[] {
	const perPiece = Math.max(1, Math.min(maxRows, Math.floor(maxCells / area.columns)));
	return Array.from({ length: Math.ceil(area.rows / perPiece) }, (_piece, index) => ({
		...area,
		row: area.row + index * perPiece,
		rows: Math.min(perPiece, area.rows - index * perPiece),
	}));
}
