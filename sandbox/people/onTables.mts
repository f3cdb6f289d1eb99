import type { Taken } from '../behaviours/aiTable/values.mts';
import { mirrorLinks, take } from '../behaviours/aiTable/values.mts';
import type { Base, Sheet, TableRecord } from '../state/aiTables.mts';
import type { Store } from '../state/store.mts';

/** A table of a base, both by their IDs. */
export interface TablePlace {
	baseId: string;
	sheetId: string;
}

/** Values by the names of their columns, in the forms that calls give; null empties one. */
export type TableValues = Record<string, unknown>;

interface Found {
	base: Base;
	sheet: Sheet;
	unionId: string;
}

/** The table, for somebody who may change it. */
function find(store: Store, { baseId, sheetId }: TablePlace, userId: string): Found {
	const base = store.aiTables.bases.get(baseId);
	const sheet = base?.sheets.find(({ id }) => id === sheetId);
	if (!base || !sheet) throw new TypeError(`No base "${baseId}" with a table "${sheetId}"`);
	const person = store.people.get(userId);
	if (!person || base.access[userId] !== 'write') {
		throw new TypeError(`"${userId}" may not change the base "${base.name}"`);
	}
	return { base, sheet, unionId: person.unionId };
}

function findRecord({ records }: Sheet, recordId: string): TableRecord {
	const record = records.find(({ id }) => id === recordId);
	if (!record) throw new TypeError(`No record has the ID "${recordId}"`);
	return record;
}

/** The values by field ID; one that its column does not take leaves all of the table as it was. */
function read(store: Store, sheet: Sheet, values: TableValues): TableRecord['values'] {
	const before = structuredClone(sheet.fields);
	const refuse = (text: string): never => {
		sheet.fields = before;
		throw new TypeError(text);
	};
	const entries = Object.entries(values).map(([name, given]) => {
		const field = sheet.fields.find((one) => one.name === name);
		if (!field) return refuse(`The table has no column "${name}"`);
		const taken: Taken = take(store, field, given);
		return 'problem' in taken ? refuse(`${name}: ${taken.problem}`) : [field.id, taken.value];
	});
	return Object.fromEntries(entries) as TableRecord['values'];
}

function changed(store: Store, { base, sheet }: Found): void {
	mirrorLinks(base, sheet);
	store.changed();
}

/** A person adds a record at the end of a table; gives its ID. */
export function addRecord(
	store: Store,
	place: TablePlace,
	userId: string,
	values: TableValues,
): string {
	const found = find(store, place, userId);
	const now = store.now();
	const record: TableRecord = {
		id: `rec${String(store.nextNumber()).padStart(8, '0')}`,
		values: read(store, found.sheet, values),
		...{ createdTime: now, createdBy: found.unionId },
		...{ lastModifiedTime: now, lastModifiedBy: found.unionId },
	};
	found.sheet.records.push(record);
	changed(store, found);
	return record.id;
}

/** A person changes cells of a record; the others stay. */
export function changeRecord(
	store: Store,
	place: TablePlace,
	userId: string,
	recordId: string,
	values: TableValues,
): void {
	const found = find(store, place, userId);
	const record = findRecord(found.sheet, recordId);
	Object.assign(record.values, read(store, found.sheet, values));
	record.lastModifiedTime = store.now();
	record.lastModifiedBy = found.unionId;
	changed(store, found);
}

/** A person deletes a record. */
export function deleteRecord(
	store: Store,
	place: TablePlace,
	userId: string,
	recordId: string,
): void {
	const found = find(store, place, userId);
	const record = findRecord(found.sheet, recordId);
	found.sheet.records = found.sheet.records.filter((one) => one !== record);
	changed(store, found);
}
