import type { INodeProperties } from 'n8n-workflow';

import type { Outcome } from '../../../shared/errors/failure';
import { success } from '../../../shared/errors/failure';
import { InputError } from '../../../shared/errors/inputError';
import { optionsField } from '../../../shared/fields/collections';
import { sorted } from '../../../shared/fields/sorted';
import { itemRunOf } from '../../../shared/itemKey';
import { memoryOf } from '../../../shared/memory';
import { toJson } from '../../../shared/wire/json';
import { RESOURCE_CALL } from '../../aiTable/attachments';
import { findRecords, matchKeyOf } from '../../aiTable/matching';
import { insertRecords, updateRecords } from '../../aiTable/recordCalls';
import { MAX_RECORDS } from '../../../shared/aiTable/listRecords';
import { recordFormFields } from '../../aiTable/recordForm';
import { baseLocator, tableLocator, tableOperatorOption } from '../../../shared/aiTable/table';
import type { Arranged, Entry, Merged } from '../../operation/batched';
import { batched } from '../../operation/batched';
import type { ItemResult, Operation } from '../../operation/operation';
import type { Matching } from './writing';
import {
	attachmentsOption,
	clientTokenOf,
	emptyValuesOption,
	linksByOption,
	mayConcernOne,
	missingIn,
	newOptionsOption,
	readBackOption,
	readWriting,
	tableKey,
	withLinks,
	withUploads,
} from './writing';

const severalRecordsOption: INodeProperties = {
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
interface Upsert extends Matching {
	severalRecords: 'fail' | 'all' | 'first';
	/** The record that has its values; undefined where there is none yet. */
	recordId?: string;
	/** Others have its values too, and get the same. */
	isOneOfMany?: boolean;
}

/**
 * The records of a table are looked for once, for all items together. Items that match on the same values are one
 * record, of which the later ones' values count.
 *
 * @see DingTalk docs "列出多行记录": POST …/records/list
 * @see DingTalk docs "新增记录": POST …/records
 * @see DingTalk docs "更新多行记录": PUT …/records
 */
export const upsert: Operation = {
	value: 'upsert',
	name: 'Create or Update',
	action: 'Create or update an AI table record',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	endpoints: [
		'POST /v1.0/notable/bases/{baseId}/sheets/{sheetIdOrName}/records/list',
		'POST /v1.0/notable/bases/{baseId}/sheets/{sheetIdOrName}/records',
		'PUT /v1.0/notable/bases/{baseId}/sheets/{sheetIdOrName}/records',
		'GET /v1.0/notable/bases/{baseId}/sheets/{sheetIdOrName}/fields',
		'POST /v2.0/wiki/nodes/queryByUrl',
		RESOURCE_CALL,
		'GET /v1.0/notable/bases/{baseId}/sheets/{sheetIdOrName}/records/{recordId}',
	],
	fields: [
		baseLocator,
		tableLocator,
		...recordFormFields('upsert'),
		optionsField({
			options: sorted([
				newOptionsOption,
				linksByOption,
				emptyValuesOption,
				attachmentsOption,
				severalRecordsOption,
				readBackOption,
				tableOperatorOption,
			]),
		}),
	],
	...batched<Upsert>({
		perCall: MAX_RECORDS,
		async read(context) {
			const options = context.read.group('options');
			const clearsEmpty = options.choice('emptyValues') === 'clear';
			const severalRecords = options.choice<Upsert['severalRecords']>('severalRecords');
			const matching = await readWriting(context, { mode: 'upsert', clearsEmpty });
			assertMatch(matching);
			return { ...matching, severalRecords };
		},
		keyOf: (value) => toJson([tableKey(value), value.matchOn.map(({ id }) => id)]),
		kindOf: ({ recordId }) => (recordId === undefined ? 'new' : 'known'),
		arrange,
		prepare: async (entry) => await withUploads(entry, entry.value.recordId),
		check: missingIn,
		mayConcernOne,
		async send(entries) {
			const left = entries.filter((entry) => !memoryFor(entry).has('done'));
			if (left.length > 0) {
				const outcome = await write(left);
				if (!outcome.ok) return outcome;
				for (const [index, entry] of left.entries()) {
					const action = entry.value.recordId === undefined ? 'created' : 'updated';
					memoryFor(entry).set('done', { recordId: outcome.value[index], action });
				}
			}
			return success(entries.map((entry) => ({ ...memoryFor(entry).get('done') })));
		},
	}),
};

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

const keyOf = ({ matchOn, fields }: Matching): string => matchKeyOf(matchOn, fields) ?? '';

async function arrange(all: ReadonlyArray<Entry<Upsert>>): Promise<Arranged<Upsert>> {
	const { entries, refused } = await withLinks(all);
	if (entries.length === 0) return { entries, refused };
	const [{ context, value }] = entries;
	const groups = new Map<string, Array<Entry<Upsert>>>();
	for (const entry of entries) {
		const key = keyOf(entry.value);
		const group = groups.get(key);
		if (group) group.push(entry);
		else groups.set(key, [entry]);
	}
	const wanted = [...groups.values()].map(([first]) => first.value.fields);
	const found = await findRecords(context.api, value.where, value.matchOn, wanted);
	const arranged: Arranged<Upsert> = { entries: [], refused };
	for (const [key, group] of groups) {
		const ids = found.get(key) ?? [];
		const isOne = ids.length < 2;
		const fitting = group.filter(({ context, value }) => {
			if (isOne || value.severalRecords !== 'fail') return true;
			arranged.refused.push({ context, error: fitsSeveral(value, ids) });
			return false;
		});
		if (fitting.length > 0) arranged.entries.push(merged(fitting, ids[0], !isOne));
		const wide = fitting.filter(({ value }) => value.severalRecords === 'all');
		if (wide.length === 0) continue;
		arranged.entries.push(...ids.slice(1).map((id) => merged(wide, id, true)));
	}
	return arranged;
}

function fitsSeveral(value: Upsert, ids: readonly string[]): InputError {
	const names = value.matchOn.map(({ name }) => name).join(', ');
	return new InputError(
		value.field,
		`fits ${ids.length} records by ${names}: ${ids.slice(0, 5).join(', ')}${ids.length > 5 ? '…' : ''}`,
		`Match on more columns, or set '${severalRecordsOption.displayName}' in the options`,
	);
}

/** Items that are one record. */
function merged(
	[first, ...later]: ReadonlyArray<Entry<Upsert>>,
	recordId: string | undefined,
	isOneOfMany: boolean,
): Merged<Upsert> {
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
		later: later.map(({ context }) => ({
			context,
			resultOf: (result: ItemResult) => ({ ...result, action: 'updated' }),
		})),
	};
}

async function write(entries: ReadonlyArray<Entry<Upsert>>): Promise<Outcome<string[]>> {
	const [{ context, value }] = entries;
	if (value.recordId === undefined) {
		const records = entries.map(({ value: { fields } }) => ({ fields }));
		return await insertRecords(context.api, value.where, records, clientTokenOf(entries));
	}
	const records = entries.map(({ value: { recordId = '', fields, blanks } }) => ({
		id: recordId,
		fields: { ...fields, ...blanks },
	}));
	return await updateRecords(context.api, value.where, records);
}

/** What became of an item, or of one of its records, in whichever attempt of n8n. */
const memoryFor = ({ context: { node, itemIndex }, value }: Entry<Upsert>) =>
	memoryOf<{ recordId: string; action: string }>(
		itemRunOf(node, itemIndex),
		...['aiTableRecordUpsert', value.where, value.fields, value.blanks],
		...(value.isOneOfMany ? [value.recordId] : []),
	);
