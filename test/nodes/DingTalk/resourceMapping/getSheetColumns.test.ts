import { formBy } from '../../../helpers/resourceMapping.mts';
import { byId, byUrl, ORDER_SHEET, ORDERS, sheetRuns } from '../../../helpers/sheets.mts';

const { credentials, control } = sheetRuns('spreadsheetRow');

const PLACE = {
	workbookId: byUrl(`https://alidocs.dingtalk.com/i/nodes/${ORDERS}`),
	sheetId: byId(ORDER_SHEET),
};
const HEADER = ['No.', '客户 Customer', 'Amount', 'Due', 'Paid'];

test('a sheet gives a field for each of its columns', async () => {
	const { fields, emptyFieldsNotice } = await formBy('getSheetColumns', PLACE, credentials());
	expect(emptyFieldsNotice).toBeUndefined();
	expect(fields[0]).toEqual({
		id: 'No.',
		displayName: 'No.',
		required: false,
		defaultMatch: false,
		canBeUsedToMatch: true,
		display: true,
		type: 'string',
	});
	expect(fields.map(({ id }) => id)).toEqual(HEADER);
});

test('for a row that is there, its number too', async () => {
	const { fields } = await formBy('getSheetColumnsToMatch', PLACE, credentials());
	expect(fields.map(({ id }) => id)).toEqual(['rowNumber', ...HEADER]);
});

test('the header may be another row', async () => {
	control().typeCells(ORDERS, 'Empty', 'A3', [['Key', 'Value']]);
	const options = { headerRow: 3 };
	const { fields } = await formBy(
		'getSheetColumns',
		{ ...PLACE, sheetId: byId('Empty'), options },
		credentials(),
	);
	expect(fields.map(({ id }) => id)).toEqual(['Key', 'Value']);
});

test.each([
	['no sheet', { ...PLACE, sheetId: byId('') }, /Choose the spreadsheet and the sheet first/],
	[
		'an expression',
		{ ...PLACE, sheetId: byId('={{ $json.x }}') },
		/or set 'Specify Values' to JSON/,
	],
	[
		'a sheet without a header',
		{ ...PLACE, sheetId: byId('Empty') },
		/The header row of this sheet is empty/,
	],
])('%s gives none, and says what to do', async (_what, parameters, wanted) => {
	const { fields, emptyFieldsNotice } = await formBy('getSheetColumns', parameters, credentials());
	expect(fields).toEqual([]);
	expect(emptyFieldsNotice).toMatch(wanted);
});
