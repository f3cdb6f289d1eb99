import { optionsField } from '../../../shared/fields/collections';
import { path } from '../../../shared/wire/path';
import { columnFields, readColumn, toWireColumn } from '../../aiTable/columnForm';
import { resolveNode } from '../../../shared/drive/nodeRef';
import { baseLocator, readBase, tableOperatorOption } from '../../../shared/aiTable/table';
import { operatorOf } from '../../../shared/contacts/operator';
import type { Operation } from '../../operation/operation';
import { changeOnce } from '../../operation/changeOnce';
import { nameField } from './name';

/** @see DingTalk docs "创建数据表": POST /v1.0/notable/bases/{baseId}/sheets */
export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create an AI table',
	description: 'Add a table (新建数据表) to a base, with its columns',
	endpoints: [
		'POST /v1.0/notable/bases/{baseId}/sheets',
		'GET /v1.0/notable/bases/{baseId}/sheets',
		'POST /v2.0/wiki/nodes/queryByUrl',
	],
	fields: [
		baseLocator,
		nameField,
		{
			displayName: 'Columns',
			name: 'columns',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, sortable: true },
			placeholder: 'Add Column',
			default: {},
			description:
				'The columns (字段) of the table, in their order. The first is its primary column, for which DingTalk takes some types only; text is one of them. Without any, DingTalk makes its own.',
			options: [{ displayName: 'Column', name: 'column', values: columnFields }],
		},
		optionsField({ options: [tableOperatorOption] }),
	],
	async run(context) {
		const { api, read } = context;
		const base = readBase(context);
		const name = read.filled(nameField.name);
		const columns = read.rows('columns', 'column').map(readColumn);
		const operatorId = await operatorOf(context);
		const baseId = await resolveNode(api, base, operatorId);
		const fields = await Promise.all(
			columns.map(async (column) => await toWireColumn(api, { operatorId, baseId }, column)),
		);
		const body = { name, ...(fields.length > 0 ? { fields } : {}) };
		const tableId = await changeOnce(context, path`/v1.0/notable/bases/${baseId}/sheets`, {
			operatorId,
			body,
			answer: 'id',
		});
		return { tableId, name, baseId };
	},
};
