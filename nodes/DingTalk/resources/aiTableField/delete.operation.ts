import { optionsField } from '../../../shared/fields/collections';
import { path } from '../../../shared/wire/path';
import {
	baseLocator,
	readTable,
	resolveTable,
	tableLocator,
	tableOperatorOption,
} from '../../../shared/aiTable/table';
import { once } from '../../operation/once';
import type { Operation } from '../../operation/operation';
import { fieldKeys, fieldLocator } from './column';

/** @see DingTalk docs "删除字段": DELETE …/sheets/{sheetIdOrName}/fields/{fieldIdOrName} */
export const deleteField: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete an AI table field',
	description:
		'Take a column (删除字段) out of an AI table with all of its values; the first column stays',
	endpoints: [
		'DELETE /v1.0/notable/bases/{baseId}/sheets/{sheetIdOrName}/fields/{fieldIdOrName}',
		'POST /v2.0/wiki/nodes/queryByUrl',
	],
	fields: [
		baseLocator,
		tableLocator,
		fieldLocator,
		optionsField({ options: [tableOperatorOption] }),
	],
	orderKeys: fieldKeys,
	async run(context) {
		const input = readTable(context);
		const field = context.read.id(fieldLocator.name);
		const { operatorId, baseId, table } = await resolveTable(context, input);
		return await once(context, ['aiTableFieldDeletion', baseId, table, field], async () => {
			await context.api.request({
				method: 'DELETE',
				host: 'api',
				path: path`/v1.0/notable/bases/${baseId}/sheets/${table}/fields/${field}`,
				answer: { success: 'true' },
				query: { operatorId },
			});
			return { field, table, baseId, deleted: true };
		});
	},
};
