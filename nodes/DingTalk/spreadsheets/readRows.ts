import type { IDataObject } from 'n8n-workflow';

import { InputError } from '../../shared/errors/inputError';
import type { DingTalkApi } from '../../shared/transport/api';
import type { Area } from './address';
import type { CellPart, Place } from './calls';
import { fetchCells, fetchSheet, readPieces } from './calls';
import { cellKey } from './cells';
import type { RowFilters } from './filters';
import { fitsFilters } from './filters';
import type { Column } from './header';
import { columnsOf, ROW_NUMBER } from './header';
import type { View } from './view';
import { toDate } from './view';

export interface Reading {
	/** Most rows to return; Infinity for all. */
	limit: number;
	filters: RowFilters;
	view: View;
}

/**
 * Rows as objects by the header, in calls of as many cells as one takes, until there are enough.
 *
 * @throws InputError for a name that is no column; NodeApiError when DingTalk refuses
 */
export async function readRows(
	api: DingTalkApi,
	place: Place,
	{ limit, filters, view }: Reading,
): Promise<IDataObject[]> {
	const { bounds, firstDataRow } = view;
	const sheet = await fetchSheet(api, place);
	const endRow = Math.min(bounds.endRow ?? Infinity, Number(sheet.lastNonEmptyRow) + 1);
	const endColumn = Math.min(bounds.endColumn ?? Infinity, Number(sheet.lastNonEmptyColumn) + 1);
	if (bounds.row >= endRow || bounds.column >= endColumn) return [];
	const width = endColumn - bounds.column;
	const [header = []] = await fetchCells(api, place, { ...bounds, rows: 1, columns: width });
	const columns = columnsOf(header, bounds.column);
	const wanted = wantedOf(columns, view, filters);
	const area: Area = {
		row: firstDataRow,
		column: bounds.column,
		rows: Math.max(0, endRow - firstDataRow),
		columns: width,
	};
	const rows: IDataObject[] = [];
	for (const piece of piecesFor(area, limit, filters)) {
		const cells = await cellsOf(api, place, piece, view.part);
		cells.forEach((line, at) => {
			const isEmpty = line.every((cell) => cell === '' || cell === null || cell === undefined);
			if (rows.length >= limit || (isEmpty && !view.includesEmpty)) return;
			const textOf = (name: string) => textIn(line, columns, bounds.column, name, view);
			if (filters.list.length > 0 && !fitsFilters(filters, textOf)) return;
			rows.push(rowOf(line, wanted, bounds.column, piece.row + at, view));
		});
		if (rows.length >= limit) break;
	}
	return rows;
}

/** With a limit and nothing to look for, no more is read than is wanted; then what empty rows have left open. */
function piecesFor(area: Area, limit: number, filters: RowFilters): Area[] {
	if (filters.list.length > 0 || limit >= area.rows) return readPieces(area);
	const first = { ...area, rows: limit };
	const rest = { ...area, row: area.row + limit, rows: area.rows - limit };
	return [...readPieces(first), ...readPieces(rest)];
}

/** Of formulas only those cells that have one; what the others hold is read beside them. */
async function cellsOf(
	api: DingTalkApi,
	place: Place,
	area: Area,
	part: CellPart,
): Promise<unknown[][]> {
	const cells = await fetchCells(api, place, area, part);
	if (part !== 'formulas') return cells;
	const values = await fetchCells(api, place, area);
	return values.map((line, row) => line.map((value, column) => cells[row]?.[column] || value));
}

function rowOf(
	line: unknown[],
	columns: readonly Column[],
	first: number,
	row: number,
	view: View,
): IDataObject {
	const cells = columns.map(({ name, index }) => {
		const value = line[index - first] ?? '';
		const isDate = view.part === 'values' && view.dateColumns.includes(name);
		return [name, isDate ? toDate(value, view.timeZone) : value] as const;
	});
	return { [ROW_NUMBER]: row + 1, ...(Object.fromEntries(cells) as IDataObject) };
}

function textIn(
	line: unknown[],
	columns: readonly Column[],
	first: number,
	name: string,
	view: View,
): string {
	const column = columns.find((one) => one.name === name);
	if (!column) return '';
	const value = line[column.index - first];
	return cellKey(
		view.dateColumns.includes(name) ? toDate(value, view.timeZone) : value,
		view.timeZone,
	);
}

/** The columns to return. @throws InputError for a name that is none, in filters too */
function wantedOf(columns: Column[], view: View, filters: RowFilters): Column[] {
	const names = new Set(columns.map(({ name }) => name));
	const asked: Array<[string, string[]]> = [
		[view.labels.columns, view.columns],
		[view.labels.dateColumns, view.dateColumns],
		[filters.field, filters.list.map(({ column }) => column)],
	];
	for (const [field, list] of asked) {
		const strange = list.find((name) => !names.has(name));
		if (strange === undefined) continue;
		throw new InputError(
			field,
			`names '${strange}', which is no column of the sheet`,
			`Its columns are ${[...names].join(', ').slice(0, 300)}`,
		);
	}
	return view.columns.length === 0
		? columns
		: columns.filter(({ name }) => view.columns.includes(name));
}
