import { itemsOf, NOTHING } from '../../../helpers/calls.mts';
import { asJson, EMPTY, inTable, tableRuns } from './tables';

const world = tableRuns('aiTableRecord');
const { run, call, refusal, calls, records } = world;
const upsert = (further: object, table?: string) => ({
	operation: 'upsert',
	...inTable(table),
	...further,
});
const byJson = (values: object | string, matchColumns: string) => ({
	...asJson(values),
	matchColumns,
});
/** As n8n keeps the form, with the columns that were chosen to match on. */
const matched = (mappingMode: string, value: object | null, ...matchingColumns: string[]) => ({
	specifyValues: 'fields',
	columns: { mappingMode, value, schema: [], matchingColumns },
});
const task = (id: string) => records().find((one) => one.id === id);
const TEXT = '文本 Text';
const rows = upsert(byJson('={{ { "文本 Text": $json.name } }}', TEXT), EMPTY);
const named = (...names: string[]) => itemsOf(...names.map((name) => ({ name })));

describe('finds the record', () => {
	it.each<[string, unknown]>([
		['标题 Title', '上线 Launch'],
		['数量 Count', '12.50'],
		['预算 Budget', 1500.5],
		['截止 Due', new Date(1_777_597_200_000).toISOString()],
		['标签 Tags', ['api', 'web']],
		['负责人 Owner', 'lina'],
		['成员 Members', 'bob, alice'],
		['部门 Teams', '100'],
		['网页 Page', 'https://example.com/plan'],
		['客户 Customer', 'recCustomerA'],
		['状态 Status', '进行中 Open'],
	])('by %s = %j', async (name, value) => {
		const form = byJson({ [name]: value, '数量 Count': name === '数量 Count' ? value : 20 }, name);
		expect(await run(upsert(form))).toEqual([{ recordId: 'recTaskOne', action: 'updated' }]);
		expect(records()).toHaveLength(2);
		expect(calls('notable.listRecords')).toBe(1);
		expect(task('recTaskOne')).toMatchObject({
			'标题 Title': '上线 Launch',
			'数量 Count': name === '数量 Count' ? '12.5' : '20',
		});
	});

	it('by several columns, all of which have to be the same', async () => {
		const columns = '标题 Title, 状态 Status';
		const values = { '标题 Title': '复盘 Review', '状态 Status': '已完成 Done', '数量 Count': 9 };
		expect(await run(upsert(byJson(values, columns)))).toEqual([
			{ recordId: 'recTaskTwo', action: 'updated' },
		]);
		const other = { ...values, '状态 Status': '进行中 Open' };
		const [{ recordId, action }] = await run(upsert(byJson(other, columns)));
		expect(action).toBe('created');
		expect(records().at(-1)).toMatchObject({ id: recordId, '标题 Title': '复盘 Review' });
	});

	it("by the columns that n8n's form chose, from fields or from the input", async () => {
		const values = { fldTitle: '复盘 Review', fldCount: 5 };
		await run(upsert(matched('defineBelow', values, 'fldTitle')));
		expect(task('recTaskTwo')?.['数量 Count']).toBe('5');
		const input = itemsOf({ '标题 Title': '复盘 Review', '数量 Count': 6, other: 1 });
		await run(upsert(matched('autoMapInputData', null, 'fldTitle')), input);
		expect(task('recTaskTwo')?.['数量 Count']).toBe('6');
		expect(records()).toHaveLength(2);
	});
});

describe('many items', () => {
	const names = Array.from({ length: 120 }, (_, index) => `Row ${index}`);

	it('look for their records once, and are written in few calls', async () => {
		await run(rows, named(...names));
		expect([calls('notable.listRecords'), calls('notable.insertRecords')]).toEqual([1, 2]);
		const items = await run(rows, named(...names, 'New'));
		// 121 names are seven filters; all of the table takes two pages.
		expect([calls('notable.listRecords'), calls('notable.updateRecords')]).toEqual([3, 2]);
		expect(items.map(({ action }) => action)).toEqual([...names.map(() => 'updated'), 'created']);
		expect(records(EMPTY)).toHaveLength(121);
		expect(calls('notable.getAllFields')).toBe(2);
	});

	it('a table longer than the filters would take is not read to its end', async () => {
		const insert = {
			operation: 'create',
			...inTable(EMPTY),
			...asJson('={{ { "文本 Text": $json.name } }}'),
		};
		const many = Array.from({ length: 1000 }, (_, index) => `Row ${index}`);
		await run(insert, named(...many));
		// Three filters: two pages are tried, then the filters are used.
		const items = await run(rows, named(...many.slice(-41)));
		expect(items.every(({ action }) => action === 'updated')).toBe(true);
		expect(calls('notable.listRecords')).toBe(5);
	});

	it('those with the same key are one record: the later one counts', async () => {
		const input = itemsOf(
			{ t: 'A', n: 1, b: 7 },
			{ t: 'B', n: 2, b: 8 },
			{ t: 'A', n: 3, b: null },
		);
		const form = byJson(
			'={{ { "标题 Title": $json.t, "数量 Count": $json.n, "预算 Budget": $json.b } }}',
			'标题 Title',
		);
		const items = await run(upsert(form), input);
		expect(items.map(({ action }) => action)).toEqual(['created', 'created', 'updated']);
		expect(items[2].recordId).toBe(items[0].recordId);
		expect(records()).toHaveLength(4);
		expect(task(String(items[0].recordId))).toMatchObject({
			'数量 Count': '3',
			'预算 Budget': '7',
		});
		expect(calls('notable.insertRecords')).toBe(1);
		expect(calls('notable.updateRecords')).toBe(0);
	});

	it.each<[string, object, (index: number) => object]>([
		[
			'in the name of several people',
			{ options: { operatorId: { __rl: true, mode: 'userId', value: '={{ $json.by }}' } } },
			(index) => ({ by: ['alice', 'lina', 'alice'][index] }),
		],
		[
			'by several choices of columns',
			{ matchColumns: '={{ $json.on }}' },
			(index) => ({ on: ['标题 Title', '标题 Title, 数量 Count', '标题 Title'][index] }),
		],
	])('%s they are one record too', async (_name, further, more) => {
		const form = byJson('={{ { "标题 Title": $json.t, "数量 Count": 1 } }}', '标题 Title');
		const input = ['A', 'A', 'B'].map((t, index) => ({ t, ...more(index) }));
		const items = await run(upsert({ ...form, ...further }), itemsOf(...input));
		expect(items.map(({ action }) => action)).toEqual(['created', 'updated', 'created']);
		expect(items[1].recordId).toBe(items[0].recordId);
		expect(records()).toHaveLength(4);
	});

	it('of values that are cleared and set, the later counts too', async () => {
		const input = itemsOf({ n: 1, b: '' }, { n: '', b: 2 });
		const form = byJson(
			'={{ { "标题 Title": "上线 Launch", "数量 Count": $json.n, "预算 Budget": $json.b } }}',
			'标题 Title',
		);
		await run(upsert({ ...form, options: { emptyValues: 'clear' } }), input);
		expect(task('recTaskOne')).toMatchObject({ '数量 Count': undefined, '预算 Budget': '2' });
	});

	it('one that DingTalk refuses fails alone', async () => {
		const input = itemsOf({ t: 'A', d: '100' }, { t: 'B', d: '777' }, { t: 'C', d: '200' });
		const form = byJson('={{ { "标题 Title": $json.t, "部门 Teams": $json.d } }}', '标题 Title');
		const { items } = await call(upsert(form), input, {
			settings: { onError: 'continueRegularOutput' },
		});
		expect(items.map(({ json }) => json.action)).toEqual(['created', undefined, 'created']);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(records()).toHaveLength(4);
	});

	it("nothing is written twice by n8n's Retry On Fail, nor when an answer is lost", async () => {
		world.sandbox.control.addFault({
			match: { id: 'notable.insertRecords' },
			times: 1,
			cut: true,
			afterWork: true,
		});
		world.sandbox.control.addFault({
			match: { id: 'notable.insertRecords' },
			afterCalls: 2,
			times: 1,
			answer: { status: 403, body: { code: 'forbidden.operationIllegal', message: 'no' } },
		});
		const { items, error } = await call(rows, named(...names), {
			settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
		});
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.action)).toEqual(names.map(() => 'created'));
		expect(records(EMPTY)).toHaveLength(120);
	});
});

describe('several records that match', () => {
	const form = byJson({ '状态 Status': '进行中 Open', '数量 Count': 1 }, '状态 Status');
	beforeEach(async () => {
		const twin = asJson({ '状态 Status': '进行中 Open' });
		await run({ operation: 'create', ...inTable(), ...twin });
	});

	it('are refused, naming them', async () => {
		expect(await refusal(upsert(form))).toMatch(
			/fits 2 records by 状态 Status: recTaskOne, rec.*If Several Records Match/,
		);
		expect(calls('notable.updateRecords')).toBe(0);
	});

	it('the first is updated where that is wanted', async () => {
		const items = await run(upsert({ ...form, options: { severalRecords: 'first' } }));
		expect(items).toEqual([{ recordId: 'recTaskOne', action: 'updated' }]);
	});

	it('all are updated where that is wanted, an item for each', async () => {
		const twin = String(records().at(-1)?.id);
		const all = upsert({ ...form, options: { severalRecords: 'all' } });
		const { items } = await call(all, named('a'));
		expect(items.map(({ json, pairedItem }) => [json, pairedItem])).toEqual([
			[{ recordId: 'recTaskOne', action: 'updated' }, { item: 0 }],
			[{ recordId: twin, action: 'updated' }, { item: 0 }],
		]);
		expect(records().map((one) => one['数量 Count'])).toEqual(['1', '3', '1']);
		expect(calls('notable.updateRecords')).toBe(1);
	});

	it('items of the same values update all of them once, and those that match one another one as ever', async () => {
		const json = '={{ { "状态 Status": $json.s, "数量 Count": $json.n } }}';
		const options = { severalRecords: '={{ $json.all ?? "all" }}' };
		const input = itemsOf(
			{ s: '进行中 Open', n: 1 },
			{ s: '已完成 Done', n: 2 },
			{ s: '进行中 Open', n: 3 },
			{ s: '进行中 Open', n: 4, all: 'first' },
		);
		const { items } = await call(upsert({ ...byJson(json, '状态 Status'), options }), input);
		const twin = String(records().at(-1)?.id);
		expect(items.map(({ json: { recordId }, pairedItem }) => [recordId, pairedItem])).toEqual([
			['recTaskOne', { item: 0 }],
			[twin, { item: 0 }],
			['recTaskTwo', { item: 1 }],
			['recTaskOne', { item: 2 }],
			[twin, { item: 2 }],
			['recTaskOne', { item: 3 }],
		]);
		expect(records().map((one) => one['数量 Count'])).toEqual(['4', '2', '3']);
	});

	const refuse = (times: number, afterCalls: number) =>
		world.sandbox.control.addFault({
			...{ match: { id: 'notable.updateRecords' }, times, afterCalls },
			answer: { status: 400, body: { code: 'invalidRequest.inputArgs.invalid', message: 'no' } },
		});

	it('an item fails with any of its records; a retry writes those that are left', async () => {
		const twin = String(records().at(-1)?.id);
		const all = upsert({ ...form, options: { severalRecords: 'all' } });
		// Both together, then the second alone.
		refuse(1, 0);
		refuse(1, 1);
		const { items, error } = await call(all, named('a'), {
			settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
		});
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.recordId)).toEqual(['recTaskOne', twin]);
		const sent = world.sandbox.control
			.journal()
			.filter(({ id }) => id === 'notable.updateRecords')
			.map(({ request }) => (request as { records: Array<{ id: string }> }).records);
		expect(sent.map((batch) => batch.map(({ id }) => id))).toEqual([
			['recTaskOne', twin],
			['recTaskOne'],
			[twin],
			[twin],
		]);
	});

	it('an error names the records that were written all the same', async () => {
		const twin = String(records().at(-1)?.id);
		refuse(1, 0);
		refuse(1, 1);
		const { error } = await call(
			upsert({ ...form, options: { severalRecords: 'all' } }),
			named('a'),
		);
		expect(error?.description).toContain('Done all the same: recTaskOne');
		expect(error?.description).not.toContain(twin);
	});
});

test('empty values leave a record as it is, or clear it where that is wanted; a new one has none', async () => {
	const values = { '标题 Title': '上线 Launch', '数量 Count': '' };
	await run(upsert(byJson(values, '标题 Title')));
	expect(task('recTaskOne')?.['数量 Count']).toBe('12.5');
	const clear = { options: { emptyValues: 'clear' } };
	await run(upsert({ ...byJson(values, '标题 Title'), ...clear }));
	expect(task('recTaskOne')?.['数量 Count']).toBeUndefined();
	await run(upsert({ ...byJson({ ...values, '标题 Title': 'New' }, '标题 Title'), ...clear }));
	expect(records().at(-1)?.['标题 Title']).toBe('New');
});

test.each<[object, string, RegExp]>([
	[{ '标题 Title': 'x' }, NOTHING, /'Columns to Match On' has no columns to match on/],
	[{ '标题 Title': 'x' }, 'Titel', /names 'Titel', and the table has no such column/],
	[
		{ '标题 Title': 'x' },
		'编号 No',
		/matches on '编号 No', and records cannot be found by a column of its type/,
	],
	[{ '标题 Title': '', '数量 Count': 1 }, '标题 Title', /标题 Title' is empty, and tells which/],
	[{ '数量 Count': 1 }, '标题 Title', /标题 Title' is empty, and tells which/],
	[{}, '标题 Title', /has no value for any column/],
])('refuses %j by %j before anything is sent', async (values, columns, words) => {
	expect(await refusal(upsert(byJson(values, columns)))).toMatch(words);
	expect(calls('notable.listRecords')).toBe(0);
});

test('the form without columns to match on is refused', async () => {
	const words = await refusal(upsert(matched('defineBelow', { fldTitle: 'x' })));
	expect(words).toMatch(/'Values' has no columns to match on/);
});
