import { sheetRuns } from '../../../helpers/sheets.mts';

const { jsonsOf, errorOf, calls, control } = sheetRuns('spreadsheetRange', { operation: 'get' });

test.each([
	['values', [['Nordwind', '']]],
	['displayValues', [['Nordwind', '']]],
	['formulas', [['', '=SUM(C2:C3)']]],
])('reads %s of a range', async (part, cells) => {
	expect(await jsonsOf({ range: 'b4:C4', part })).toEqual([{ range: 'B4:C4', [part]: cells }]);
});

test('reads everything with formats in one call', async () => {
	const [all] = await jsonsOf({ range: 'D2', part: 'all' });
	expect(all).toMatchObject({
		range: 'D2',
		values: [[46_174]],
		displayValues: [['2026-06-01']],
		backgroundColors: [[{ hexString: '#ffffff' }]],
	});
	expect(calls('getRange')).toBe(1);
});

test('reads more cells than one call takes', async () => {
	const cells = Array.from({ length: 9000 }, (_row, index) => [String(index), 'b', 'c']);
	control().typeCells('nodeOrders000000000000000000001', '订单 Orders', 'A1', cells);
	const [{ values }] = await jsonsOf({ range: 'A1:C9000' });
	expect((values as unknown[]).at(-1)).toEqual([8999, 'b', 'c']);
	expect(calls('getRange')).toBe(2);
});

test.each(['A', 'A1:', '1:2', 'B2:A1', 'Sheet!A1'])('refuses %s for a range', async (range) => {
	expect(await errorOf({ range })).toMatch(/^'Range' is no range/);
	expect(calls('getRange')).toBe(0);
});
