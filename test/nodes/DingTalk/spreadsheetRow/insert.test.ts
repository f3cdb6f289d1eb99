import { systemClock } from '../../../../nodes/shared/run/clock';
import { sheetRuns } from '../../../helpers/sheets.mts';

const { run, jsonsOf, errorOf, texts, calls, control } = sheetRuns('spreadsheetRow', {
	operation: 'insert',
});
beforeEach(() => void jest.spyOn(systemClock, 'sleep').mockResolvedValue(undefined));
afterEach(() => jest.restoreAllMocks());

test('puts empty rows above a row, which counts as the sheet shows it', async () => {
	expect(await jsonsOf({ dimension: 'rows', firstRow: 2, count: 2 })).toEqual([
		{ success: true, inserted: 'rows', count: 2 },
	]);
	expect(texts().map(([number]) => number)).toEqual(['No.', '', '', '007', '008', '009']);
});

test('puts empty columns to the left of a column', async () => {
	await jsonsOf({ dimension: 'columns', firstColumn: 'b' });
	expect(texts()[0]).toEqual(['No.', '', '客户 Customer', 'Amount', 'Due', 'Paid']);
});

test('does items of one sheet in their order', async () => {
	const items = [2, 3, 4].map((row) => ({ row }));
	await jsonsOf({ firstRow: '={{ $json.row }}' }, items);
	expect(texts().map(([number]) => number)).toEqual(['No.', '', '', '', '007', '008', '009']);
});

test('is not done again with Retry On Fail where it may have been', async () => {
	control().addFault({
		match: { id: 'workbook.insertRowsBefore' },
		times: 1,
		afterWork: true,
		cut: true,
	});
	const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
	const { error } = await run({ firstRow: 2 }, [{}], { settings });
	expect(error?.description).toContain('With Retry On Fail it is not sent again');
	expect(texts()).toHaveLength(5);
});

test.each<[string, object, RegExp]>([
	[
		'a column by number',
		{ dimension: 'columns', firstColumn: '2' },
		/'First Column' is no column: 2/,
	],
	['no row', { firstRow: 0 }, /'First Row' is not a whole number from 1/],
	['too many', { count: 5001 }, /'Count' is not a whole number from 1 to 5000/],
])('refuses %s before anything is sent', async (_what, parameters, wanted) => {
	expect(await errorOf(parameters)).toMatch(wanted);
	expect(calls('insertRowsBefore') + calls('insertColumnsBefore')).toBe(0);
});
