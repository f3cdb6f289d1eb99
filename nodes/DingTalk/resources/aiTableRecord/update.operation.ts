import { optionsField } from '../../../shared/fields/collections';
import { sorted } from '../../../shared/fields/sorted';
import { success } from '../../../shared/errors/failure';
import { RESOURCE_CALL } from '../../aiTable/attachments';
import { updateRecords } from '../../aiTable/recordCalls';
import { MAX_RECORDS } from '../../../shared/aiTable/listRecords';
import { findByField, recordFormFields } from '../../aiTable/recordForm';
import { baseLocator, tableLocator, tableOperatorOption } from '../../../shared/aiTable/table';
import { batched } from '../../operation/batched';
import type { Operation } from '../../operation/operation';
import type { Matched } from './matched';
import {
	arrangeMatched,
	fitsNone,
	matchedKey,
	readMatched,
	recordIdOf,
	severalRecordsOption,
} from './matched';
import {
	attachmentsOption,
	emptyValuesOption,
	linksByOption,
	mayConcernOne,
	missingIn,
	newOptionsOption,
	readBackOption,
	readWriting,
	recordIdField,
	withLinks,
	withUploads,
} from './writing';

/**
 * Columns that are not given stay as they are.
 *
 * @see DingTalk docs "更新多行记录": PUT /v1.0/notable/bases/{baseId}/sheets/{sheetIdOrName}/records
 */
export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update an AI table record',
	description:
		'Change columns of a record (记录) of an AI table by its ID, or of those that have the same values in some columns; many items go into few calls',
	endpoints: [
		'PUT /v1.0/notable/bases/{baseId}/sheets/{sheetIdOrName}/records',
		'GET /v1.0/notable/bases/{baseId}/sheets/{sheetIdOrName}/fields',
		'POST /v2.0/wiki/nodes/queryByUrl',
		RESOURCE_CALL,
		'POST /v1.0/notable/bases/{baseId}/sheets/{sheetIdOrName}/records/list',
		'GET /v1.0/notable/bases/{baseId}/sheets/{sheetIdOrName}/records/{recordId}',
	],
	fields: [
		baseLocator,
		tableLocator,
		findByField,
		{ ...recordIdField, displayOptions: { show: { findBy: ['id'] } } },
		...recordFormFields('update'),
		optionsField({
			options: sorted([
				newOptionsOption,
				linksByOption,
				emptyValuesOption,
				attachmentsOption,
				{ ...severalRecordsOption, displayOptions: { show: { '/findBy': ['columns'] } } },
				readBackOption,
				tableOperatorOption,
			]),
		}),
	],
	...batched<Matched>({
		perCall: MAX_RECORDS,
		async read(context) {
			const { read } = context;
			if (read.choice(findByField.name) === 'columns') return await readMatched(context, 'update');
			const recordId = read.id(recordIdField.name);
			const clearsEmpty = read.group('options').choice('emptyValues') === 'clear';
			return { ...(await readWriting(context, { clearsEmpty })), recordId, severalRecords: 'fail' };
		},
		keyOf: matchedKey,
		subjectOf: ({ recordId = '' }) => recordId,
		prepare: async (entry) => await withUploads(entry, entry.value.recordId),
		arrange: async (entries) =>
			entries[0].value.matchOn.length > 0
				? await arrangeMatched(entries, fitsNone)
				: await withLinks(entries),
		check: missingIn,
		nameOf: recordIdOf,
		mayConcernOne,
		async send(entries) {
			const [{ context, value }] = entries;
			const records = entries.map(({ value: { recordId = '', fields, blanks } }) => ({
				id: recordId,
				fields: { ...fields, ...blanks },
			}));
			const outcome = await updateRecords(context.api, value.where, records);
			return outcome.ok ? success(outcome.value.map((recordId) => ({ recordId }))) : outcome;
		},
	}),
};
