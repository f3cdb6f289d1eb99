import { together } from '../../operation/operation';
import type { Operation } from '../../operation/operation';
import { NODE_OF_URL_CALL } from '../../../shared/drive/nodeRef';
import { bySheet } from '../../spreadsheets/bySheet';
import { matchRows } from '../../spreadsheets/matchRows';
import { rowFields, rowOptions } from '../../spreadsheets/rowFields';
import { sheetLocator, workbookLocator } from '../../spreadsheets/workbook';

/**
 * The columns to match on are read as a whole, once for all items; of the rows only the cells that are given are
 * written.
 *
 * @see DingTalk docs "更新单元格区域": PUT …/sheets/{sheetId}/ranges/{rangeAddress}
 * @see DingTalk docs "获取工作表", "获取单元格区域": for the header and what rows hold
 */
export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update row in a spreadsheet',
	description:
		'Change rows (更新行) of a spreadsheet, found by the values of one or more columns or by their numbers; other cells stay as they are',
	endpoints: [
		'GET /v1.0/doc/workbooks/{workbookId}/sheets/{sheetId}',
		'GET /v1.0/doc/workbooks/{workbookId}/sheets/{sheetId}/ranges/{rangeAddress}',
		'PUT /v1.0/doc/workbooks/{workbookId}/sheets/{sheetId}/ranges/{rangeAddress}',
		NODE_OF_URL_CALL,
	],
	fields: [workbookLocator, sheetLocator, ...rowFields('update'), rowOptions('update')],
	...together(async (contexts) => await bySheet(contexts, 'update', matchRows('update'))),
};
