import { sheetRuns } from '../../../helpers/sheets.mts';

const { jsonsOf, errorOf } = sheetRuns('spreadsheetSheet', { operation: 'getAll' });

test('lists the sheets in their order, up to the limit', async () => {
	const names = async (parameters: object) => (await jsonsOf(parameters)).map(({ name }) => name);
	expect(await names({ returnAll: true })).toEqual(['订单 Orders', 'Empty']);
	expect(await names({ returnAll: false, limit: 1 })).toEqual(['订单 Orders']);
});

test('says how to grant access to who has none', async () => {
	const options = { operatorId: { __rl: true, mode: 'id', value: 'bob' } };
	expect(await errorOf({ options })).toMatch(/^The person who acts has no access to this document/);
});
