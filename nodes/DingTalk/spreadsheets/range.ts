import type { INodeProperties } from 'n8n-workflow';

import { InputError } from '../../shared/errors/inputError';
import { shown } from '../../shared/values/words';
import type { Area } from './address';

/** Cells of a sheet; read with `toArea`. */
export const rangeField: INodeProperties = {
	displayName: 'Range',
	name: 'range',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. A1:C20',
	description: 'The cells, from top left to bottom right, without the name of the sheet',
};

/**
 * A list of rows of the size of an area.
 *
 * @throws InputError for anything else
 */
export function toGrid(field: string, value: unknown, { rows, columns }: Area): unknown[][] {
	const grid = toLines(field, value);
	const width = grid[0]?.length ?? 0;
	const other = grid.findIndex((line) => line.length !== columns);
	if (grid.length === rows && other < 0) return grid;
	throw new InputError(
		field,
		`has ${grid.length} rows of ${other < 0 ? width : grid[other].length}, and the range has ${rows} of ${columns}`,
		'Give one list for each row of the range, with one value for each of its columns',
	);
}

/** @throws InputError for what is no list of rows */
export function toLines(field: string, value: unknown): unknown[][] {
	const isGrid = Array.isArray(value) && value.every((line) => Array.isArray(line));
	if (isGrid && value.length > 0 && (value[0] as unknown[]).length > 0) return value as unknown[][];
	throw new InputError(
		field,
		`is ${shown(value)}, and a list of rows is needed`,
		'Give a list for each row with its values, such as [["Name", "Amount"], ["Haixing", 1520.5]]',
	);
}

/** The area that begins in a single cell and holds the rows; any other area as it is. */
export function spread(area: Area, lines: unknown[][]): Area {
	if (area.rows !== 1 || area.columns !== 1) return area;
	return { ...area, rows: lines.length, columns: lines[0].length };
}

/** One value for each cell of an area. */
export const everywhere = <T>({ rows, columns }: Area, value: T): T[][] =>
	Array.from({ length: rows }, () => Array.from({ length: columns }, () => value));
