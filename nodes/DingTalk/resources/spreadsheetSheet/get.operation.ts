import type { IDataObject } from 'n8n-workflow';

import { optionsField } from '../../../shared/fields/collections';
import type { Operation } from '../../operation/operation';
import { NODE_OF_URL_CALL } from '../../../shared/drive/nodeRef';
import type { WireSheet } from '../../spreadsheets/calls';
import { fetchSheet } from '../../spreadsheets/calls';
import { placeOf, sheetLocator, sheetOperator, workbookLocator } from '../../spreadsheets/workbook';

/** @see DingTalk docs "获取工作表": GET /v1.0/doc/workbooks/{workbookId}/sheets/{sheetId} */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a sheet of a spreadsheet',
	description:
		'Read what a sheet (工作表) is like: name, size, how far it is filled, whether it is hidden',
	endpoints: ['GET /v1.0/doc/workbooks/{workbookId}/sheets/{sheetId}', NODE_OF_URL_CALL],
	fields: [workbookLocator, sheetLocator, optionsField({ options: [sheetOperator] })],
	run: async (context) => toSheet(await fetchSheet(context.api, await placeOf(context))),
};

/** A sheet in numbers as people count: the last filled row is the one that the sheet shows, 0 where it is empty. */
const toSheet = (sheet: WireSheet): IDataObject => ({
	sheetId: sheet.id,
	name: sheet.name,
	isHidden: sheet.visibility === 'hidden',
	rowCount: Number(sheet.rowCount),
	columnCount: Number(sheet.columnCount),
	filledRows: Number(sheet.lastNonEmptyRow) + 1,
	filledColumns: Number(sheet.lastNonEmptyColumn) + 1,
	frozenRows: Number(sheet.frozenRowCount ?? 0),
	frozenColumns: Number(sheet.frozenColumnCount ?? 0),
});
