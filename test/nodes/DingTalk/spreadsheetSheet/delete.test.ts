import { byId, sheetRuns } from '../../../helpers/sheets.mts';

const { jsonsOf, errorOf } = sheetRuns('spreadsheetSheet', { operation: 'delete' });

test('takes a sheet out, but not the last one', async () => {
	expect(await jsonsOf({ sheetId: byId('Empty') })).toEqual([{ success: true, sheetId: 'Empty' }]);
	expect(await errorOf({})).toMatch(
		/^The Operator may not do this in the document.*the last sheet cannot be deleted/,
	);
	expect(await jsonsOf({ operation: 'getAll' })).toHaveLength(1);
});
