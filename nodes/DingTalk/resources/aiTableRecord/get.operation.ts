import { optionsField } from '../../../shared/fields/collections';
import { simplifyField } from '../../../shared/fields/simplify';
import { fetchRecord } from '../../aiTable/recordCalls';
import {
	baseLocator,
	readTable,
	resolveTable,
	tableLocator,
	tableOperatorOption,
} from '../../../shared/aiTable/table';
import { columnsOf } from '../../../shared/aiTable/columns';
import type { Operation } from '../../operation/operation';
import { filesOption, shownRecord } from './reading';
import { recordIdField } from './writing';

/** @see DingTalk docs "获取记录": GET /v1.0/notable/bases/{baseId}/sheets/{sheetIdOrName}/records/{recordId} */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get an AI table record',
	description: 'Read one record (记录) of an AI table by its ID',
	endpoints: [
		'GET /v1.0/notable/bases/{baseId}/sheets/{sheetIdOrName}/records/{recordId}',
		'GET /v1.0/notable/bases/{baseId}/sheets/{sheetIdOrName}/fields',
		'POST /v2.0/wiki/nodes/queryByUrl',
	],
	fields: [
		baseLocator,
		tableLocator,
		recordIdField,
		simplifyField,
		optionsField({ options: [filesOption, tableOperatorOption] }),
	],
	async run(context) {
		const { api, read } = context;
		const input = readTable(context);
		const recordId = read.id(recordIdField.name);
		const isSimple = read.flag('simplify');
		const takesFiles = read.group('options').flag(filesOption.name);
		const where = await resolveTable(context, input);
		const columns = isSimple || takesFiles ? await columnsOf(api, where) : [];
		const record = await fetchRecord(api, where, recordId);
		return await shownRecord(context, record, columns, { isSimple, takesFiles });
	},
};
