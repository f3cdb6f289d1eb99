import { itemsOf, NOTHING } from '../../../helpers/calls.mts';
import { asFields, asJson, inTable, tableRuns } from './tables';

const { run, call, refusal, calls, records } = tableRuns('aiTableRecord');
const update = (recordId: string, further: object) => ({
	operation: 'update',
	...inTable(),
	recordId,
	...further,
});
const task = (id: string) => records().find((one) => one.id === id);

test('changes what is given, and leaves the rest as it is', async () => {
	const change = update('recTaskOne', asJson({ '数量 Count': 20, '标签 Tags': 'api' }));
	expect(await run(change)).toEqual([{ recordId: 'recTaskOne' }]);
	expect(task('recTaskOne')).toMatchObject({
		'标题 Title': '上线 Launch',
		'数量 Count': '20',
		'标签 Tags': [{ name: 'api' }],
		'负责人 Owner': [{ unionId: 'union-lina' }],
	});
});

test('empty values leave a column as it is, or clear it where that is wanted', async () => {
	const values = asFields({
		fldTitle: 'New',
		fldCount: null,
		fldStatus: '',
		fldTags: [],
		fldDue: null,
		fldOwner: '',
		fldPage: null,
		fldContacts: '',
	});
	await run(update('recTaskOne', values));
	expect(task('recTaskOne')).toMatchObject({ '标题 Title': 'New', '数量 Count': '12.5' });
	await run(update('recTaskOne', { ...values, options: { emptyValues: 'clear' } }));
	expect(task('recTaskOne')).toMatchObject({
		'标题 Title': 'New',
		'数量 Count': undefined,
		'状态 Status': undefined,
		'标签 Tags': [],
		'截止 Due': undefined,
		'负责人 Owner': [],
		'网页 Page': undefined,
		'联系人 Contacts': { linkedRecordIds: [] },
		// Not named.
		'预算 Budget': '1500.50',
	});
});

test.each<[string, unknown]>([
	['成员 Members', ['']],
	['成员 Members', [null, { userId: '' }]],
	['成员 Members', ','],
	['部门 Teams', '[""]'],
	['标签 Tags', [undefined, ' ']],
	['联系人 Contacts', { linkedRecordIds: [] }],
	['附件 Files', [null]],
])('%s of %j names nothing, and is as empty', async (name, value) => {
	const before = task('recTaskOne')?.[name];
	expect(JSON.stringify(before)).toMatch(/\[./);
	const input = itemsOf({ values: { '数量 Count': 7, [name]: value } });
	const change = update('recTaskOne', asJson('={{ $json.values }}'));
	await run(change, input);
	expect(task('recTaskOne')).toMatchObject({ '数量 Count': '7', [name]: before });
	await run({ ...change, options: { emptyValues: 'clear' } }, input);
	const cleared = name === '联系人 Contacts' ? { linkedRecordIds: [] } : [];
	expect(task('recTaskOne')?.[name]).toEqual(cleared);
});

test('many items go into one call, and the same record twice into two, in their order', async () => {
	const input = itemsOf(
		{ id: 'recTaskOne', n: 1 },
		{ id: 'recTaskTwo', n: 2 },
		{ id: 'recTaskOne', n: 3 },
	);
	const change = update('={{ $json.id }}', asJson('={{ { "数量 Count": $json.n } }}'));
	expect(await run(change, input)).toEqual([
		{ recordId: 'recTaskOne' },
		{ recordId: 'recTaskTwo' },
		{ recordId: 'recTaskOne' },
	]);
	expect(calls('notable.updateRecords')).toBe(2);
	expect(task('recTaskOne')?.['数量 Count']).toBe('3');
});

test('a record that is not there fails alone', async () => {
	const input = itemsOf({ id: 'recTaskOne' }, { id: 'recGone' }, { id: 'recTaskTwo' });
	const change = update('={{ $json.id }}', asJson({ '数量 Count': 7 }));
	const { items } = await call(change, input, { settings: { onError: 'continueRegularOutput' } });
	expect(items.map(({ json }) => json.recordId)).toEqual(['recTaskOne', undefined, 'recTaskTwo']);
	expect(items[1].json.error).toMatch(/no such document, sheet, table, column or record/);
	expect(['recTaskOne', 'recTaskTwo'].map((id) => task(id)?.['数量 Count'])).toEqual(['7', '7']);
});

test('without Continue On Fail the failure names the item', async () => {
	const input = itemsOf({ id: 'recTaskOne' }, { id: 'recGone' });
	const { error } = await call(update('={{ $json.id }}', asJson({ '数量 Count': 7 })), input);
	expect(error?.context.itemIndex).toBe(1);
});

test.each<[string, object, RegExp]>([
	[NOTHING, { '数量 Count': 1 }, /'Record ID' is empty/],
	['recTaskOne', {}, /has no value for any column/],
	['recTaskOne', { '状态 Status': 'Waiting' }, /is no option of it/],
])('refuses %j with %j before anything is sent', async (recordId, values, words) => {
	expect(await refusal(update(recordId, asJson(values)))).toMatch(words);
	expect(calls('notable.updateRecords')).toBe(0);
});

describe('by the values of columns', () => {
	const byColumns = (values: object | string, matchColumns: string, options: object = {}) => ({
		...{ operation: 'update', ...inTable(), findBy: 'columns' },
		...asJson(values),
		...{ matchColumns, options },
	});

	it('changes the record that has them, by JSON and by the form', async () => {
		const values = { '标题 Title': '复盘 Review', '数量 Count': 5 };
		expect(await run(byColumns(values, '标题 Title'))).toEqual([{ recordId: 'recTaskTwo' }]);
		expect(task('recTaskTwo')?.['数量 Count']).toBe('5');
		const columns = { mappingMode: 'autoMapInputData', value: null, matchingColumns: ['fldTitle'] };
		const form = { operation: 'update', ...inTable(), findBy: 'columns', columns };
		const input = itemsOf({ '标题 Title': '复盘 Review', '数量 Count': 6 });
		expect(await run({ ...form, specifyValues: 'fields' }, input)).toHaveLength(1);
		expect(task('recTaskTwo')?.['数量 Count']).toBe('6');
	});

	it('of many items in few calls; one that fits none fails alone, and adds nothing', async () => {
		const input = itemsOf({ t: '上线 Launch' }, { t: 'Gone' }, { t: '复盘 Review' });
		const change = byColumns('={{ { "标题 Title": $json.t, "数量 Count": 7 } }}', '标题 Title');
		const { items } = await call(change, input, { settings: { onError: 'continueRegularOutput' } });
		expect(items.map(({ json }) => json.recordId)).toEqual(['recTaskOne', undefined, 'recTaskTwo']);
		expect(items[1].json.error).toMatch(/fits no record by 标题 Title/);
		expect([calls('notable.listRecords'), calls('notable.updateRecords')]).toEqual([1, 1]);
		expect(records().map((one) => one['数量 Count'])).toEqual(['7', '7']);
	});

	it('several that have them are refused, all are changed, or the first', async () => {
		const twin = asJson({ '状态 Status': '进行中 Open' });
		const [{ recordId }] = await run({ operation: 'create', ...inTable(), ...twin });
		const values = { '状态 Status': '进行中 Open', '数量 Count': 4 };
		expect(await refusal(byColumns(values, '状态 Status'))).toMatch(
			/fits 2 records by 状态 Status: recTaskOne, rec.*If Several Records Match/,
		);
		expect(calls('notable.updateRecords')).toBe(0);
		const all = byColumns(values, '状态 Status', { severalRecords: 'all' });
		expect(await run(all)).toEqual([{ recordId: 'recTaskOne' }, { recordId }]);
		expect(records().map((one) => one['数量 Count'])).toEqual(['4', '3', '4']);
		const first = { ...values, '数量 Count': 8 };
		const one = byColumns(first, '状态 Status', { severalRecords: 'first' });
		expect(await run(one)).toEqual([{ recordId: 'recTaskOne' }]);
		expect(records().map((each) => each['数量 Count'])).toEqual(['8', '3', '4']);
	});

	it.each<[object, string, RegExp]>([
		[{ '数量 Count': 1 }, NOTHING, /'Columns to Match On' has no columns to match on/],
		[{ '数量 Count': 1 }, '标题 Title', /标题 Title' is empty, and tells which/],
	])('refuses %j by %j before anything is sent', async (values, columns, words) => {
		expect(await refusal(byColumns(values, columns))).toMatch(words);
		expect(calls('notable.listRecords')).toBe(0);
	});
});
