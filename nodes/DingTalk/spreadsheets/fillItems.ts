import { InputError } from '../../shared/errors/inputError';
import type { DingTalkApi } from '../../shared/transport/api';
import type { Settled } from '../operation/operation';
import type { RowItem } from './bySheet';
import { write } from './calls';
import type { Place } from './calls';
import { toCell } from './cells';
import type { Table } from './header';
import { columnNamed, fetchTable, ROW_NUMBER } from './header';
import type { RowInput, RowMode } from './rowFields';

/** The cells of one item: what each column is to hold, as text; by the columns' places. */
export type RowCells = Map<number, string>;

/** An item with its cells, and its place among the items. */
export interface FilledItem {
	item: RowItem;
	index: number;
	cells: RowCells;
}

/** Items and the sheet that they go into. */
export interface Filled {
	/** Undefined where no item could be filled: then nothing was asked. */
	table?: Table;
	filled: FilledItem[];
	/** Of those that could not be filled; the others have none yet. */
	settled: Settled[];
}

/**
 * The cells of all items, by the header of the sheet. Columns that are missing are made first, where that is wanted;
 * a sheet without a header gets one. Where rows are changed, what holds nothing leaves its cell alone.
 *
 * @throws InputError for a column to match on that is none; NodeApiError when DingTalk refuses
 */
export async function fillItems(
	api: DingTalkApi,
	place: Place,
	items: RowItem[],
	mode: RowMode,
): Promise<Filled> {
	const [{ input, options }] = items;
	const settled: Settled[] = [];
	const drafts = items.flatMap((item, index) => {
		try {
			return [{ item, index, texts: textsOf(item, mode) }];
		} catch (error) {
			settled[index] = { ok: false, error };
			return [];
		}
	});
	if (drafts.length === 0) return { filled: [], settled };
	const table = await fetchTable(api, place, options.headerRow);
	if (mode === 'update' || table.columns.length > 0) assertColumns(input, table);
	const wanted = new Set<string>();
	// An item that comes from Get Many names its row.
	if (!columnNamed(table.columns, ROW_NUMBER)) {
		drafts.forEach(({ texts }) => texts.delete(ROW_NUMBER));
	}
	const known = drafts.filter(({ item, index, texts }) => {
		const strange = [...texts.keys()].filter((name) => !columnNamed(table.columns, name));
		const error = refusalOf(item, table, strange, texts.size);
		if (error) settled[index] = { ok: false, error };
		else strange.forEach((name) => wanted.add(name));
		return !error;
	});
	const isWanted = options.extraFields === 'insert' || table.columns.length === 0;
	if (wanted.size > 0 && isWanted) {
		await addColumns(api, place, table, [...wanted], options.headerRow);
	}
	const filled = known.map(({ item, index, texts }) => {
		const cells: RowCells = new Map();
		for (const [name, text] of texts) {
			const column = columnNamed(table.columns, name);
			if (column) cells.set(column.index, text);
		}
		return { item, index, cells };
	});
	return { table, filled, settled };
}

/** Why an item is refused for names that are no columns; undefined where it is not. */
function refusalOf(
	{ input, options }: RowItem,
	table: Table,
	strange: string[],
	count: number,
): InputError | undefined {
	// A sheet without a header gets one in any case.
	if (strange.length === 0 || table.columns.length === 0) return undefined;
	const isEmpty = options.extraFields === 'ignore' && strange.length === count;
	if (options.extraFields !== 'fail' && !isEmpty) return undefined;
	return new InputError(
		input.field,
		isEmpty
			? `holds no value for any column of the sheet '${table.sheet.name}'`
			: `has '${strange[0]}', which is no column of the sheet '${table.sheet.name}'`,
		`Its columns are ${namesOf(table)}. Or set 'If There Is No Such Column' in the options`,
	);
}

/** @throws InputError for a column to match on that is none */
function assertColumns({ field, matchOn }: RowInput, table: Table): void {
	const name = matchOn.find((one) => one !== ROW_NUMBER && !columnNamed(table.columns, one));
	if (name === undefined) return;
	throw new InputError(
		field,
		`matches on '${name}', which is no column of the sheet '${table.sheet.name}'`,
		table.columns.length === 0
			? "Its header row is empty: look at 'Header Row' in the options"
			: `Its columns are ${namesOf(table)}`,
	);
}

const namesOf = ({ columns }: Table): string =>
	columns
		.map(({ name }) => name)
		.join(', ')
		.slice(0, 300);

/** The values of an item as texts, by name; the number of its row among them. @throws InputError for none at all */
function textsOf({ input, options, timeZone }: RowItem, mode: RowMode): Map<string, string> {
	const keepsEmpty = mode !== 'add';
	const texts = new Map<string, string>();
	for (const [key, value] of Object.entries(input.values)) {
		const name = key.trim();
		if (name === '' || value === undefined || (keepsEmpty && value === null)) continue;
		const rules = { format: options.format, timeZone };
		texts.set(name, toCell(`${input.field} > ${name}`, value, rules));
	}
	const isFilled = ([name, text]: [string, string]) =>
		name !== ROW_NUMBER && (keepsEmpty || text !== '');
	if ([...texts].some(isFilled)) return texts;
	throw new InputError(
		input.field,
		'holds no value for any column',
		'Give a value for at least one column: an empty row would be written',
	);
}

/** @throws InputError where the sheet has no room for them; NodeApiError when DingTalk refuses */
async function addColumns(
	api: DingTalkApi,
	place: Place,
	table: Table,
	names: string[],
	headerRow: number,
): Promise<void> {
	const { sheet, columns, width } = table;
	if (columns.length === 0 && table.endRow > headerRow + 1) {
		throw new InputError(
			'Header Row',
			`is ${headerRow + 1}, and this row of the sheet '${sheet.name}' is empty, with rows below it`,
			"Write the names of the columns into it, or set 'Header Row' in the options to where they are",
		);
	}
	// A sheet that is empty is filled from its first column on.
	const column = columns.length === 0 ? 0 : width;
	if (column + names.length > Number(sheet.columnCount)) {
		throw new InputError(
			'Values',
			`need ${names.length} more columns, and the sheet '${sheet.name}' has room for ${Number(sheet.columnCount) - column}`,
			"Insert columns first, or set 'If There Is No Such Column' in the options to ignore them",
		);
	}
	const area = { row: headerRow, column, rows: 1, columns: names.length };
	// A name that looks like a formula is none.
	const values = [names.map((name) => toCell('Values', name, { format: 'auto', timeZone: 'UTC' }))];
	await write(api, place, area, { values });
	table.columns.push(...names.map((name, at) => ({ name, index: column + at })));
	table.width = column + names.length;
	table.endRow = Math.max(table.endRow, headerRow + 1);
}
