import type { INode } from 'n8n-workflow';

import { doc } from '../sandbox/official.mts';
import { TwoClients, type Official } from './twoClients.mts';

const WORKBOOK = 'nodeOrders000000000000000000001';
const SHEETS = `/v1.0/doc/workbooks/${WORKBOOK}/sheets`;
const WHO = 'union-zhangwei';

let clients: TwoClients;
beforeAll(async () => {
	clients = await TwoClients.start();
});
beforeEach(() => {
	clients.sandbox.control.makeWorkbook({
		workbookId: WORKBOOK,
		name: 'Orders',
		editors: ['zhangwei'],
		sheets: [{ name: 'Orders' }, { name: 'Empty' }],
	});
	clients.taken();
});
afterAll(async () => await clients.close());

const clientOf = ({ config }: Official) => new doc.default(config);
const locator = (mode: string, value: string) => ({ __rl: true, mode, value });
const form = (resource: string, operation: string, more: INode['parameters']) => ({
	resource,
	operation,
	workbookId: locator('id', WORKBOOK),
	...more,
	options: {
		...(more.options as object | undefined),
		operatorId: locator('unionId', WHO),
	},
});

const LINK = { type: 'path', link: 'https://example.com', text: 'x' };

/** The path of a call on the sheet that has a plain name: the official client encodes nothing. */
const EMPTY = `${SHEETS}/Empty`;
const inEmpty = (resource: string, operation: string, more: INode['parameters'] = {}) =>
	form(resource, operation, { sheetId: locator('name', 'Empty'), ...more });
const asJson = (value: object) => ({ specifyValues: 'json', rowJson: JSON.stringify(value) });
/** As the node writes a range in the path; the official client leaves its colon as it is. */
const plainPath = ({ path, ...rest }: { path: string }) => ({
	...rest,
	path: decodeURIComponent(path),
});

/** Requests of both, alike but for the letters of the path that the client does not encode. */
async function expectSame(pair: Parameters<TwoClients['compare']>[0]): Promise<void> {
	const { node, client } = await clients.compare(pair);
	expect(node.map(plainPath)).toEqual(client.map(plainPath));
	expect(node).toHaveLength(1);
}

describe('a spreadsheet is worked on as by the official client', () => {
	it('its sheets are listed, read, made and deleted', async () => {
		await expectSame({
			parameters: form('spreadsheetSheet', 'getAll', { returnAll: true }),
			path: SHEETS,
			official: async (official) =>
				await clientOf(official).getAllSheetsWithOptions(
					WORKBOOK,
					new doc.GetAllSheetsRequest({ operatorId: WHO }),
					new doc.GetAllSheetsHeaders(official.headers),
					official.runtime,
				),
		});
		await expectSame({
			parameters: inEmpty('spreadsheetSheet', 'get'),
			path: EMPTY,
			official: async (official) =>
				await clientOf(official).getSheetWithOptions(
					WORKBOOK,
					'Empty',
					new doc.GetSheetRequest({ operatorId: WHO }),
					new doc.GetSheetHeaders(official.headers),
					official.runtime,
				),
		});
		await expectSame({
			parameters: form('spreadsheetSheet', 'create', { name: 'May 5月' }),
			path: SHEETS,
			official: async (official) =>
				await clientOf(official).createSheetWithOptions(
					WORKBOOK,
					new doc.CreateSheetRequest({ operatorId: WHO, name: 'May 5月' }),
					new doc.CreateSheetHeaders(official.headers),
					official.runtime,
				),
		});
		await expectSame({
			parameters: inEmpty('spreadsheetSheet', 'delete'),
			path: EMPTY,
			official: async (official) =>
				await clientOf(official).deleteSheetWithOptions(
					WORKBOOK,
					'Empty',
					new doc.DeleteSheetRequest({ operatorId: WHO }),
					new doc.DeleteSheetHeaders(official.headers),
					official.runtime,
				),
		});
	});

	it('its cells are read, written and cleared', async () => {
		await expectSame({
			parameters: inEmpty('spreadsheetRange', 'get', { range: 'A1:B2' }),
			path: /ranges/,
			official: async (official) =>
				await clientOf(official).getRangeWithOptions(
					WORKBOOK,
					'Empty',
					'A1:B2',
					new doc.GetRangeRequest({ operatorId: WHO, select: 'values' }),
					new doc.GetRangeHeaders(official.headers),
					official.runtime,
				),
		});
		await expectSame({
			parameters: inEmpty('spreadsheetRange', 'update', {
				range: 'A1:B1',
				updateFields: {
					values: '[["Haixing 海星", 1520.5]]',
					hyperlinks: JSON.stringify([[LINK, LINK]]),
					numberFormat: '0.00',
					backgroundColor: '#ffee00',
					fontColor: '#112233',
					fontSize: 12,
					fontWeight: 'bold',
					horizontalAlignment: 'right',
					verticalAlignment: 'top',
					wordWrap: 'clip',
				},
			}),
			path: /ranges/,
			official: async (official) =>
				await clientOf(official).updateRangeWithOptions(
					WORKBOOK,
					'Empty',
					'A1:B1',
					new doc.UpdateRangeRequest({
						operatorId: WHO,
						values: [['Haixing 海星', '1520.5']],
						hyperlinks: [[1, 2].map(() => new doc.UpdateRangeRequestHyperlinks(LINK))],
						numberFormat: '0.00',
						backgroundColors: [['#ffee00', '#ffee00']],
						fontColors: [['#112233', '#112233']],
						fontSizes: [[12, 12]],
						fontWeights: [['bold', 'bold']],
						horizontalAlignments: [['right', 'right']],
						verticalAlignments: [['top', 'top']],
						wordWrap: 'clip',
					}),
					new doc.UpdateRangeHeaders(official.headers),
					official.runtime,
				),
		});
		const clear = (keepFormats: boolean) =>
			inEmpty('spreadsheetRow', 'clear', { extent: 'range', range: 'A1:B2', keepFormats });
		await expectSame({
			parameters: clear(true),
			path: /clearData/,
			official: async (official) =>
				await clientOf(official).clearDataWithOptions(
					WORKBOOK,
					'Empty',
					'A1:B2',
					new doc.ClearDataRequest({ operatorId: WHO }),
					new doc.ClearDataHeaders(official.headers),
					official.runtime,
				),
		});
		await expectSame({
			parameters: clear(false),
			path: /clear$/,
			official: async (official) =>
				await clientOf(official).clearWithOptions(
					WORKBOOK,
					'Empty',
					'A1:B2',
					new doc.ClearRequest({ operatorId: WHO }),
					new doc.ClearHeaders(official.headers),
					official.runtime,
				),
		});
	});

	it('its rows and columns are appended, inserted and deleted', async () => {
		clients.sandbox.control.typeCells(WORKBOOK, 'Empty', 'A1', [
			['Name', 'Amount'],
			['a', '1'],
		]);
		await expectSame({
			parameters: inEmpty('spreadsheetRow', 'append', asJson({ Amount: 2.5, Name: '海星' })),
			path: `${EMPTY}/appendRows`,
			official: async (official) =>
				await clientOf(official).appendRowsWithOptions(
					WORKBOOK,
					'Empty',
					new doc.AppendRowsRequest({ operatorId: WHO, values: [['海星', '2.5']] }),
					new doc.AppendRowsHeaders(official.headers),
					official.runtime,
				),
		});
		const rows = { dimension: 'rows', firstRow: 2, count: 2 };
		const columns = { dimension: 'columns', firstColumn: 'B', count: 1 };
		await expectSame({
			parameters: inEmpty('spreadsheetRow', 'insert', rows),
			path: `${EMPTY}/insertRowsBefore`,
			official: async (official) =>
				await clientOf(official).insertRowsBeforeWithOptions(
					WORKBOOK,
					'Empty',
					new doc.InsertRowsBeforeRequest({ operatorId: WHO, row: 1, rowCount: 2 }),
					new doc.InsertRowsBeforeHeaders(official.headers),
					official.runtime,
				),
		});
		await expectSame({
			parameters: inEmpty('spreadsheetRow', 'insert', columns),
			path: `${EMPTY}/insertColumnsBefore`,
			official: async (official) =>
				await clientOf(official).insertColumnsBeforeWithOptions(
					WORKBOOK,
					'Empty',
					new doc.InsertColumnsBeforeRequest({ operatorId: WHO, column: 1, columnCount: 1 }),
					new doc.InsertColumnsBeforeHeaders(official.headers),
					official.runtime,
				),
		});
		await expectSame({
			parameters: inEmpty('spreadsheetRow', 'delete', rows),
			path: `${EMPTY}/deleteRows`,
			official: async (official) =>
				await clientOf(official).deleteRowsWithOptions(
					WORKBOOK,
					'Empty',
					new doc.DeleteRowsRequest({ operatorId: WHO, row: 1, rowCount: 2 }),
					new doc.DeleteRowsHeaders(official.headers),
					official.runtime,
				),
		});
		await expectSame({
			parameters: inEmpty('spreadsheetRow', 'delete', columns),
			path: `${EMPTY}/deleteColumns`,
			official: async (official) =>
				await clientOf(official).deleteColumnsWithOptions(
					WORKBOOK,
					'Empty',
					new doc.DeleteColumnsRequest({ operatorId: WHO, column: 1, columnCount: 1 }),
					new doc.DeleteColumnsHeaders(official.headers),
					official.runtime,
				),
		});
	});
});
