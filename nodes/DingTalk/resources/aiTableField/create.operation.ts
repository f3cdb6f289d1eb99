import { optionsField } from '../../../shared/fields/collections';
import { path } from '../../../shared/wire/path';
import { columnFields, readColumn, toWireColumn } from '../../aiTable/columnForm';
import {
	baseLocator,
	readTable,
	resolveTable,
	tableLocator,
	tableOperatorOption,
} from '../../../shared/aiTable/table';
import type { Operation } from '../../operation/operation';
import { changeOnce } from '../../operation/changeOnce';
import { fieldKeys } from './column';

/** @see DingTalk docs "创建字段": POST /v1.0/notable/bases/{baseId}/sheets/{sheetIdOrName}/fields */
export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create an AI table field',
	description: 'Add a column (新建字段) of any type that DingTalk documents to an AI table',
	endpoints: [
		'POST /v1.0/notable/bases/{baseId}/sheets/{sheetIdOrName}/fields',
		'GET /v1.0/notable/bases/{baseId}/sheets',
		'POST /v2.0/wiki/nodes/queryByUrl',
	],
	fields: [
		baseLocator,
		tableLocator,
		...columnFields,
		optionsField({ options: [tableOperatorOption] }),
	],
	// Columns stand in the order in which they are made.
	orderKeys: fieldKeys,
	async run(context) {
		const input = readTable(context);
		const column = readColumn(context.read);
		const where = await resolveTable(context, input);
		const { operatorId, baseId, table } = where;
		const body = await toWireColumn(context.api, where, column);
		const fieldId = await changeOnce(
			context,
			path`/v1.0/notable/bases/${baseId}/sheets/${table}/fields`,
			{ operatorId, body, answer: 'id' },
		);
		return { fieldId, ...body };
	},
};
