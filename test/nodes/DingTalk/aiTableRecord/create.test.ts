import { itemsOf } from '../../../helpers/calls.mts';
import { asFields, asJson, autoMapped, CUSTOMERS, EMPTY, inTable, tableRuns } from './tables';

const world = tableRuns('aiTableRecord');
const { run, call, refusal, calls, records } = world;
const create = (further: object, table?: string) => ({
	operation: 'create',
	...inTable(table),
	...further,
});
const newest = () => records().at(-1);
const refusedAs = async (values: object, further: object = {}) => {
	const words = await refusal(create({ ...asJson(values), ...further }));
	expect(calls('notable.insertRecords')).toBe(0);
	return words;
};

describe('values of every type', () => {
	it.each<[string, unknown, unknown]>([
		['标题 Title', 'Call back', 'Call back'],
		['标题 Title', 42, '42'],
		['数量 Count', 12.5, '12.5'],
		['数量 Count', '12.50', '12.5'],
		['数量 Count', '0.1234567890123456789', '0.1234567890123456789'],
		['数量 Count', 0, '0'],
		['数量 Count', 0.1 + 0.2 - 0.3, '0.00000000000000005551115123125783'],
		['数量 Count', '-1.5e-07', '-0.00000015'],
		['数量 Count', '-007.10', '-7.1'],
		['数量 Count', '-0', '0'],
		['预算 Budget', '1500.50', '1500.5'],
		['状态 Status', '已完成 Done', { id: 'optDone', name: '已完成 Done' }],
		['状态 Status', { id: 'optDone', name: '已完成 Done' }, { id: 'optDone', name: '已完成 Done' }],
		[
			'标签 Tags',
			'web, api',
			[
				{ id: 'optWeb', name: 'web' },
				{ id: 'optApi', name: 'api' },
			],
		],
		['标签 Tags', ['api'], [{ id: 'optApi', name: 'api' }]],
		['标签 Tags', ['', 'api', null], [{ id: 'optApi', name: 'api' }]],
		['标签 Tags', 'design, print', [{ id: 'optBoth', name: 'design, print' }]],
		['截止 Due', '2026-05-01T09:00', Date.parse('2026-05-01T09:00+08:00')],
		['截止 Due', '2026-05-01', Date.parse('2026-05-01T00:00+08:00')],
		['截止 Due', '2026-05-01T09:00:00Z', Date.parse('2026-05-01T09:00Z')],
		['截止 Due', 1_777_597_200_000, 1_777_597_200_000],
		['截止 Due', '1965-03-01', Date.parse('1965-03-01T00:00+08:00')],
		['截止 Due', '9999-12-31', Date.parse('9999-12-31T00:00+08:00')],
		['负责人 Owner', 'lina', [{ unionId: 'union-lina' }]],
		['负责人 Owner', [{ unionId: 'union-lina' }], [{ unionId: 'union-lina' }]],
		['成员 Members', '13800000002, bob', [{ unionId: 'union-lina' }, { unionId: 'union-bob' }]],
		['部门 Teams', '100, 200', [{ deptId: '100' }, { deptId: '200' }]],
		['部门 Teams', '9007199254740993', [{ deptId: '9007199254740993' }]],
		['部门 Teams', [{ deptId: '100' }], [{ deptId: '100' }]],
		[
			'网页 Page',
			'https://example.com',
			{ text: 'https://example.com', link: 'https://example.com' },
		],
		[
			'网页 Page',
			{ text: 'Plan', link: 'https://example.com' },
			{ text: 'Plan', link: 'https://example.com' },
		],
		['客户 Customer', 'recCustomerA', { linkedRecordIds: ['recCustomerA'] }],
		[
			'联系人 Contacts',
			['recCustomerA', 'recCustomerB'],
			{ linkedRecordIds: ['recCustomerA', 'recCustomerB'] },
		],
	])('%s takes %j', async (name, given, kept) => {
		const [{ recordId }] = await run(create(asJson({ [name]: given })));
		expect(newest()).toMatchObject({ id: recordId, [name]: kept });
	});

	it('digits that a number would lose are kept', async () => {
		await run(create(asJson({ '预算 Budget': '12345678901234567.89' })));
		expect(newest()).toMatchObject({ '预算 Budget': '12345678901234567.89' });
	});

	it.each<[object, RegExp]>([
		[{ '数量 Count': 'many' }, /'数量 Count' is not a number: many/],
		[
			{ '状态 Status': 'Waiting' },
			/'状态 Status' is 'Waiting', which is no option.*进行中 Open, 已完成 Done.*Add New Options/,
		],
		[{ '标签 Tags': 'web, fax' }, /'标签 Tags' is 'fax', which is no option/],
		[{ '截止 Due': 'soon' }, /'截止 Due' is not a date: soon/],
		[{ '截止 Due': '0001-01-01T00:00:00Z' }, /'截止 Due' is 0001-01-01, which stands for no time/],
		[{ '截止 Due': '1899-12-31' }, /'截止 Due' is outside the years 1900 to 9999/],
		[{ '负责人 Owner': 'lina, bob' }, /'负责人 Owner' names 2, and the column takes one person/],
		[{ '负责人 Owner': 'nobody' }, /nobody/],
		[{ '部门 Teams': 'Sales' }, /'部门 Teams' is not a department ID: Sales/],
		[{ '网页 Page': 'example' }, /'网页 Page' is no address: example/],
		[{ '客户 Customer': 'a, b' }, /'客户 Customer' names 2, and the column takes one record/],
		[{ '标题 Title': { a: 1 } }, /'标题 Title' is an object/],
		[
			{ '附件 Files': 'x' },
			/'附件 Files' names the binary field 'x', which this item does not have/,
		],
		[
			{ '附件 Files': [{ filename: 'a.pdf', url: 'https://example.com' }] },
			/'附件 Files' holds an attachment that DingTalk gives no resource ID for: a.pdf/,
		],
		[{ '编号 No': 'x' }, /'编号 No' cannot be written: DingTalk documents no value/],
		[{ Titel: 'x' }, /names 'Titel', and the table has no such column.*标题 Title/],
		[{}, /has no value for any column/],
	])('refuses %j before anything is written', async (values, words) => {
		expect(await refusedAs(values)).toMatch(words);
	});
});

describe('the form', () => {
	it('is filled in column by column, by the IDs of the columns; what is empty is left out', async () => {
		await run(create(asFields({ fldTitle: 'By fields', fldCount: null, fldTags: '' })));
		expect(newest()).toMatchObject({ '标题 Title': 'By fields' });
		expect(newest()?.['数量 Count']).toBeUndefined();
	});

	it("takes the input's fields by their names, and passes over others", async () => {
		const input = itemsOf({
			'标题 Title': 'From input',
			other: 1,
			'编号 No': 'T-9',
			recordId: 'x',
		});
		await run(create(autoMapped), input);
		expect(newest()).toMatchObject({ '标题 Title': 'From input' });
	});

	it('says which names it looks for where none of the input fits', async () => {
		const { error } = await call(create(autoMapped), itemsOf({ title: 'x' }));
		expect(`${error?.message} – ${error?.description}`).toMatch(
			/no value for any column.*标题 Title/,
		);
	});

	it('names that a select does not have become options where that is wanted', async () => {
		const values = asJson({ '状态 Status': 'Waiting', '标签 Tags': ['web', 'fax'] });
		await run(create({ ...values, options: { addNewOptions: true } }));
		expect(newest()).toMatchObject({
			'状态 Status': { name: 'Waiting' },
			'标签 Tags': [{ id: 'optWeb' }, { name: 'fax' }],
		});
	});

	it('an option that holds a comma is not taken for two new ones', async () => {
		const values = asJson({ '标签 Tags': 'design, print' });
		await run(create({ ...values, options: { addNewOptions: true } }));
		expect(newest()).toMatchObject({ '标签 Tags': [{ id: 'optBoth', name: 'design, print' }] });
	});
});

describe('many items', () => {
	const many = (count: number) =>
		itemsOf(...Array.from({ length: count }, (_, index) => ({ name: `Row ${index}` })));
	const rows = create(asJson('={{ { "文本 Text": $json.name } }}'), EMPTY);

	it('250 go into three calls, in their order, each with its own record', async () => {
		const items = await run(rows, many(250));
		expect(calls('notable.insertRecords')).toBe(3);
		expect(calls('notable.getAllFields')).toBe(1);
		expect(new Set(items.map(({ recordId }) => recordId)).size).toBe(250);
		const last = records(EMPTY);
		expect(last.map((one) => one['文本 Text'])).toEqual(
			Array.from({ length: 200 }, (_, index) => `Row ${50 + index}`),
		);
		expect(last.at(-1)?.id).toBe(items.at(-1)?.recordId);
	});

	it('those of different tables go into calls of their own', async () => {
		const input = itemsOf({ t: EMPTY, c: '文本 Text' }, { t: CUSTOMERS, c: '名称 Name' });
		const parameters = create(asJson('={{ { [$json.c]: "x" } }}'), '={{ $json.t }}');
		expect(await run(parameters, input)).toHaveLength(2);
		expect(calls('notable.insertRecords')).toBe(2);
		expect(records(CUSTOMERS)).toHaveLength(3);
	});

	it('bad input in one of them ends all before anything is written', async () => {
		const input = itemsOf({ name: 'a' }, { name: '' }, { name: 'c' });
		const { error } = await call(rows, input);
		expect(error?.message).toMatch(/has no value for any column/);
		expect(error?.context.itemIndex).toBe(1);
		expect(records(EMPTY)).toEqual([]);
	});

	it('with Continue On Fail it fails alone, and the others are written in one call', async () => {
		const input = itemsOf({ name: 'a' }, { name: '' }, { name: 'c' });
		const { items } = await call(rows, input, { settings: { onError: 'continueRegularOutput' } });
		expect(items.map(({ json }) => Object.keys(json))).toEqual([
			['recordId'],
			['error', 'message'],
			['recordId'],
		]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(calls('notable.insertRecords')).toBe(1);
	});

	it('one that DingTalk refuses is found by halves, and the others are written once', async () => {
		// There is no department 777.
		const input = itemsOf(...Array.from({ length: 8 }, (_, n) => ({ d: n === 5 ? '777' : '100' })));
		const parameters = create(asJson('={{ { "部门 Teams": $json.d } }}'));
		const { items } = await call(parameters, input, {
			settings: { onError: 'continueRegularOutput' },
		});
		expect(items.map(({ json }) => 'recordId' in json)).toEqual(
			[0, 1, 2, 3, 4, 5, 6, 7].map((n) => n !== 5),
		);
		expect(items[5].json.error).toMatch(/DingTalk finds something wrong/);
		expect(records()).toHaveLength(2 + 7);
	});

	it('an answer that is lost creates nothing twice', async () => {
		world.sandbox.control.addFault({
			match: { id: 'notable.insertRecords' },
			times: 1,
			cut: true,
			afterWork: true,
		});
		expect(await run(rows, many(3))).toHaveLength(3);
		expect(records(EMPTY)).toHaveLength(3);
	});

	it("n8n's Retry On Fail writes only what is not written yet", async () => {
		world.sandbox.control.addFault({
			match: { id: 'notable.insertRecords' },
			afterCalls: 1,
			times: 1,
			answer: { status: 403, body: { code: 'forbidden.operationIllegal', message: 'no' } },
		});
		const { items, error } = await call(rows, many(120), {
			settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
		});
		expect(error).toBeUndefined();
		expect(items).toHaveLength(120);
		expect(records(EMPTY)).toHaveLength(120);
	});

	it('runs again write again', async () => {
		await run(rows, many(1));
		await run(rows, many(1));
		expect(records(EMPTY)).toHaveLength(2);
	});
});

test('somebody who may only read is told what is missing', async () => {
	const words = await refusal(create(asJson({ '标题 Title': 'x' })), undefined, {
		operatorId: 'bob',
	});
	expect(words).toMatch(/The Operator may not do this in the document.*right to edit/);
});

test('a document that is still being prepared is waited for', async () => {
	world.sandbox.control.addFault({
		match: { id: 'notable.insertRecords' },
		times: 1,
		answer: {
			status: 400,
			body: { code: 'invalidRequest.document.stillInitializing', message: 'later' },
		},
	});
	expect(await run(create(asJson({ '标题 Title': 'x' })))).toHaveLength(1);
});
