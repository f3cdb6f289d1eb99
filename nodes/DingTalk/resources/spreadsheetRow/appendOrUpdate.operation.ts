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
 * @see DingTalk docs "工作表中追加行": POST …/sheets/{sheetId}/appendRows
 * @see DingTalk docs "获取工作表", "获取单元格区域": for the header and what rows hold
 */
export const appendOrUpdate: Operation = {
	value: 'appendOrUpdate',
	name: 'Append or Update',
	action: 'Append or update row in a spreadsheet',
	description:
		'Change the row of a spreadsheet that has the same values in the columns to match on, or add it below the last one (追加或更新行); none twice',
	endpoints: [
		'GET /v1.0/doc/workbooks/{workbookId}/sheets/{sheetId}',
		'GET /v1.0/doc/workbooks/{workbookId}/sheets/{sheetId}/ranges/{rangeAddress}',
		'PUT /v1.0/doc/workbooks/{workbookId}/sheets/{sheetId}/ranges/{rangeAddress}',
		'POST /v1.0/doc/workbooks/{workbookId}/sheets/{sheetId}/appendRows',
		NODE_OF_URL_CALL,
	],
	fields: [workbookLocator, sheetLocator, ...rowFields('upsert'), rowOptions('upsert')],
	...together(async (contexts) => await bySheet(contexts, 'upsert', matchRows('upsert'))),
};
