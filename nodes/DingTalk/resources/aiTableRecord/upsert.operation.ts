import type { Outcome } from '../../../shared/errors/failure';
import { success } from '../../../shared/errors/failure';
import { optionsField } from '../../../shared/fields/collections';
import { sorted } from '../../../shared/fields/sorted';
import { itemRunOf } from '../../../shared/itemKey';
import { memoryOf } from '../../../shared/memory';
import { RESOURCE_CALL } from '../../aiTable/attachments';
import { insertRecords, updateRecords } from '../../aiTable/recordCalls';
import { MAX_RECORDS } from '../../../shared/aiTable/listRecords';
import { recordFormFields } from '../../aiTable/recordForm';
import { baseLocator, tableLocator, tableOperatorOption } from '../../../shared/aiTable/table';
import type { Entry } from '../../operation/batched';
import { batched } from '../../operation/batched';
import type { Operation } from '../../operation/operation';
import type { Matched } from './matched';
import {
	arrangeMatched,
	matchedKey,
	matchedPlace,
	readMatched,
	recordIdOf,
	severalRecordsOption,
} from './matched';
import {
	attachmentsOption,
	clientTokenOf,
	emptyValuesOption,
	linksByOption,
	mayConcernOne,
	missingIn,
	newOptionsOption,
	readBackOption,
	withUploads,
} from './writing';

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
	...batched<Matched>({
		perCall: MAX_RECORDS,
		read: async (context) => await readMatched(context, 'upsert'),
		keyOf: matchedKey,
		placeOf: matchedPlace,
		kindOf: ({ recordId }) => (recordId === undefined ? 'new' : 'known'),
		arrange: async (entries) => await arrangeMatched(entries),
		prepare: async (entry) => await withUploads(entry, entry.value.recordId),
		check: missingIn,
		nameOf: recordIdOf,
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

async function write(entries: ReadonlyArray<Entry<Matched>>): Promise<Outcome<string[]>> {
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
const memoryFor = ({ context: { node, itemIndex }, value }: Entry<Matched>) =>
	memoryOf<{ recordId: string; action: string }>(
		itemRunOf(node, itemIndex),
		...['aiTableRecordUpsert', value.where, value.fields, value.blanks],
		...(value.isOneOfMany ? [value.recordId] : []),
	);
