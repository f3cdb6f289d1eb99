import { callPicker, pickerError } from '../../../helpers/listSearch.mts';
import { byUrl, ORDERS, sheetRuns } from '../../../helpers/sheets.mts';

const { credentials } = sheetRuns('spreadsheetRow');

const at = (workbookId: unknown, operator?: string) => ({
	credentials: credentials(),
	parameters: {
		workbookId,
		...(operator ? { options: { operatorId: { __rl: true, mode: 'id', value: operator } } } : {}),
	} as never,
});
const link = byUrl(`https://alidocs.dingtalk.com/i/nodes/${ORDERS}`);

test('lists the sheets of the spreadsheet that was chosen', async () => {
	expect(await callPicker('searchSheets', at(link))).toEqual({
		results: [
			{ name: '订单 Orders', value: 'st-000001-1' },
			{ name: 'Empty', value: 'st-000001-2' },
		],
	});
	const { results } = await callPicker('searchSheets', { ...at(link), filter: 'orders' });
	expect(results.map(({ name }) => name)).toEqual(['订单 Orders']);
});

test('says what is missing, and who has no access', async () => {
	expect((await pickerError('searchSheets', at(byUrl('')))).message).toMatch(
		/^'Spreadsheet' is empty.*copy its address/,
	);
	expect((await pickerError('searchSheets', at(link, 'bob'))).message).toBe(
		'The person who acts has no access to this document',
	);
});
