import { itemsOf } from '../../../helpers/calls.mts';
import { asJson, byId, EMPTY, inTable, tableRuns } from './tables';

const world = tableRuns('aiTableRecord');
const { run, refusal, calls } = world;
const list = (further: object = {}, table?: string) => ({
	operation: 'getAll',
	...inTable(table),
	...further,
});
const condition = (column: string, operator: string, value?: unknown) => ({
	column: byId(column),
	operator,
	...(value === undefined ? {} : { value }),
});
const where = (...rows: object[]) => ({ conditions: { condition: rows } });
const titles = async (further: object) =>
	(await run(list(further))).map((item) => item['标题 Title']);
const LAUNCH = '上线 Launch';
const REVIEW = '复盘 Review';

/** Rows in the empty table. */
const fill = async (count: number) =>
	await run(
		{
			operation: 'create',
			...inTable(EMPTY),
			...asJson('={{ { "文本 Text": $json.name } }}'),
		},
		itemsOf(...Array.from({ length: count }, (_, index) => ({ name: `Row ${index}` }))),
	);

test('lists the records of a table in the words of Get', async () => {
	const items = await run(list());
	expect(items).toHaveLength(2);
	expect(items[1]).toMatchObject({
		recordId: 'recTaskTwo',
		'标题 Title': REVIEW,
		'数量 Count': 3,
		'状态 Status': '已完成 Done',
	});
});

test('reads all pages, or as many as the limit wants', async () => {
	await fill(130);
	expect(await run(list({ returnAll: true }, EMPTY))).toHaveLength(130);
	expect(calls('notable.listRecords')).toBe(2);
	const some = await run(list({ limit: 110 }, EMPTY));
	expect(some.map((one) => one['文本 Text'])).toEqual(
		Array.from({ length: 110 }, (_, index) => `Row ${index}`),
	);
	expect(await run(list({ limit: 7 }, EMPTY))).toHaveLength(7);
	expect(calls('notable.listRecords')).toBe(5);
});

test('an empty table gives nothing', async () => {
	expect(await run(list({ returnAll: true }, EMPTY))).toEqual([]);
});

test.each<[string, string, unknown, string[]]>([
	['标题 Title', 'contain', '上线', [LAUNCH]],
	['标题 Title', 'notContain', '上线', [REVIEW]],
	['标题 Title', 'equal', REVIEW, [REVIEW]],
	['fldTitle', 'notEqual', REVIEW, [LAUNCH]],
	['数量 Count', 'greater', 3, [LAUNCH]],
	['数量 Count', 'greaterEqual', '3', [LAUNCH, REVIEW]],
	['数量 Count', 'less', '12.5', [REVIEW]],
	['数量 Count', 'lessEqual', '3', [REVIEW]],
	['数量 Count', 'equal', '012.50', [LAUNCH]],
	['状态 Status', 'equal', '已完成 Done', [REVIEW]],
	['状态 Status', 'contain', '已完成 Done, 进行中 Open', [LAUNCH, REVIEW]],
	['标签 Tags', 'contain', 'api', [LAUNCH]],
	['标签 Tags', 'notContain', 'api', [REVIEW]],
	['截止 Due', 'greater', '2026-05-01T08:59', [LAUNCH]],
	['截止 Due', 'less', '2026-05-01T08:59', []],
	['截止 Due', 'equal', '2026-05-01T01:00:00Z', [LAUNCH]],
	['负责人 Owner', 'contain', 'lina, bob', [LAUNCH]],
	['成员 Members', 'notContain', '13800000006', [REVIEW]],
	['成员 Members', 'equal', ['union-bob', 'alice'], [LAUNCH]],
	['标签 Tags', 'contain', ['design, print', 'api'], [LAUNCH]],
	['部门 Teams', 'contain', [100], [LAUNCH]],
	['部门 Teams', 'contain', '100', [LAUNCH]],
	['网页 Page', 'empty', undefined, [REVIEW]],
	['联系人 Contacts', 'notEmpty', undefined, [LAUNCH]],
])('%s %s %s', async (column, operator, value, found) => {
	expect(await titles(where(condition(column, operator, value)))).toEqual(found);
});

test('conditions go together by all or by any', async () => {
	const both = where(
		condition('标题 Title', 'contain', '上线'),
		condition('状态 Status', 'equal', '已完成 Done'),
	);
	expect(await titles(both)).toEqual([]);
	expect(await titles({ ...both, match: 'or' })).toEqual([LAUNCH, REVIEW]);
});

test.each<[object, RegExp]>([
	[
		condition('标题 Title', 'greater', 'x'),
		/Operator.*'Greater, or Later', which DingTalk does not take for '标题 Title' \(Text\).*Contains/,
	],
	[condition('截止 Due', 'notEqual', '2026-05-01'), /does not take for '截止 Due' \(Date\)/],
	[condition('数量 Count', 'equal', 'many'), /'数量 Count' is not a number/],
	[condition('状态 Status', 'equal', 'Waiting'), /'状态 Status' is 'Waiting', which is no option/],
	[condition('Nope', 'equal', 'x'), /names 'Nope', and the table has no such column/],
	[condition('标题 Title', 'equal', ''), /Value.* is empty/],
	[condition('成员 Members', 'contain', ', '), /Value.* is empty/],
	[condition('成员 Members', 'contain', ['']), /Value.* is empty/],
	[condition('标题 Title', 'equal', ['a']), /'标题 Title' is an array/],
	[condition('成员 Members', 'contain', [{ name: 'Lina' }]), /Value.* is an object/],
])('refuses %j before the records are asked for', async (row, words) => {
	expect(await refusal(list(where(row)))).toMatch(words);
	expect(calls('notable.listRecords')).toBe(0);
});

test('returns only the columns that are wanted, and refuses those that are not there', async () => {
	const options = { columnNames: '标题 Title, fldStatus' };
	const [item] = await run(list({ options }));
	const columns = Object.keys(item).filter((name) => / /.test(name));
	expect(columns).toEqual(['标题 Title', '状态 Status']);
	expect(await refusal(list({ options: { columnNames: 'Nope' } }))).toMatch(/'Columns'.*'Nope'/);
});

test("gives DingTalk's own form with Simplify off", async () => {
	const [item] = await run(list({ simplify: false }));
	expect(item).toMatchObject({ id: 'recTaskOne', fields: { '数量 Count': '12.5' } });
});

test('what Get Many gives, Update takes back as it is', async () => {
	const before = await run(list());
	const input = itemsOf(...before);
	await run(
		{
			operation: 'update',
			...inTable(),
			recordId: '={{ $json.recordId }}',
			specifyValues: 'fields',
			columns: { mappingMode: 'autoMapInputData', value: null },
		},
		input,
	);
	// The addresses of files are signed anew each time, by the second.
	world.sandbox.control.advanceClock(1_000);
	const after = await run(list());
	const unsigned = (name: string, value: unknown) =>
		name === 'url' ? String(value).replace(/\?Expires=.*$/, '') : value;
	const valuesOf = (items: typeof before) =>
		items.map((item) => {
			const values = Object.entries(item).filter(([name]) => !/^lastModified/.test(name));
			return JSON.parse(JSON.stringify(Object.fromEntries(values), unsigned)) as object;
		});
	expect(valuesOf(after)).toEqual(valuesOf(before));
});
