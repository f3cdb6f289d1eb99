import { InputError } from '../../shared/errors/inputError';
import type { DingTalkApi } from '../../shared/transport/api';
import { shown } from '../../shared/values/words';
import type { Settled } from '../operation/operation';
import type { NewRow } from './appendRows';
import { appendError, appendRows } from './appendRows';
import type { SheetWork } from './bySheet';
import type { Place } from './calls';
import type { FilledItem, RowCells } from './fillItems';
import { fillItems } from './fillItems';
import type { Table } from './header';
import { columnNamed } from './header';
import type { Matcher } from './matching';
import { matcherFor } from './matching';
import type { RowMode } from './rowFields';
import { valueFor } from './rowFields';
import { rowResult } from './rowResult';
import type { Changes } from './updateRows';
import { updateRows } from './updateRows';

/** Items by where they go. */
interface Sorted {
	/** With the rows that they fit. */
	found: Array<{ filled: FilledItem; rows: number[] }>;
	/** Each new row once, with all items that are it. */
	missing: Map<string, { row: NewRow; members: FilledItem[] }>;
}

/**
 * Updates the rows that items fit; what fits none is appended where that is wanted, and fails otherwise. Later items
 * count where several are one row.
 */
export const matchRows =
	(mode: Exclude<RowMode, 'add'>): SheetWork =>
	async (place, items) => {
		const { api } = items[0].context;
		const { table, filled, settled } = await fillItems(api, place, items, mode);
		if (!table) return settled;
		const matcher = await matcherFor(api, place, table, items[0]);
		const sorted = sortItems(filled, matcher, table, mode === 'upsert', settled);
		await update(api, place, sorted, table, settled);
		await appendMissing(api, place, sorted, table.width, settled);
		return settled;
	};

function sortItems(
	items: FilledItem[],
	matcher: Matcher,
	table: Table,
	appendsMissing: boolean,
	settled: Settled[],
): Sorted {
	const sorted: Sorted = { found: [], missing: new Map() };
	for (const filled of items) {
		try {
			const key = matcher.keyOf(filled.item);
			const rows = rowsFor(filled, matcher.rowsWith(key));
			if (rows.length > 0) sorted.found.push({ filled, rows });
			else if (appendsMissing) addMissing(sorted.missing, key, filled);
			else throw noRow(filled, table);
		} catch (error) {
			settled[filled.index] = { ok: false, error };
		}
	}
	return sorted;
}

/** @throws InputError where an item fits several rows and is to fit one */
function rowsFor({ item }: FilledItem, rows: number[]): number[] {
	const { severalRows } = item.options;
	if (rows.length < 2 || severalRows === 'all') return rows;
	if (severalRows === 'first') return rows.slice(0, 1);
	const numbers = rows.slice(0, 5).map((row) => row + 1);
	throw new InputError(
		item.input.field,
		`fits ${rows.length} rows by ${item.input.matchOn.join(', ')}: ${numbers.join(', ')}${rows.length > 5 ? '…' : ''}`,
		"Match on more columns, or set 'If Several Rows Match' in the options",
	);
}

const noRow = ({ item }: FilledItem, { sheet }: Table): InputError =>
	new InputError(
		item.input.field,
		`fits no row of the sheet '${sheet.name}' by ${item.input.matchOn
			.map((name) => `${name} = ${shown(valueFor(item.input, name))}`)
			.join(', ')
			.slice(0, 200)}`,
		'Nothing was written for it. Use Append or Update to add what is not there yet',
	);

function addMissing(missing: Sorted['missing'], key: string, filled: FilledItem): void {
	const known = missing.get(key);
	if (!known) {
		const cells = new Map(filled.cells);
		missing.set(key, { row: { item: filled.item, cells }, members: [filled] });
		return;
	}
	known.members.push(filled);
	for (const [column, text] of filled.cells) known.row.cells.set(column, text);
}

async function update(
	api: DingTalkApi,
	place: Place,
	{ found }: Sorted,
	{ columns }: Table,
	settled: Settled[],
): Promise<void> {
	const changes: Changes = new Map();
	for (const { filled, rows } of found) {
		const { matchOn } = filled.item.input;
		// What a row is found by it has already, perhaps as a formula.
		const known = new Set(matchOn.map((name) => columnNamed(columns, name)?.index));
		const changed = [...filled.cells].filter(([column]) => !known.has(column));
		for (const row of rows) {
			const cells: RowCells = changes.get(row) ?? new Map();
			changes.set(row, cells);
			for (const [column, text] of changed) cells.set(column, text);
		}
	}
	const failures = await updateRows(api, place, changes);
	for (const { filled, rows } of found) {
		const failed = rows.map((row) => failures.get(row)).find((failure) => failure !== undefined);
		settled[filled.index] = failed
			? { ok: false, error: api.toError(failed) }
			: { ok: true, result: rows.map((row) => rowResult(filled.item, row)) };
	}
}

async function appendMissing(
	api: DingTalkApi,
	place: Place,
	{ missing }: Sorted,
	width: number,
	settled: Settled[],
): Promise<void> {
	const rows = [...missing.values()];
	const outcomes = await appendRows(
		api,
		place,
		rows.map(({ row }) => row),
		width,
	);
	outcomes.forEach((outcome, at) => {
		for (const { index, item } of rows[at].members) {
			settled[index] = outcome.ok
				? { ok: true, result: rowResult(item, outcome.row) }
				: { ok: false, error: appendError(api, outcome) };
		}
	});
}
