import { byId, ORDERS, sheetRuns } from '../../../helpers/sheets.mts';

const { jsonsOf, errorOf, calls, control } = sheetRuns('spreadsheetRow', {
	operation: 'getAll',
	returnAll: true,
});

const HAIXING = {
	rowNumber: 2,
	'No.': '007',
	'客户 Customer': '海星 Haixing',
	Amount: 1520.5,
	Due: 46_174,
	Paid: true,
};
const filters = (...filter: Array<{ column: string; value: string }>) => ({ filters: { filter } });
const rowsOf = async (parameters: object) =>
	(await jsonsOf(parameters)).map(({ rowNumber }) => rowNumber);

test('gives rows as objects by their header, numbers as numbers', async () => {
	const rows = await jsonsOf({});
	expect(rows[0]).toEqual(HAIXING);
	expect(rows).toHaveLength(3);
});

test('reads texts as they are shown, formulas as such, and dates of a column', async () => {
	const [shown] = await jsonsOf({ options: { readAs: 'displayValues' } });
	expect(shown).toMatchObject({ Amount: '1520.5', Due: '2026-06-01', Paid: 'TRUE' });
	const rows = await jsonsOf({ options: { readAs: 'formulas' } });
	expect(rows.map(({ Amount }) => Amount)).toEqual([1520.5, 300, '=SUM(C2:C3)']);
	const [dated] = await jsonsOf({ options: { dateColumns: 'Due' } });
	expect(dated).toEqual({ ...HAIXING, Due: '2026-06-01' });
});

test('a date with a time is a moment in the zone of the workflow', async () => {
	control().typeCells('nodeOrders000000000000000000001', '订单 Orders', 'D2', [
		['46174.395833333336'],
	]);
	const [{ Due }] = await jsonsOf({ options: { dateColumns: 'Due' } }, [{}], {
		timeZone: 'Asia/Shanghai',
	});
	expect(Due).toBe('2026-06-01T09:30:00+08:00');
});

test('gives as many as the limit, and reads no more', async () => {
	expect(await rowsOf({ returnAll: false, limit: 1 })).toEqual([2]);
	expect(calls('getRange')).toBe(2);
});

test('finds rows by what they hold, all filters or one of them', async () => {
	const [paid, haixing] = [
		{ column: 'Paid', value: 'TRUE' },
		{ column: '客户 Customer', value: 'nordwind' },
	];
	expect(await rowsOf(filters(paid))).toEqual([2]);
	expect(await rowsOf(filters(paid, haixing))).toEqual([]);
	expect(await rowsOf({ ...filters(paid, haixing), combineFilters: 'or' })).toEqual([2, 4]);
	expect(await rowsOf(filters({ column: 'Amount', value: '300' }))).toEqual([3]);
	const due = {
		...filters({ column: 'Due', value: '2026-08-01' }),
		options: { dateColumns: 'Due' },
	};
	expect(await rowsOf(due)).toEqual([3]);
});

test('reads a part: some columns, a range, from a row on', async () => {
	const [first] = await jsonsOf({ options: { columns: 'Amount, No.' } });
	expect(first).toEqual({ rowNumber: 2, 'No.': '007', Amount: 1520.5 });
	expect(await jsonsOf({ options: { range: 'B2:C3' } })).toEqual([
		{ rowNumber: 3, '海星 Haixing': '北辰 Beichen', '1520.5': 300 },
	]);
	expect(await rowsOf({ options: { range: 'A:B' } })).toEqual([2, 3, 4]);
	expect(await rowsOf({ options: { firstDataRow: 4 } })).toEqual([4]);
});

test('leaves empty rows out, unless they are wanted', async () => {
	control().typeCells('nodeOrders000000000000000000001', '订单 Orders', 'A3', [
		['', '', '', '', ''],
	]);
	expect(await rowsOf({})).toEqual([2, 4]);
	expect(await rowsOf({ options: { includeEmpty: true } })).toEqual([2, 3, 4]);
	expect(await rowsOf({ returnAll: false, limit: 2 })).toEqual([2, 4]);
});

test('names columns without a header, and those that share one', async () => {
	control().typeCells(ORDERS, 'Empty', 'A1', [
		['Name', '', 'Name'],
		['a', 'b', 'c'],
	]);
	expect(await jsonsOf({ sheetId: byId('Empty') })).toEqual([
		{ rowNumber: 2, Name: 'a', column_B: 'b', Name_2: 'c' },
	]);
	// Each keeps its own, and loses nothing to another.
	control().typeCells(ORDERS, 'Empty', 'A1', [
		['Name', 'Name', 'Name_2', 'Name_2'],
		['a', 'b', 'c', 'd'],
	]);
	expect(await jsonsOf({ sheetId: byId('Empty') })).toEqual([
		{ rowNumber: 2, Name: 'a', Name_3: 'b', Name_2: 'c', Name_2_2: 'd' },
	]);
});

test('reads 10,000 rows in calls of 20,000 cells', async () => {
	const cells = Array.from({ length: 10_001 }, (_row, index) => [
		`r${index}`,
		String(index),
		'x',
		'y',
	]);
	control().typeCells(ORDERS, 'Empty', 'A1', cells);
	const rows = await jsonsOf({ sheetId: byId('Empty') });
	expect(rows).toHaveLength(10_000);
	expect(rows[9999]).toEqual({ rowNumber: 10_001, r0: 'r10000', '0': 10_000, x: 'x', y: 'y' });
	expect(calls('getRange')).toBe(3);
});

describe('of four times the rows it makes four times the calls', () => {
	const FEW = 5000;
	/** Calls that a read of so many rows makes: for its cells, and all others. */
	async function callsFor(count: number, parameters: object) {
		const cells = Array.from({ length: count + 1 }, (_row, index) => [
			...[`r${index}`, String(index), index % 2 === 1 ? 'odd' : 'even', 'y'],
		]);
		control().typeCells(ORDERS, 'Empty', 'A1', cells);
		const soFar = () => ({
			ofRanges: calls('getRange'),
			all: Object.values(control().counts()).reduce((sum, made) => sum + made, 0),
		});
		const before = soFar();
		const rows = await jsonsOf({ sheetId: byId('Empty'), ...parameters });
		expect(rows).toHaveLength('filters' in parameters ? count / 2 : count);
		const after = soFar();
		// One of them reads the header.
		const forCells = after.ofRanges - before.ofRanges - 1;
		return { forCells, others: after.all - before.all - forCells };
	}

	test.each<[string, object, number]>([
		['as they are', {}, 1],
		['formulas, which are read beside the values', { options: { readAs: 'formulas' } }, 2],
		['with filters', filters({ column: 'even', value: 'odd' }), 1],
		['up to a limit', { returnAll: false, limit: 4 * FEW }, 1],
	])('%s', async (_how, parameters, few) => {
		const ofFew = await callsFor(FEW, parameters);
		const ofMany = await callsFor(4 * FEW, parameters);
		expect([ofFew.forCells, ofMany.forCells]).toEqual([few, 4 * few]);
		expect(ofMany.others).toBeLessThanOrEqual(ofFew.others);
	});
});

test('gives nothing of an empty sheet', async () => {
	expect(await jsonsOf({ sheetId: byId('Empty') })).toEqual([]);
});

test.each<[string, object, RegExp]>([
	['a range that is none', { options: { range: 'Sheet1!A1' } }, /'Range' is no range: Sheet1!A1/],
	[
		'a filter for no column',
		filters({ column: 'Id', value: '1' }),
		/'Filters' names 'Id', which is no column.*No\., 客户/,
	],
	['columns that are not there', { options: { columns: 'Id' } }, /'Columns' names 'Id'/],
])('refuses %s', async (_what, parameters, wanted) => {
	expect(await errorOf(parameters)).toMatch(wanted);
});
