/** Records that are found by the values of columns: of Create or Update, and of Update by columns. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InputError } from '../../../shared/errors/inputError';
import { toJson } from '../../../shared/wire/json';
import { findRecords, matchKeyOf } from '../../aiTable/matching';
import type { RecordMode } from '../../aiTable/recordForm';
import type { Arranged, Entry, Merged } from '../../operation/batched';
import type { ItemContext, ItemResult } from '../../operation/operation';
import type { Matching } from './writing';
import { readWriting, tableKey, withLinks } from './writing';

export const severalRecordsOption: INodeProperties = {
	displayName: 'If Several Records Match',
	name: 'severalRecords',
	type: 'options',
	options: [
		{ name: 'Fail', value: 'fail', description: 'The item fails, and nothing of it is written' },
		{
			name: 'Update All',
			value: 'all',
			description: 'Every one of them gets the values; the item becomes one for each',
		},
		{ name: 'Update First', value: 'first', description: 'The first one of the table is updated' },
	],
	default: 'fail',
	description: 'What to do where more than one record has the values of the columns to match on',
};

/** An item's record, or one of several. */
export interface Matched extends Matching {
	severalRecords: 'fail' | 'all' | 'first';
	/** The record that has its values; undefined where there is none. */
	recordId?: string;
	/** Others have its values too, and get the same. */
	isOneOfMany?: boolean;
}

/** @throws InputError naming the column; NodeApiError when DingTalk refuses */
export async function readMatched(context: ItemContext, mode: RecordMode): Promise<Matched> {
	const options = context.read.group('options');
	const clearsEmpty = options.choice('emptyValues') === 'clear';
	const severalRecords = options.choice<Matched['severalRecords']>(severalRecordsOption.name);
	const matching = await readWriting(context, { mode, clearsEmpty });
	assertMatch(matching);
	return { ...matching, severalRecords };
}

/** @throws InputError for an item that does not say what it matches on */
function assertMatch({ matchOn, fields, titledLinks, field }: Matching): void {
	const missing = matchOn.find(
		(column) =>
			matchKeyOf([column], fields) === undefined &&
			!titledLinks.some((link) => link.column === column),
	);
	if (!missing) return;
	throw new InputError(
		`${field} > ${missing.name}`,
		'is empty, and tells which record it is',
		'Give the value by which the record is found, or match on another column',
	);
}

/** Records of one table, in the name of one person, that are found by the same columns go together. */
export const matchedKey = (value: Matching): string =>
	toJson([tableKey(value), value.matchOn.map(({ id }) => id)]);

/** Whoever writes them: what one makes is what others find. */
export const matchedPlace = ({ where }: Matching): string => toJson([where.baseId, where.table]);

/**
 * Looks for the records of all items of a table at once. Items that match on the same values are one record, of which
 * the later ones' values count.
 *
 * @param absent what an item comes to that no record fits; without it that is a new record
 * @throws NodeApiError when DingTalk refuses
 */
export async function arrangeMatched(
	all: ReadonlyArray<Entry<Matched>>,
	absent?: (value: Matched) => Error,
): Promise<Arranged<Matched>> {
	const { entries, refused } = await withLinks(all);
	if (entries.length === 0) return { entries, refused };
	const [{ context, value }] = entries;
	const groups = new Map<string, Array<Entry<Matched>>>();
	for (const entry of entries) {
		const key = matchKeyOf(entry.value.matchOn, entry.value.fields) ?? '';
		const group = groups.get(key);
		if (group) group.push(entry);
		else groups.set(key, [entry]);
	}
	const wanted = [...groups.values()].map(([first]) => first.value.fields);
	const found = await findRecords(context.api, value.where, value.matchOn, wanted);
	const arranged: Arranged<Matched> = { entries: [], refused };
	for (const [key, group] of groups) {
		const ids = found.get(key) ?? [];
		const isOneOfMany = ids.length > 1;
		const errorOf = (one: Matched): Error | undefined => {
			if (ids.length === 0) return absent?.(one);
			return isOneOfMany && one.severalRecords === 'fail' ? fitsSeveral(one, ids) : undefined;
		};
		const fitting = group.filter((entry) => {
			const error = errorOf(entry.value);
			if (error) arranged.refused.push({ context: entry.context, error });
			return !error;
		});
		if (fitting.length > 0) arranged.entries.push(merged(fitting, ids[0], isOneOfMany));
		const wide = fitting.filter((entry) => entry.value.severalRecords === 'all');
		if (wide.length === 0) continue;
		arranged.entries.push(...ids.slice(1).map((id) => merged(wide, id, isOneOfMany)));
	}
	return arranged;
}

const namesOf = ({ matchOn }: Matched): string => matchOn.map(({ name }) => name).join(', ');

export const fitsNone = (value: Matched): InputError =>
	new InputError(
		value.field,
		`fits no record by ${namesOf(value)}`,
		'Look whether the table has a record with the same values; Create or Update adds one that is not there',
	);

const fitsSeveral = (value: Matched, ids: readonly string[]): InputError =>
	new InputError(
		value.field,
		`fits ${ids.length} records by ${namesOf(value)}: ${ids.slice(0, 5).join(', ')}${ids.length > 5 ? '…' : ''}`,
		`Match on more columns, or set '${severalRecordsOption.displayName}' in the options`,
	);

/** Items that are one record. */
function merged(
	[first, ...later]: ReadonlyArray<Entry<Matched>>,
	recordId: string | undefined,
	isOneOfMany: boolean,
): Merged<Matched> {
	const fields = { ...first.value.fields };
	const blanks = { ...first.value.blanks };
	const files = { ...first.value.files };
	for (const { value } of later) {
		for (const name of Object.keys(value.blanks)) {
			delete fields[name];
			delete files[name];
		}
		for (const name of [...Object.keys(value.fields), ...Object.keys(value.files)]) {
			delete blanks[name];
		}
		Object.assign(fields, value.fields);
		Object.assign(blanks, value.blanks);
		for (const [name, added] of Object.entries(value.files)) {
			files[name] = value.addsFiles ? [...(files[name] ?? []), ...added] : added;
		}
	}
	return {
		context: first.context,
		value: { ...first.value, recordId, isOneOfMany, fields, blanks, files },
		later: later.map(({ context }) => ({ context, resultOf: asLater })),
	};
}

/** Which record it was, for an item that changes several. */
export const recordIdOf = (result: ItemResult): string => String((result as IDataObject).recordId);

/** Of what the first one made, a later one is a change. */
function asLater(result: ItemResult): ItemResult {
	const isAction = typeof result === 'object' && 'action' in result;
	return isAction ? { ...result, action: 'updated' } : result;
}
