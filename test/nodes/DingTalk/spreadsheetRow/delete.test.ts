import { systemClock } from '../../../../nodes/shared/run/clock';
import { sheetRuns } from '../../../helpers/sheets.mts';

const { run, jsonsOf, errorOf, texts, calls, control } = sheetRuns('spreadsheetRow', {
	operation: 'delete',
});
beforeEach(() => void jest.spyOn(systemClock, 'sleep').mockResolvedValue(undefined));
afterEach(() => jest.restoreAllMocks());

test('takes rows out, which count as the sheet shows them', async () => {
	expect(await jsonsOf({ dimension: 'rows', firstRow: 2, count: 2 })).toEqual([
		{ success: true, deleted: 'rows', count: 2 },
	]);
	expect(texts().map(([number]) => number)).toEqual(['No.', '009']);
});

test('takes columns out', async () => {
	await jsonsOf({ dimension: 'columns', firstColumn: 'B', count: 3 });
	expect(texts()[0]).toEqual(['No.', 'Paid']);
});

test('takes out what the numbers told before anything was, in whatever order items come', async () => {
	await jsonsOf({ firstRow: '={{ $json.row }}' }, [{ row: 2 }, { row: 3 }]);
	expect(texts().map(([number]) => number)).toEqual(['No.', '009']);
});

test('an item that fails leaves the others alone, and their places', async () => {
	const { items, error } = await run(
		{ firstRow: '={{ $json.row }}' },
		[{ row: 2 }, { row: 0 }, { row: 900 }, { row: 4 }],
		{ settings: { onError: 'continueRegularOutput' } },
	);
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json.success ?? String(json.error).slice(0, 11))).toEqual([
		true,
		"'First Row'",
		'DingTalk fi',
		true,
	]);
	expect(texts().map(([number]) => number)).toEqual(['No.', '008']);
});

test('is done once, and not again with Retry On Fail because of another item', async () => {
	control().addFault({
		match: { id: 'workbook.deleteRows' },
		afterCalls: 1,
		times: 1,
		answer: { status: 403, body: { code: 'forbidden.accessDenied', message: 'no' } },
	});
	const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
	const { error } = await run({ firstRow: '={{ $json.row }}' }, [{ row: 4 }, { row: 2 }], {
		settings,
	});
	expect(error).toBeUndefined();
	expect(texts().map(([number]) => number)).toEqual(['No.', '008']);
});

test('after a failure nothing above is taken out, so that the next attempt finds the rows where they were', async () => {
	control().addFault({
		match: { id: 'workbook.deleteRows' },
		times: 1,
		answer: { status: 403, body: { code: 'forbidden.accessDenied', message: 'no' } },
	});
	const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
	const { error } = await run({ firstRow: '={{ $json.row }}' }, [{ row: 2 }, { row: 3 }], {
		settings,
	});
	expect(error).toBeUndefined();
	expect(texts().map(([number]) => number)).toEqual(['No.', '009']);
});

test('says what DingTalk refuses', async () => {
	expect(await errorOf({ firstRow: 900 })).toMatch(
		/^DingTalk finds something wrong.*rows and columns of the sheet/,
	);
	expect(calls('deleteRows')).toBe(0);
});
