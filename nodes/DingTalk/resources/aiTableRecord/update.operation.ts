import { optionsField } from '../../../shared/fields/collections';
import { sorted } from '../../../shared/fields/sorted';
import { success } from '../../../shared/errors/failure';
import { RESOURCE_CALL } from '../../aiTable/attachments';
import { updateRecords } from '../../aiTable/recordCalls';
import { MAX_RECORDS } from '../../../shared/aiTable/listRecords';
import { recordFormFields } from '../../aiTable/recordForm';
import { baseLocator, tableLocator, tableOperatorOption } from '../../../shared/aiTable/table';
import { batched } from '../../operation/batched';
import type { Operation } from '../../operation/operation';
import type { Writing } from './writing';
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
	tableKey,
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
		'Change columns of a record (记录) of an AI table by its ID; many items go into few calls',
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
		recordIdField,
		...recordFormFields('add'),
		optionsField({
			options: sorted([
				newOptionsOption,
				linksByOption,
				emptyValuesOption,
				attachmentsOption,
				readBackOption,
				tableOperatorOption,
			]),
		}),
	],
	...batched<Writing & { recordId: string }>({
		perCall: MAX_RECORDS,
		async read(context) {
			const { read } = context;
			const recordId = read.id(recordIdField.name);
			const clearsEmpty = read.group('options').choice('emptyValues') === 'clear';
			return { recordId, ...(await readWriting(context, { clearsEmpty })) };
		},
		keyOf: tableKey,
		subjectOf: ({ recordId }) => recordId,
		prepare: async (entry) => await withUploads(entry, entry.value.recordId),
		arrange: withLinks,
		check: missingIn,
		mayConcernOne,
		async send(entries) {
			const [{ context, value }] = entries;
			const records = entries.map(({ value: { recordId, fields, blanks } }) => ({
				id: recordId,
				fields: { ...fields, ...blanks },
			}));
			const outcome = await updateRecords(context.api, value.where, records);
			return outcome.ok ? success(outcome.value.map((recordId) => ({ recordId }))) : outcome;
		},
	}),
};
