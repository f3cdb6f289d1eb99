import type { INodeProperties } from 'n8n-workflow';

import { InputError } from '../../../shared/errors/inputError';
import { optionsField } from '../../../shared/fields/collections';
import { simplifyField } from '../../../shared/fields/simplify';
import { runInOrder } from '../../../shared/run/runInOrder';
import { conditionFields, readConditions, toFilter } from '../../../shared/aiTable/filter';
import { listRecords } from '../../../shared/aiTable/listRecords';
import type { Column } from '../../../shared/aiTable/columns';
import {
	baseLocator,
	readTable,
	resolveTable,
	tableLocator,
	tableOperatorOption,
} from '../../../shared/aiTable/table';
import { columnsOf, columnIn, noColumn } from '../../../shared/aiTable/columns';
import { pagingFields } from '../../fields/paging';
import type { Operation } from '../../operation/operation';
import { filesOption, shownRecord } from './reading';

/** DingTalk docs "列出多行记录": most columns to be named. */
const MAX_COLUMNS = 100;

/** Files under way at once. */
const CONCURRENT_DOWNLOADS = 4;

const columnsOption: INodeProperties = {
	displayName: 'Columns',
	name: 'columnNames',
	type: 'string',
	default: '',
	placeholder: 'e.g. Task, Priority',
	description:
		'Names or IDs of the columns to return, separated by commas; all without any. Fewer columns make big tables quicker.',
};

/** @see DingTalk docs "列出多行记录": POST /v1.0/notable/bases/{baseId}/sheets/{sheetIdOrName}/records/list */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many AI table records',
	description: 'List records (记录) of an AI table: all of them, or those that fulfil conditions',
	endpoints: [
		'POST /v1.0/notable/bases/{baseId}/sheets/{sheetIdOrName}/records/list',
		'GET /v1.0/notable/bases/{baseId}/sheets/{sheetIdOrName}/fields',
		'POST /v2.0/wiki/nodes/queryByUrl',
	],
	fields: [
		baseLocator,
		tableLocator,
		...pagingFields,
		...conditionFields,
		simplifyField,
		optionsField({ options: [columnsOption, filesOption, tableOperatorOption] }),
	],
	async run(context) {
		const { api, read, node, directory } = context;
		const input = readTable(context);
		const limit = read.limit();
		const conditions = readConditions(read);
		const options = read.group('options');
		const named = options.texts(columnsOption.name);
		const isSimple = read.flag('simplify');
		const takesFiles = options.flag(filesOption.name);
		const timeZone = node.getTimezone();
		const where = await resolveTable(context, input);
		const columns = await columnsOf(api, where);
		const fieldIdOrNames = idsOfColumns(options.label(columnsOption.name), named, columns);
		const filter = await toFilter(directory, conditions, columns, timeZone);
		const body = {
			...(filter ? { filter } : {}),
			...(fieldIdOrNames.length > 0 ? { fieldIdOrNames } : {}),
		};
		const records = await listRecords(api, where, body, limit);
		return await runInOrder(records, {
			concurrency: CONCURRENT_DOWNLOADS,
			keysOf: () => [],
			run: async (record) => await shownRecord(context, record, columns, { isSimple, takesFiles }),
		});
	},
};

function idsOfColumns(field: string, names: string[], columns: readonly Column[]): string[] {
	if (names.length > MAX_COLUMNS) {
		throw new InputError(
			field,
			`names ${names.length} columns; the limit is ${MAX_COLUMNS}`,
			'Name fewer, or none for all columns',
		);
	}
	return names.map((name) => {
		const column = columnIn(columns, name);
		if (!column) throw noColumn(field, name, columns);
		return column.id;
	});
}
