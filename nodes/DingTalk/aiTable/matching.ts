import type { IDataObject } from 'n8n-workflow';

import type { DingTalkApi } from '../../shared/transport/api';
import { toJson } from '../../shared/wire/json';
import { kindOf } from '../../shared/aiTable/columnKinds';
import type { WireRecord } from '../../shared/aiTable/record';
import { listRecords, MAX_RECORDS } from '../../shared/aiTable/listRecords';
import type { Table } from '../../shared/aiTable/table';
import type { Column } from '../../shared/aiTable/columns';

/** Types for which DingTalk's `equal` finds what has the same value, and nothing less. */
const PLAIN = ['text', 'number', 'currency'];

/** Conditions of one filter. DingTalk names no limit: a long list may be refused [unverified]. */
const MAX_CONDITIONS = 20;

/**
 * What records are told apart by: the same for values that are to be written and for what DingTalk gives.
 *
 * @returns undefined where a column is empty
 */
export function matchKeyOf(columns: readonly Column[], fields: IDataObject): string | undefined {
	const parts = columns.map((column) => partOf(column, fields[column.name]));
	return parts.includes('') ? undefined : toJson(parts);
}

function partOf(column: Column, wire: unknown): string {
	if (wire === undefined || wire === null) return '';
	const value = kindOf(column)?.show(wire, 'UTC');
	// The order of people, departments, records and choices says nothing.
	if (Array.isArray(value)) return value.length === 0 ? '' : toJson(value.map(String).sort());
	const isAddress = typeof value === 'object' && value !== null && 'link' in value;
	return String(isAddress ? value.link : value);
}

/**
 * Which records have the wanted values: by filters, or by all records of the table where those are fewer calls.
 *
 * @param wanted the values of the columns to match on, each combination once
 * @returns the IDs of records by `matchKeyOf`, in the order of the table
 * @throws NodeApiError when DingTalk refuses
 */
export async function findRecords(
	api: DingTalkApi,
	where: Table,
	columns: readonly Column[],
	wanted: readonly IDataObject[],
): Promise<Map<string, string[]>> {
	const found = new Map<string, string[]>();
	for (const { id, fields } of await candidatesFor(api, where, columns, wanted)) {
		const key = matchKeyOf(columns, fields);
		if (key === undefined) continue;
		const ids = found.get(key);
		if (ids) ids.push(id);
		else found.set(key, [id]);
	}
	return found;
}

async function candidatesFor(
	api: DingTalkApi,
	where: Table,
	columns: readonly Column[],
	wanted: readonly IDataObject[],
): Promise<WireRecord[]> {
	const query = { fieldIdOrNames: columns.map(({ id }) => id) };
	const filters = filtersFor(columns, wanted);
	if (!filters) return await listRecords(api, where, query);
	if (filters.length > 1) {
		// How large the table is, nobody says: it is read for as long as filters would take.
		const limit = (filters.length - 1) * MAX_RECORDS;
		const all = await listRecords(api, where, query, limit);
		if (all.length < limit) return all;
	}
	// What DingTalk takes for equal may be wider, and two filters then find one record.
	const records = new Map<string, WireRecord>();
	for (const filter of filters) {
		for (const record of await listRecords(api, where, { ...query, filter })) {
			records.set(record.id, record);
		}
	}
	return [...records.values()];
}

/** Filters that leave all that may match, perhaps more; undefined where no column has a plain `equal`. */
function filtersFor(
	columns: readonly Column[],
	wanted: readonly IDataObject[],
): IDataObject[] | undefined {
	const column = columns.find(({ type }) => PLAIN.includes(type));
	if (!column) return undefined;
	const values = [...new Set(wanted.map((fields) => String(fields[column.name])))];
	const filters: IDataObject[] = [];
	for (let at = 0; at < values.length; at += MAX_CONDITIONS) {
		const conditions = values.slice(at, at + MAX_CONDITIONS).map((value) => ({
			field: column.name,
			operator: 'equal',
			value: [value],
		}));
		filters.push({ combination: 'or', conditions });
	}
	return filters;
}
