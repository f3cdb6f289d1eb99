import { byId, sheetRuns } from '../../../helpers/sheets.mts';

const { jsonsOf, errorOf, texts, calls, control } = sheetRuns('spreadsheetRow', {
	operation: 'clear',
});

test('empties all rows below the header, and keeps their formats', async () => {
	expect(await jsonsOf({})).toEqual([{ success: true, cleared: 'A2:E4' }]);
	expect(texts()).toEqual([['No.', '客户 Customer', 'Amount', 'Due', 'Paid']]);
	control().typeCells('nodeOrders000000000000000000001', '订单 Orders', 'D2', [['46174']]);
	expect(texts()[1][3]).toBe('2026-06-01');
});

test('empties a range, with its formats where that is wanted', async () => {
	await jsonsOf({ extent: 'range', range: 'D2:D3', keepFormats: false });
	control().typeCells('nodeOrders000000000000000000001', '订单 Orders', 'D2', [['46174']]);
	expect(texts().map((row) => row[3])).toEqual(['Due', '46174', '', '2026-09-01']);
});

test('empties the whole sheet, in as many calls as its size takes', async () => {
	const cells = Array.from({ length: 9000 }, () => ['a', 'b', 'c']);
	control().typeCells('nodeOrders000000000000000000001', 'Empty', 'A1', cells);
	const [{ cleared }] = await jsonsOf({ sheetId: byId('Empty'), extent: 'sheet' });
	expect([cleared, texts('Empty'), calls('clearData')]).toEqual(['A1:C9000', [], 2]);
});

test('has nothing to do in an empty sheet', async () => {
	expect(await jsonsOf({ sheetId: byId('Empty') })).toEqual([{ success: true, cleared: null }]);
});

test('refuses what is no range, or has no end', async () => {
	expect(await errorOf({ extent: 'range', range: 'x' })).toMatch(/'Range' is no range: x/);
	expect(await errorOf({ extent: 'range', range: 'A:C' })).toMatch(/'Range' has no last row/);
});
