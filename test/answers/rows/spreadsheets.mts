import type { Row } from '../row.mts';
import { operation } from '../row.mts';

const locator = (mode: string, value: string) => ({ __rl: true, mode, value });
const BOOK = {
	workbookId: locator('id', 'nodeOrders000000000000000000001'),
	options: { operatorId: locator('unionId', 'union-zhangwei') },
};
const SHEET = { ...BOOK, sheetId: locator('name', '订单 Orders') };
const values = (rowJson: string, matchColumns?: string) => ({
	...SHEET,
	specifyValues: 'json',
	rowJson,
	...(matchColumns === undefined ? {} : { matchColumns }),
});
const NEW = values('{"No.": "x", "Amount": 1}');
const FOUND = values('{"No.": "007", "Amount": 1}', 'No.');
const MISSING = values('={{ { "No.": "x" + Math.random(), Amount: 1 } }}', 'No.');
const RANGE = { ...SHEET, range: 'A1:B2' };

/** The calls that every operation on rows begins with. */
const reading = (name: string, given: object): Row[] => [
	operation(`${name}: the sheet`, 'workbook.getSheet', given),
	operation(`${name}: the header`, 'workbook.getRange', given),
];

/** Each operation by a link that was shared, which DingTalk is asked about. */
const BY_LINK: ReadonlyArray<[string, object]> = [
	['spreadsheetSheet/getAll', BOOK],
	['spreadsheetSheet/get', SHEET],
	['spreadsheetSheet/create', { ...BOOK, name: '={{ "Sheet " + Math.random() }}' }],
	['spreadsheetSheet/delete', SHEET],
	['spreadsheetRange/get', RANGE],
	['spreadsheetRange/update', { ...RANGE, updateFields: { numberFormat: '0.00' } }],
	['spreadsheetRow/append', NEW],
	['spreadsheetRow/update', FOUND],
	['spreadsheetRow/appendOrUpdate', FOUND],
	['spreadsheetRow/getAll', SHEET],
	['spreadsheetRow/clear', { ...RANGE, extent: 'range' }],
	['spreadsheetRow/insert', { ...SHEET, firstRow: 2 }],
	['spreadsheetRow/delete', { ...SHEET, firstRow: 2 }],
];
const SHARED = locator('url', 'https://alidocs.dingtalk.com/i/p/nodeOrders000000000000000000001');

export const spreadsheetRows: readonly Row[] = [
	...BY_LINK.map(([name, given]) =>
		operation(`${name}: by link`, 'wiki.node.queryByUrl', { ...given, workbookId: SHARED }),
	),
	operation('spreadsheetSheet/getAll', 'workbook.getAllSheets', BOOK),
	operation('spreadsheetSheet/get', 'workbook.getSheet', SHEET),
	operation('spreadsheetSheet/create', 'workbook.createSheet', {
		...BOOK,
		name: '={{ "Sheet " + Math.random() }}',
	}),
	operation('spreadsheetSheet/delete', 'workbook.deleteSheet', SHEET),
	operation('spreadsheetRange/get', 'workbook.getRange', RANGE),
	operation('spreadsheetRange/get: everything', 'workbook.getRange', { ...RANGE, part: 'all' }),
	operation('spreadsheetRange/update', 'workbook.updateRange', {
		...RANGE,
		updateFields: { numberFormat: '0.00' },
	}),
	...reading('spreadsheetRow/append', NEW),
	operation('spreadsheetRow/append', 'workbook.appendRows', NEW),
	operation(
		'spreadsheetRow/append: a new column',
		'workbook.updateRange',
		values('={{ { ["Column " + Math.random()]: 1 } }}'),
	),
	...reading('spreadsheetRow/update', FOUND),
	operation('spreadsheetRow/update', 'workbook.updateRange', FOUND),
	...reading('spreadsheetRow/appendOrUpdate', FOUND),
	operation('spreadsheetRow/appendOrUpdate: there', 'workbook.updateRange', FOUND),
	operation('spreadsheetRow/appendOrUpdate: new', 'workbook.appendRows', MISSING),
	...reading('spreadsheetRow/getAll', { ...SHEET, returnAll: true }),
	operation('spreadsheetRow/clear: the sheet', 'workbook.getSheet', SHEET),
	operation('spreadsheetRow/clear', 'workbook.clearData', {
		...RANGE,
		extent: 'range',
		keepFormats: true,
	}),
	operation('spreadsheetRow/clear: formats too', 'workbook.clear', {
		...RANGE,
		extent: 'range',
		keepFormats: false,
	}),
	...['insert', 'delete'].flatMap((verb) => {
		const name = `spreadsheetRow/${verb}`;
		const call =
			verb === 'insert'
				? ['insertRowsBefore', 'insertColumnsBefore']
				: ['deleteRows', 'deleteColumns'];
		return [
			operation(`${name}: rows`, `workbook.${call[0]}`, { ...SHEET, firstRow: 2 }),
			operation(`${name}: columns`, `workbook.${call[1]}`, {
				...SHEET,
				dimension: 'columns',
				firstColumn: 'B',
			}),
		];
	}),
];
