import { DateTime } from 'luxon';

import { systemClock } from '../../../../nodes/shared/run/clock';
import { byId, byUrl, columns, json, mapped, ORDERS, sheetRuns } from '../../../helpers/sheets.mts';

const { run, jsonsOf, errorOf, texts, calls, control } = sheetRuns('spreadsheetRow', {
	operation: 'append',
});
beforeEach(() => void jest.spyOn(systemClock, 'sleep').mockResolvedValue(undefined));
afterEach(() => jest.restoreAllMocks());

test('puts each value below its header, and says which row it became', async () => {
	const values = { Amount: 20.5, 'No.': 'A-1', Paid: true };
	expect(await jsonsOf(columns(values))).toEqual([{ rowNumber: 5, ...values }]);
	expect(texts()[4]).toEqual(['A-1', '', '20.5', '', 'TRUE']);
});

test('finds the spreadsheet by its link, and the sheet by its name', async () => {
	const link = `https://alidocs.dingtalk.com/i/nodes/${ORDERS}?utm_scene=team_space`;
	await jsonsOf({ workbookId: byUrl(link), ...json({ Amount: 1 }) });
	expect(texts()[4][2]).toBe('1');
});

test('asks once what a link leads to that was shared', async () => {
	const items = Array.from({ length: 3 }, (_item, index) => ({ Amount: index }));
	const workbookId = byUrl(`https://alidocs.dingtalk.com/i/p/${ORDERS}`);
	await jsonsOf({ workbookId, ...mapped() }, items);
	expect(texts().slice(4)).toHaveLength(3);
	expect(control().counts()['wiki.node.queryByUrl']).toBe(1);
});

test('writes 1,000 items in one call, in their order', async () => {
	const items = Array.from({ length: 1000 }, (_item, index) => ({ Amount: index }));
	const put = await jsonsOf(mapped(), items);
	expect(put[999]).toEqual({ rowNumber: 1004, Amount: 999 });
	expect(calls('appendRows')).toBe(1);
	expect(
		texts()
			.slice(4)
			.map((row) => row[2]),
	).toEqual(items.map(({ Amount }) => String(Amount)));
});

test('takes as many calls as many cells take', async () => {
	const items = Array.from({ length: 1500 }, (_item, index) => ({ Amount: index }));
	await jsonsOf(mapped(), items);
	expect(calls('appendRows')).toBe(2);
	expect(texts()).toHaveLength(1504);
});

describe('values', () => {
	const written = async (value: unknown, options: object = {}, timeZone = 'Asia/Shanghai') => {
		const sheet = { sheetId: { __rl: true, mode: 'name', value: 'Empty' } };
		await jsonsOf(
			{ ...sheet, specifyValues: 'json', rowJson: '={{ { v: $json.v } }}', options },
			[{ v: value as string }],
			{ timeZone },
		);
		const read = { resource: 'spreadsheetRange', operation: 'get', range: 'A2', part: 'all' };
		const [{ values, formulas }] = await jsonsOf({ ...sheet, ...read });
		return (formulas as string[][])[0][0] || (values as unknown[][])[0][0];
	};

	test.each<[string, unknown, unknown]>([
		['a number', 1520.5, 1520.5],
		['a small number', 0.0000001234, 0.0000001234],
		['a negative one', -3, -3],
		['a switch', false, false],
		['digits of a form', '42', 42],
		['text', 'Haixing 海星', 'Haixing 海星'],
		['an ID with a zero in front', '007', '007'],
		['an ID of many digits', '26605334524157029', '26605334524157029'],
		[
			'what looks like a formula',
			'=HYPERLINK("https://evil.example")',
			'=HYPERLINK("https://evil.example")',
		],
		['a phone number', '+8613800138000', '+8613800138000'],
		['what begins with a sign', '-A1', '-A1'],
		['a number of an article', '12E5', '12E5'],
		['an apostrophe', "'tis", "'tis"],
		['a day', '2026-05-01', '2026-05-01'],
		[
			'a moment, as the clocks of the workflow show it',
			'2026-05-01T01:30:00.000Z',
			'2026-05-01 09:30:00',
		],
		['a list', ['a', 'b'], '["a","b"]'],
		['an object', { a: 1 }, '{"a":1}'],
	])('of %s stay what they are', async (_what, value, cell) => {
		expect(await written(value)).toBe(cell);
	});

	test.each(['+8613800138000', '-A1', '12E5', '+'])(
		'such as %s are kept from what a sheet would make of them',
		async (value) => {
			await written(value);
			const sent = control()
				.journal()
				.find(({ id }) => id === 'workbook.appendRows');
			expect(sent?.request).toEqual({ values: [[`'${value}`]] });
		},
	);

	test.each(['-', '--', 'A-1', '-5'])('such as %s go as they are', async (value) => {
		await written(value);
		const sent = control()
			.journal()
			.find(({ id }) => id === 'workbook.appendRows');
		expect(sent?.request).toEqual({ values: [[value]] });
	});

	test('keep all digits of JSON text, and n8n can hold what comes out', async () => {
		const rowJson = '{"No.": 26605334524157029}';
		const put = await jsonsOf({ specifyValues: 'json', rowJson });
		expect(put).toEqual([{ rowNumber: 5, 'No.': '26605334524157029' }]);
		expect(texts()[4][0]).toBe('26605334524157029');
	});

	test('are formulas only where that is asked for', async () => {
		expect(await written('=1+1', { cellFormat: 'typed' })).toBe('=1+1');
		expect(control().sheetTexts(ORDERS, 'Empty')[1]).toEqual(['=1+1']);
		const read = { resource: 'spreadsheetRange', operation: 'get', range: 'A2', part: 'formulas' };
		const sheet = { sheetId: { __rl: true, mode: 'name', value: 'Empty' } };
		expect(await jsonsOf({ ...sheet, ...read })).toEqual([{ range: 'A2', formulas: [['=1+1']] }]);
	});

	test('are all text where that is asked for', async () => {
		expect(await written(true, { cellFormat: 'text' })).toBe('true');
	});

	test('that are dates of the workflow', async () => {
		const value = DateTime.fromISO('2026-05-01T09:30:00', { zone: 'Asia/Shanghai' });
		expect(await written(value.toISO())).toBe('2026-05-01 09:30:00');
	});

	test('that have lost digits are refused, and nothing is written', async () => {
		expect(await errorOf(mapped(), [{ Amount: 26605334524157028 }])).toMatch(
			/^'Values > Amount' is 26605334524157028, which was rounded/,
		);
		expect(calls('appendRows')).toBe(0);
	});
});

describe('a value without a column', () => {
	test('gets one behind the others, for all items at once', async () => {
		const put = await jsonsOf(mapped(), [
			{ 'No.': 'a', Note: 'x' },
			{ 'No.': 'b', City: 'y' },
		]);
		expect(put).toHaveLength(2);
		expect(texts()[0].slice(4)).toEqual(['Paid', 'Note', 'City']);
		expect(texts().slice(4)).toEqual([
			['a', '', '', '', '', 'x', ''],
			['b', '', '', '', '', '', 'y'],
		]);
		expect(calls('updateRange')).toBe(1);
	});

	test('is left out, or fails its item alone, as the option says', async () => {
		const items = [{ 'No.': 'a', Note: 'x' }, { 'No.': 'b' }];
		await jsonsOf({ ...mapped(), options: { extraFields: 'ignore' } }, items);
		expect(
			texts()
				.slice(4)
				.map(([number]) => number),
		).toEqual(['a', 'b']);
		expect(texts()[0]).toHaveLength(5);
		const { items: put } = await run({ ...mapped(), options: { extraFields: 'fail' } }, items, {
			settings: { onError: 'continueRegularOutput' },
		});
		expect(put[0].json.error).toBe(
			"'Values' has 'Note', which is no column of the sheet '订单 Orders'",
		);
		expect(put[1].json).toEqual({ rowNumber: 7, 'No.': 'b' });
		expect(put.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});

	test('makes the header of an empty sheet, whose name is no formula', async () => {
		await jsonsOf({ ...mapped(), sheetId: { __rl: true, mode: 'name', value: 'Empty' } }, [
			{ Name: 'Lina', '=A': 1 },
			{ Name: 'Bob', Age: 7 },
		]);
		expect(texts('Empty')).toEqual([
			['Name', '=A', 'Age'],
			['Lina', '1', ''],
			['Bob', '', '7'],
		]);
		const read = { resource: 'spreadsheetRange', operation: 'get', range: 'B1', part: 'formulas' };
		const sheet = { sheetId: { __rl: true, mode: 'name', value: 'Empty' } };
		expect(await jsonsOf({ ...sheet, ...read })).toEqual([{ range: 'B1', formulas: [['']] }]);
	});
});

test('takes items of Get Many as they are: their row number is no column', async () => {
	await jsonsOf(mapped(), [{ rowNumber: 2, Amount: 5 }]);
	expect(texts()[0]).toHaveLength(5);
	expect(texts()[4]).toEqual(['', '', '5', '', '']);
});

test('fills a column that is called rowNumber', async () => {
	control().typeCells(ORDERS, 'Empty', 'A1', [['No.', 'rowNumber']]);
	await jsonsOf({ sheetId: byId('Empty'), ...mapped() }, [{ 'No.': 1, rowNumber: 'r1' }]);
	expect(control().sheetTexts(ORDERS, 'Empty')[1]).toEqual(['1', 'r1']);
});

test('refuses to name columns above rows that have no header', async () => {
	control().typeCells(ORDERS, 'Empty', 'A2', [['data']]);
	const sheetId = { __rl: true, mode: 'name', value: 'Empty' };
	expect(await errorOf({ ...mapped(), sheetId }, [{ Name: 'x' }])).toMatch(
		/^'Header Row' is 1, and this row of the sheet 'Empty' is empty, with rows below it/,
	);
	expect(texts('Empty')).toEqual([[''], ['data']]);
});

test('refuses an item that would be an empty row', async () => {
	expect(await errorOf(mapped(), [{}])).toMatch(/^'Values' holds no value for any column/);
	expect(await errorOf(columns({ Amount: '' }))).toMatch(/holds no value for any column/);
	const ignoring = { ...mapped(), options: { extraFields: 'ignore' } };
	expect(await errorOf(ignoring, [{ Note: 'x' }])).toMatch(
		/^'Values' holds no value for any column of the sheet '订单 Orders' – Its columns are No\./,
	);
	expect(calls('appendRows')).toBe(0);
});

test.each([
	[
		'what is no address',
		byUrl('the orders of May'),
		/'Spreadsheet' is neither an address nor the ID of a spreadsheet/,
	],
	['nothing', byUrl('={{ "" }}'), /'Spreadsheet' is empty/],
])('refuses %s for a spreadsheet before anything is sent', async (_what, workbookId, wanted) => {
	expect(await errorOf({ workbookId, ...json({ Amount: 1 }) })).toMatch(wanted);
	expect(control().counts()).toEqual({});
});

test('waits for a spreadsheet that is still initialising', async () => {
	const workbookId = 'nodeNew0000000000000000000000003';
	const editors = ['zhangwei'];
	const sheets = [{ name: 'A', cells: [['Name']] }];
	control().makeWorkbook({ workbookId, name: 'N', editors, sheets, readyAfterMs: 2000 });
	jest.spyOn(systemClock, 'sleep').mockImplementation(async () => {
		await Promise.resolve();
		control().advanceClock(1000);
	});
	const place = { workbookId: byUrl(`https://alidocs.dingtalk.com/i/nodes/${workbookId}`) };
	await jsonsOf({
		...place,
		sheetId: { __rl: true, mode: 'name', value: 'A' },
		...json({ Name: 'x' }),
	});
	expect(texts('A', workbookId)).toEqual([['Name'], ['x']]);
});

test('says how to grant access to who has none', async () => {
	const options = { operatorId: { __rl: true, mode: 'id', value: 'bob' } };
	const told = await errorOf({ ...json({ Amount: 1 }), options });
	expect(told).toMatch(/^The person who acts has no access to this document – .*'Share' \(分享\)/);
	expect(told).toContain('forbidden.accessDenied');
});

describe('with Retry On Fail', () => {
	const retries = { settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 } };
	const items = Array.from({ length: 1500 }, (_item, index) => ({ Amount: index }));

	test('appends only what is missing', async () => {
		control().addFault({
			match: { id: 'workbook.appendRows' },
			afterCalls: 1,
			times: 1,
			answer: { status: 403, body: { code: 'forbidden.operationIllegal', message: 'locked' } },
		});
		expect(await jsonsOf(mapped(), items, retries)).toHaveLength(1500);
		expect(
			texts()
				.slice(4)
				.map((row) => row[2]),
		).toEqual(items.map(({ Amount }) => String(Amount)));
	});

	test('never appends again what may have arrived', async () => {
		control().addFault({
			match: { id: 'workbook.appendRows' },
			times: 1,
			afterWork: true,
			cut: true,
		});
		const { error } = await run(mapped(), items.slice(0, 3), retries);
		expect(error?.message).toMatch(/^It is not known whether the row was appended/);
		expect(error?.description).toContain('it is not sent again');
		expect(texts()).toHaveLength(7);
	});
});
