import { pagingFields } from '../../fields/paging';
import type { Operation } from '../../operation/operation';
import { optionsField } from '../../../shared/fields/collections';
import { sorted } from '../../../shared/fields/sorted';
import { NODE_OF_URL_CALL } from '../../../shared/drive/nodeRef';
import { readFilters, rowFilters } from '../../spreadsheets/filters';
import { readRows } from '../../spreadsheets/readRows';
import { readView, viewOptions } from '../../spreadsheets/view';
import { placeOf, sheetLocator, sheetOperator, workbookLocator } from '../../spreadsheets/workbook';

/** @see DingTalk docs "获取工作表", "获取单元格区域": GET …/sheets/{sheetId}, …/ranges/{rangeAddress} */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many rows of a spreadsheet',
	description:
		'Read rows (读取行) of a spreadsheet as objects by the names in its header, all of them or those that fit',
	endpoints: [
		'GET /v1.0/doc/workbooks/{workbookId}/sheets/{sheetId}',
		'GET /v1.0/doc/workbooks/{workbookId}/sheets/{sheetId}/ranges/{rangeAddress}',
		NODE_OF_URL_CALL,
	],
	fields: [
		workbookLocator,
		sheetLocator,
		...pagingFields,
		...rowFilters,
		optionsField({ options: sorted([...viewOptions, sheetOperator]) }),
	],
	async run(context) {
		const { api, read, node } = context;
		const limit = read.limit();
		const filters = readFilters(read, node.getTimezone());
		const view = readView(read, node.getTimezone());
		return await readRows(api, await placeOf(context), { limit, filters, view });
	},
};
