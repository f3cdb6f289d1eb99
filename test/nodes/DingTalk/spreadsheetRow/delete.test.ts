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

test('says what DingTalk refuses', async () => {
	expect(await errorOf({ firstRow: 900 })).toMatch(
		/^DingTalk finds something wrong.*rows and columns of the sheet/,
	);
	expect(calls('deleteRows')).toBe(0);
});
