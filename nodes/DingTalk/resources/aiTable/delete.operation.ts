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

/** @see DingTalk docs "删除数据表": DELETE /v1.0/notable/bases/{baseId}/sheets/{sheetIdOrName} */
export const deleteTable: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete an AI table',
	description: 'Take a table (删除数据表) out of a base with all of its records; a base keeps one',
	endpoints: [
		'DELETE /v1.0/notable/bases/{baseId}/sheets/{sheetIdOrName}',
		'POST /v2.0/wiki/nodes/queryByUrl',
	],
	fields: [baseLocator, tableLocator, optionsField({ options: [tableOperatorOption] })],
	async run(context) {
		const { operatorId, baseId, table } = await resolveTable(context, readTable(context));
		return await once(context, ['aiTableDeletion', baseId, table], async () => {
			await context.api.request({
				method: 'DELETE',
				host: 'api',
				path: path`/v1.0/notable/bases/${baseId}/sheets/${table}`,
				answer: { success: 'true' },
				query: { operatorId },
			});
			return { table, baseId, deleted: true };
		});
	},
};
