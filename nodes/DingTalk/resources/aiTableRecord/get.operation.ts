import { optionsField } from '../../../shared/fields/collections';
import { simplifyField } from '../../../shared/fields/simplify';
import { path } from '../../../shared/wire/path';
import type { WireRecord } from '../../aiTable/record';
import { recordAnswer, toItem } from '../../aiTable/record';
import {
	baseLocator,
	columnsOf,
	readTable,
	resolveTable,
	tableLocator,
	tableOperatorOption,
} from '../../aiTable/table';
import type { Operation } from '../../operation/operation';
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
		optionsField({ options: [tableOperatorOption] }),
	],
	async run(context) {
		const { api, read, node } = context;
		const input = readTable(context);
		const recordId = read.id(recordIdField.name);
		const isSimple = read.flag('simplify');
		const where = await resolveTable(context, input);
		const columns = isSimple ? await columnsOf(api, where) : [];
		const record = await api.request<WireRecord>({
			method: 'GET',
			host: 'api',
			path: path`/v1.0/notable/bases/${where.baseId}/sheets/${where.table}/records/${recordId}`,
			answer: recordAnswer(''),
			query: { operatorId: where.operatorId },
		});
		return isSimple ? toItem(record, columns, node.getTimezone()) : { ...record };
	},
};
