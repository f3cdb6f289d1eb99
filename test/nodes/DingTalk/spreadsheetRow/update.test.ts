import { byId, columns, json, mapped, sheetRuns } from '../../../helpers/sheets.mts';

const { run, jsonsOf, errorOf, texts, calls, control } = sheetRuns('spreadsheetRow', {
	operation: 'update',
});

test('changes the cells that are given, in the row that matches, and no others', async () => {
	expect(await jsonsOf(columns({ 'No.': '008', Amount: 310, Paid: null }, ['No.']))).toEqual([
		{ rowNumber: 3, 'No.': '008', Amount: 310, Paid: null },
	]);
	expect(texts()).toEqual([
		['No.', '客户 Customer', 'Amount', 'Due', 'Paid'],
		['007', '海星 Haixing', '1520.5', '2026-06-01', 'TRUE'],
		['008', '北辰 Beichen', '310', '2026-08-01', 'FALSE'],
		['009', 'Nordwind', '=SUM(C2:C3)', '2026-09-01', 'FALSE'],
	]);
});

test('finds rows by several columns, and by the number that Get Many gives', async () => {
	await jsonsOf(json({ '客户 Customer': 'Nordwind', Paid: false, Due: '' }, '客户 Customer, Paid'));
	expect(texts()[3][3]).toBe('');
	await jsonsOf(mapped(['rowNumber']), [{ rowNumber: 2, Paid: false }]);
	expect(texts()[1]).toEqual(['007', '海星 Haixing', '1520.5', '2026-06-01', 'FALSE']);
});

test('finds them by a name of the input with blanks around it, and by a moment in the cells', async () => {
	await jsonsOf(mapped(['No.']), [{ ' No. ': '008', Amount: 1 }]);
	expect(texts()[2][2]).toBe('1');
	const moment = '2026-05-01T01:30:00.000Z';
	control().typeCells('nodeOrders000000000000000000001', 'Empty', 'A1', [
		['When', 'Value'],
		[moment, 'x'],
	]);
	await jsonsOf({ sheetId: byId('Empty'), ...mapped(['When']) }, [{ When: moment, Value: 'y' }], {
		timeZone: 'Asia/Shanghai',
	});
	expect(texts('Empty')[1][1]).toBe('y');
});

test('is not kept from it by a number elsewhere that has lost digits', async () => {
	control().addFault({
		match: { id: 'workbook.getRange' },
		afterCalls: 1,
		times: 1,
		answer: { status: 200, body: { values: [[1e21], ['008'], ['009']] } },
	});
	await jsonsOf(mapped(['No.']), [{ 'No.': '008', Amount: 1 }]);
	expect(texts()[2][2]).toBe('1');
});

test('writes rows below each other in one call, and reads the column once', async () => {
	const cells = Array.from({ length: 150 }, (_row, index) => [`'A${index}`, 'x']);
	control().typeCells('nodeOrders000000000000000000001', 'Empty', 'A1', [
		['Key', 'Value'],
		...cells,
	]);
	const items = cells.map((_row, index) => ({ Key: `A${index}`, Value: index }));
	await jsonsOf({ sheetId: byId('Empty'), ...mapped(['Key']) }, [...items].reverse());
	expect(texts('Empty').slice(1)).toEqual(items.map(({ Key, Value }) => [Key, String(Value)]));
	expect([calls('updateRange'), calls('getRange')]).toEqual([1, 2]);
});

test('lets the later of two items for a row count', async () => {
	const put = await jsonsOf(mapped(['No.']), [
		{ 'No.': '007', Amount: 1, Paid: false },
		{ 'No.': '007', Amount: 2 },
	]);
	expect(put.map(({ rowNumber }) => rowNumber)).toEqual([2, 2]);
	expect(texts()[1].slice(2)).toEqual(['2', '2026-06-01', 'FALSE']);
});

describe('where several rows match', () => {
	const form = json({ Paid: false, Amount: 1 }, 'Paid');

	test('fails, and names them', async () => {
		expect(await errorOf(form)).toMatch(
			/^'Values \(JSON\)' fits 2 rows by Paid: 3, 4 – .*If Several Rows Match/,
		);
		expect(calls('updateRange')).toBe(0);
	});

	test('changes the first or all, as the option says', async () => {
		const first = await jsonsOf({ ...form, options: { severalRows: 'first' } });
		expect(first.map(({ rowNumber }) => rowNumber)).toEqual([3]);
		const all = await jsonsOf({ ...form, options: { severalRows: 'all' } });
		expect(all.map(({ rowNumber }) => rowNumber)).toEqual([3, 4]);
		expect(texts().map((row) => row[2])).toEqual(['Amount', '1520.5', '1', '1']);
	});
});

test('fails for the item alone that fits no row', async () => {
	const items = [
		{ 'No.': '007', Amount: 1 },
		{ 'No.': '7', Amount: 2 },
	];
	const { items: put } = await run(mapped(['No.']), items, {
		settings: { onError: 'continueRegularOutput' },
	});
	expect(put[0].json).toMatchObject({ rowNumber: 2 });
	expect(put[1].json.error).toBe("'Values' fits no row of the sheet '订单 Orders' by No. = 7");
	const { error } = await run(mapped(['No.']), items);
	expect(error?.context.itemIndex).toBe(1);
});

test.each<[string, object, RegExp]>([
	['no columns to match on', columns({ Amount: 1 }), /'Values' has no columns to match on/],
	['none in JSON', json({ Amount: 1 }, '={{ "" }}'), /'Columns to Match On' has no columns/],
	[
		'a column that is not there',
		json({ Id: 1 }, 'Id'),
		/matches on 'Id', which is no column.*Its columns are No\./,
	],
	[
		'a match without a value',
		json({ 'No.': '', Amount: 1 }, 'No.'),
		/'Values \(JSON\) > No\.' is empty/,
	],
	[
		'the header for a row',
		json({ rowNumber: 1, Amount: 1 }, 'rowNumber'),
		/rowNumber' is not a whole number from 2/,
	],
	[
		'a row and more',
		json({ rowNumber: 2, Paid: true, Amount: 1 }, 'rowNumber, Paid'),
		/matches on rowNumber and other columns/,
	],
])('refuses %s', async (_what, form, wanted) => {
	expect(await errorOf({ ...form, options: { extraFields: 'ignore' } })).toMatch(wanted);
	expect(calls('updateRange')).toBe(0);
});

test('makes no column before it knows what to match on', async () => {
	expect(await errorOf(json({ Id: 1, Note: 'x' }, 'Id'))).toMatch(
		/matches on 'Id', which is no column/,
	);
	const empty = { ...json({ Id: 1 }, 'Id'), sheetId: byId('Empty') };
	expect(await errorOf(empty)).toMatch(/Its header row is empty/);
	expect(calls('updateRange')).toBe(0);
});

test('says which rows were not written where DingTalk refuses', async () => {
	control().addFault({
		match: { id: 'workbook.updateRange' },
		times: 1,
		answer: { status: 403, body: { code: 'forbidden.operationIllegal', message: 'locked cells' } },
	});
	const items = [
		{ 'No.': '007', Amount: 1 },
		{ 'No.': '009', Amount: 2 },
	];
	const { items: put } = await run(mapped(['No.']), items, {
		settings: { onError: 'continueRegularOutput' },
	});
	expect(put[0].json).toMatchObject({
		error: 'The Operator may not do this in the document, or in this place of it',
		message: expect.stringContaining('locked cells'),
	});
	expect(put[1].json).toMatchObject({ rowNumber: 4 });
});
