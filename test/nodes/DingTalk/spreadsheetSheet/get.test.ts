import { byId, sheetRuns } from '../../../helpers/sheets.mts';

const { jsonsOf, errorOf } = sheetRuns('spreadsheetSheet', { operation: 'get' });

test('tells name, size and how far a sheet is filled, as people count', async () => {
	expect(await jsonsOf({})).toEqual([
		{
			sheetId: 'st-000001-1',
			name: '订单 Orders',
			isHidden: false,
			rowCount: 200,
			columnCount: 40,
			filledRows: 4,
			filledColumns: 5,
			frozenRows: 0,
			frozenColumns: 0,
		},
	]);
	const [empty] = await jsonsOf({ sheetId: byId('Empty') });
	expect(empty).toMatchObject({ filledRows: 0, filledColumns: 0 });
});

test('says what to check for a sheet that is not there', async () => {
	expect(await errorOf({ sheetId: byId('Sheet9') })).toMatch(
		/^DingTalk finds no such document, sheet, table, column or record – .*no access: share the document with the Operator/,
	);
});
