import type { INodeProperties } from 'n8n-workflow';

import { optionsField } from '../../../shared/fields/collections';
import { failed, success } from '../../../shared/errors/failure';
import { path } from '../../../shared/wire/path';
import { recordFormFields } from '../../aiTable/recordForm';
import { baseLocator, tableLocator, tableOperatorOption } from '../../aiTable/table';
import { batched } from '../../operation/batched';
import type { Operation } from '../../operation/operation';
import type { Writing } from './writing';
import {
	idsAnswer,
	idsOf,
	MAX_RECORDS,
	mayConcernOne,
	newOptionsOption,
	readWriting,
	recordIdField,
	tableKey,
} from './writing';

const emptyValuesOption: INodeProperties = {
	displayName: 'Empty Values',
	name: 'emptyValues',
	type: 'options',
	options: [
		{ name: 'Clear the Column', value: 'clear' },
		{ name: 'Leave the Column as It Is', value: 'keep' },
	],
	default: 'keep',
	description: 'What becomes of columns whose value is empty here',
};

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
	],
	fields: [
		baseLocator,
		tableLocator,
		recordIdField,
		...recordFormFields,
		optionsField({ options: [newOptionsOption, emptyValuesOption, tableOperatorOption] }),
	],
	...batched<Writing & { recordId: string }>({
		perCall: MAX_RECORDS,
		async read(context) {
			const { read } = context;
			const recordId = read.id(recordIdField.name);
			const clearsEmpty = read.group('options').choice('emptyValues') === 'clear';
			return { recordId, ...(await readWriting(context, clearsEmpty)) };
		},
		keyOf: tableKey,
		subjectOf: ({ recordId }) => recordId,
		mayConcernOne,
		async send(entries) {
			const [{ context, value }] = entries;
			const { operatorId, baseId, table } = value.where;
			const records = entries.map(({ value: { recordId, fields } }) => ({ id: recordId, fields }));
			const outcome = await context.api.attempt({
				method: 'PUT',
				host: 'api',
				path: path`/v1.0/notable/bases/${baseId}/sheets/${table}/records`,
				answer: idsAnswer,
				query: { operatorId },
				body: { records },
				repeatable: true,
			});
			if (!outcome.ok) return failed(outcome.failure);
			const ids = idsOf(outcome.value, records.length);
			return ids.ok ? success(ids.value.map((recordId) => ({ recordId }))) : ids;
		},
	}),
};
