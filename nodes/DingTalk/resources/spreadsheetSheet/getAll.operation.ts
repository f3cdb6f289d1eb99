import { optionsField } from '../../../shared/fields/collections';
import { pagingFields } from '../../fields/paging';
import type { Operation } from '../../operation/operation';
import { NODE_OF_URL_CALL } from '../../../shared/drive/nodeRef';
import { fetchSheets } from '../../spreadsheets/calls';
import { bookOf, sheetOperator, workbookLocator } from '../../spreadsheets/workbook';

/** @see DingTalk docs "获取所有工作表": GET /v1.0/doc/workbooks/{workbookId}/sheets */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many sheets of a spreadsheet',
	description: 'List the sheets (工作表) of a spreadsheet in their order',
	endpoints: ['GET /v1.0/doc/workbooks/{workbookId}/sheets', NODE_OF_URL_CALL],
	fields: [workbookLocator, ...pagingFields, optionsField({ options: [sheetOperator] })],
	async run(context) {
		const limit = context.read.limit();
		const sheets = await fetchSheets(context.api, await bookOf(context));
		return sheets.slice(0, limit).map(({ id, name }) => ({ sheetId: id, name }));
	},
};
