import { byId, columns, json, mapped, sheetRuns } from '../../../helpers/sheets.mts';

const { run, jsonsOf, errorOf, texts, calls, control } = sheetRuns('spreadsheetRow', {
	operation: 'appendOrUpdate',
});

test('changes what is there and adds what is not, in one call each', async () => {
	const items = [
		{ 'No.': '010', Amount: 10 },
		{ 'No.': '007', Amount: 7 },
		{ 'No.': '011', Amount: 11 },
	];
	const put = await jsonsOf(mapped(['No.']), items);
	expect(put.map(({ rowNumber }) => rowNumber)).toEqual([5, 2, 6]);
	expect(texts().map((row) => [row[0], row[2]])).toEqual([
		['No.', 'Amount'],
		['007', '7'],
		['008', '300'],
		['009', '=SUM(C2:C3)'],
		['010', '10'],
		['011', '11'],
	]);
	expect([calls('updateRange'), calls('appendRows')]).toEqual([1, 1]);
});

test('makes one row of items that match the same, the later one on top', async () => {
	const put = await jsonsOf(mapped(['No.']), [
		{ 'No.': 'x', Amount: 1, Paid: true },
		{ 'No.': 'x', Amount: 2 },
	]);
	expect(put.map(({ rowNumber }) => rowNumber)).toEqual([5, 5]);
	expect(texts().slice(4)).toEqual([['x', '', '2', '', 'TRUE']]);
});

test('makes the header and the rows of an empty sheet', async () => {
	const sheetId = { __rl: true, mode: 'name', value: 'Empty' };
	const items = [
		{ Key: 'a', Value: 1 },
		{ Key: 'b', Value: 2 },
		{ Key: 'a', Value: 3 },
	];
	await jsonsOf({ sheetId, ...mapped(['Key']) }, items);
	expect(texts('Empty')).toEqual([
		['Key', 'Value'],
		['a', '3'],
		['b', '2'],
	]);
});

test('run again, changes nothing', async () => {
	const form = columns({ 'No.': 'x', Amount: 1.5 }, ['No.']);
	await jsonsOf(form);
	const before = texts();
	await jsonsOf(form);
	expect(texts()).toEqual(before);
});

test('finds again what became a number in the sheet', async () => {
	const sheet = { sheetId: byId('Empty'), ...mapped(['Price']) };
	const items = [{ Price: '1520.50' }, { Price: '-0.00000010' }].map((item, Value) => ({
		...item,
		Value,
	}));
	await jsonsOf(sheet, items);
	expect(await jsonsOf(sheet, items)).toMatchObject([{ rowNumber: 2 }, { rowNumber: 3 }]);
	expect(texts('Empty')).toHaveLength(3);
	// A text of its own is another one.
	await jsonsOf({ ...sheet, options: { cellFormat: 'text' } }, [{ Price: '1520.50', Value: 2 }]);
	expect(
		texts('Empty')
			.slice(1)
			.map(([price]) => price),
	).toEqual(['1520.5', '-1e-7', '1520.50']);
	expect(await jsonsOf(sheet, [{ Price: '1520.50', Value: 3 }])).toMatchObject([{ rowNumber: 4 }]);
});

test('does not touch what it matches on, which may be a formula', async () => {
	control().typeCells('nodeOrders000000000000000000001', '订单 Orders', 'A5', [
		["'42", 'Old', '1'],
	]);
	await jsonsOf(json({ 'No.': 42, Amount: 2 }, 'No.'));
	expect(texts()[4].slice(0, 3)).toEqual(['42', 'Old', '2']);
	const read = { resource: 'spreadsheetRange', operation: 'get', range: 'A5', part: 'values' };
	expect(await jsonsOf(read)).toEqual([{ range: 'A5', values: [['42']] }]);
});

test('never appends again with Retry On Fail what may have arrived', async () => {
	control().addFault({
		match: { id: 'workbook.appendRows' },
		times: 1,
		afterWork: true,
		answer: { status: 500, body: { code: 'serviceBusy', message: 'busy' } },
	});
	const retries = { settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 } };
	// The second attempt finds the row that the first one made.
	await jsonsOf(mapped(['No.']), [{ 'No.': 'x', Amount: 1 }], retries);
	expect(texts()).toHaveLength(5);
});

test('refuses an item that does not say what it matches on, and it alone', async () => {
	expect(await errorOf(json({ Amount: 1 }, 'No.'))).toMatch(/'Values \(JSON\) > No\.' is empty/);
	const { items } = await run(mapped(['No.']), [{ Amount: 1 }, { 'No.': 'x' }], {
		settings: { onError: 'continueRegularOutput' },
	});
	expect(items.map(({ json: item }) => item.rowNumber)).toEqual([undefined, 5]);
});
