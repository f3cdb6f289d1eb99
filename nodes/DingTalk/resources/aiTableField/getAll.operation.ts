import { optionsField } from '../../../shared/fields/collections';
import { kindOf } from '../../../shared/aiTable/columnKinds';
import {
	baseLocator,
	readTable,
	resolveTable,
	tableLocator,
	tableOperatorOption,
} from '../../../shared/aiTable/table';
import { attemptColumns } from '../../../shared/aiTable/columns';
import type { Operation } from '../../operation/operation';

/** @see DingTalk docs "获取所有字段": GET /v1.0/notable/bases/{baseId}/sheets/{sheetIdOrName}/fields */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many AI table fields',
	description:
		'List the columns (字段) of an AI table with their IDs, types and options, and whether a workflow can write them',
	endpoints: [
		'GET /v1.0/notable/bases/{baseId}/sheets/{sheetIdOrName}/fields',
		'POST /v2.0/wiki/nodes/queryByUrl',
	],
	fields: [baseLocator, tableLocator, optionsField({ options: [tableOperatorOption] })],
	async run(context) {
		const { api } = context;
		const where = await resolveTable(context, readTable(context));
		const outcome = await attemptColumns(api, where);
		if (!outcome.ok) throw api.toError(outcome.failure);
		return outcome.value.map(({ id, name, type, property }) => ({
			fieldId: id,
			name,
			type,
			isWritable: kindOf({ type }) !== undefined,
			...(property ? { property } : {}),
		}));
	},
};
