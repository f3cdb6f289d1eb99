import { optionsField } from '../../../shared/fields/collections';
import { path } from '../../../shared/wire/path';
import {
	baseLocator,
	readTable,
	resolveTable,
	tableLocator,
	tableOperatorOption,
} from '../../../shared/aiTable/table';
import type { Operation } from '../../operation/operation';
import { once } from '../../operation/once';
import { nameField } from './name';

/** @see DingTalk docs "更新数据表": PUT /v1.0/notable/bases/{baseId}/sheets/{sheetIdOrName} */
export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update an AI table',
	description: 'Give a table (数据表) of a base another name',
	endpoints: [
		'PUT /v1.0/notable/bases/{baseId}/sheets/{sheetIdOrName}',
		'POST /v2.0/wiki/nodes/queryByUrl',
	],
	fields: [
		baseLocator,
		tableLocator,
		{ ...nameField, displayName: 'New Name' },
		optionsField({ options: [tableOperatorOption] }),
	],
	async run(context) {
		const input = readTable(context);
		const name = context.read.filled(nameField.name);
		const { operatorId, baseId, table } = await resolveTable(context, input);
		// Under its old name it is not found again.
		return await once(context, ['aiTableName', baseId, table, name], async () => {
			const { id } = await context.api.request<{ id: string }>({
				method: 'PUT',
				host: 'api',
				path: path`/v1.0/notable/bases/${baseId}/sheets/${table}`,
				answer: { id: 'id' },
				query: { operatorId },
				body: { name },
			});
			return { tableId: id, name, baseId };
		});
	},
};
