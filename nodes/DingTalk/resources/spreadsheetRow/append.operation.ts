import { together } from '../../operation/operation';
import type { Operation } from '../../operation/operation';
import { NODE_OF_URL_CALL } from '../../../shared/drive/nodeRef';
import { appendError, appendRows } from '../../spreadsheets/appendRows';
import { bySheet } from '../../spreadsheets/bySheet';
import { fillItems } from '../../spreadsheets/fillItems';
import { rowFields, rowOptions } from '../../spreadsheets/rowFields';
import { rowResult } from '../../spreadsheets/rowResult';
import { sheetLocator, workbookLocator } from '../../spreadsheets/workbook';

/**
 * @see DingTalk docs "工作表中追加行": POST /v1.0/doc/workbooks/{workbookId}/sheets/{sheetId}/appendRows
 * @see DingTalk docs "获取工作表", "获取单元格区域", "更新单元格区域": for the header
 */
export const append: Operation = {
	value: 'append',
	name: 'Append',
	action: 'Append row to a spreadsheet',
	description:
		'Add rows (追加行) below the last one of a spreadsheet, each value in the column with its name; all items in few calls',
	endpoints: [
		'GET /v1.0/doc/workbooks/{workbookId}/sheets/{sheetId}',
		'GET /v1.0/doc/workbooks/{workbookId}/sheets/{sheetId}/ranges/{rangeAddress}',
		'PUT /v1.0/doc/workbooks/{workbookId}/sheets/{sheetId}/ranges/{rangeAddress}',
		'POST /v1.0/doc/workbooks/{workbookId}/sheets/{sheetId}/appendRows',
		NODE_OF_URL_CALL,
	],
	fields: [workbookLocator, sheetLocator, ...rowFields('add'), rowOptions('add')],
	...together(
		async (contexts) =>
			await bySheet(contexts, 'add', async (place, items) => {
				const { api } = items[0].context;
				const { table, filled, settled } = await fillItems(api, place, items, 'add');
				if (!table) return settled;
				const outcomes = await appendRows(api, place, filled, table.width);
				outcomes.forEach((outcome, at) => {
					const { index, item } = filled[at];
					settled[index] = outcome.ok
						? { ok: true, result: rowResult(item, outcome.row) }
						: { ok: false, error: appendError(api, outcome) };
				});
				return settled;
			}),
	),
};
