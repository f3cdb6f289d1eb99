import { InputError } from '../../shared/errors/inputError';
import type { DingTalkApi } from '../../shared/transport/api';
import { toNumber } from '../../shared/values/number';
import type { RowItem } from './bySheet';
import type { Place } from './calls';
import { fetchCells } from './calls';
import { asTyped, cellKey, toKey } from './cells';
import type { Table } from './header';
import { columnNamed, ROW_NUMBER } from './header';
import { valueFor } from './rowFields';

/** Finds rows by what they hold in the columns to match on. */
export interface Matcher {
	/** What an item matches on; two items with the same one are the same row. @throws InputError for nothing */
	keyOf(item: RowItem): string;
	/** The rows with it, from 0, uppermost first. @throws InputError for a row number outside the sheet */
	rowsWith(key: string): number[];
}

/**
 * Reads the columns to match on, and nothing else of the sheet.
 *
 * @throws InputError for a row number beside other columns; NodeApiError when DingTalk refuses
 */
export async function matcherFor(
	api: DingTalkApi,
	place: Place,
	table: Table,
	{ input, options, timeZone }: RowItem,
): Promise<Matcher> {
	const { matchOn } = input;
	const dataRow = options.headerRow + 1;
	if (matchOn.includes(ROW_NUMBER) && !columnNamed(table.columns, ROW_NUMBER)) {
		return byNumber(input.field, matchOn, dataRow, table);
	}
	const rows = new Map<string, number[]>();
	const count = table.endRow - dataRow;
	const cells = await Promise.all(
		matchOn.map(async (name) => {
			const column = columnNamed(table.columns, name);
			// A sheet that has just got its header has no rows.
			if (!column) return [];
			const area = { row: dataRow, column: column.index, rows: Math.max(0, count), columns: 1 };
			return count > 0 ? await fetchCells(api, place, area) : [];
		}),
	);
	for (let at = 0; at < count; at++) {
		const parts = cells.map((column) => cellKey(column[at]?.[0], timeZone));
		const key = JSON.stringify(parts);
		const same = rows.get(key);
		if (same) same.push(dataRow + at);
		else rows.set(key, [dataRow + at]);
	}
	return {
		keyOf: (item) => JSON.stringify(matchOn.map((name) => partOf(item, name))),
		rowsWith: (key) =>
			rows.get(key) ?? (options.format === 'text' ? undefined : rows.get(typedKey(key))) ?? [],
	};
}

const typedKey = (key: string): string =>
	JSON.stringify((JSON.parse(key) as string[]).map(asTyped));

/** @throws InputError for an item that does not say what it matches on */
function partOf({ input, timeZone }: RowItem, name: string): string {
	const text = toKey(`${input.field} > ${name}`, valueFor(input, name), timeZone);
	if (text !== '') return text;
	throw new InputError(
		`${input.field} > ${name}`,
		'is empty, and tells which row it is',
		'Give the value by which the row is found, or match on another column',
	);
}

function byNumber(field: string, matchOn: string[], dataRow: number, table: Table): Matcher {
	if (matchOn.length > 1) {
		throw new InputError(
			field,
			`matches on ${ROW_NUMBER} and other columns`,
			`Match on ${ROW_NUMBER} alone: it names one row`,
		);
	}
	return {
		keyOf: ({ input }) => {
			const name = `${input.field} > ${ROW_NUMBER}`;
			const rule = { whole: true, min: dataRow + 1, max: Number(table.sheet.rowCount) };
			return String(toNumber(name, valueFor(input, ROW_NUMBER), rule));
		},
		rowsWith: (key) => [Number(key) - 1],
	};
}
