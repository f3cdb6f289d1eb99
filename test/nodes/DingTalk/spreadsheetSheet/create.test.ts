import { sheetRuns } from '../../../helpers/sheets.mts';

const { run, jsonsOf, errorOf, calls, control } = sheetRuns('spreadsheetSheet', {
	operation: 'create',
});

test('adds a sheet, and gives its ID', async () => {
	const [made] = await jsonsOf({ name: ' May 5月 ' });
	expect(made).toEqual({
		sheetId: expect.stringMatching(/^st-/),
		name: 'May 5月',
		workbookId: 'nodeOrders000000000000000000001',
	});
	const sheets = await jsonsOf({ operation: 'getAll' });
	expect(sheets.at(-1)).toEqual({ sheetId: made.sheetId, name: 'May 5月' });
});

test('is not made again with Retry On Fail because of another item', async () => {
	control().addFault({
		match: { id: 'workbook.createSheet' },
		afterCalls: 1,
		times: 1,
		answer: { status: 403, body: { code: 'forbidden.operationIllegal', message: 'no' } },
	});
	const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
	const { items, error } = await run(
		{ name: '={{ $json.name }}' },
		[{ name: 'a' }, { name: 'b' }],
		{
			settings,
		},
	);
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json.name)).toEqual(['a', 'b']);
});

test('refuses no name, and one that is too long, before anything is sent', async () => {
	expect(await errorOf({ name: '={{ " " }}' })).toMatch(/'Name' is empty/);
	expect(await errorOf({ name: 'x'.repeat(101) })).toMatch(
		/'Name' has 101 characters; the limit is 100/,
	);
	expect(calls('createSheet')).toBe(0);
});

test('says what DingTalk says of a name that is taken', async () => {
	expect(await errorOf({ name: 'Empty' })).toContain('The sheet name already exists.');
});
