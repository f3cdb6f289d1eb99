import {
	NOTHING,
	expectFailureHandling,
	itemsOf,
	planApi,
	refusal,
	refusedInput,
} from '../../../helpers/calls.mts';
import { GET_USER, planRefusal } from '../../../helpers/contacts.mts';
import { runDingTalk } from '../../../helpers/dingTalk.mts';
import {
	ID,
	instanceAddress,
	planInstance,
	planNames,
	task,
	wireInstance,
	withOperator,
} from './approvals';

const form = { resource: 'approval', operation: 'get', processInstanceId: ID };
const withoutNames = { options: { withNames: false } };
const run = async (parameters: object = {}) =>
	await runDingTalk({ parameters: { ...form, ...parameters }, credentials: withOperator() });

/** A field as DingTalk answers it. */
const field = (componentType: string, name: string, value: unknown, ext?: unknown) => ({
	id: `${componentType}-1`,
	name,
	componentType,
	value: typeof value === 'string' ? value : JSON.stringify(value),
	...(ext === undefined ? {} : { extValue: JSON.stringify(ext) }),
});
/** The form as the item has it. */
async function formOf(...formComponentValues: object[]) {
	planInstance({ formComponentValues });
	return (await run(withoutNames)).items[0].json.form;
}

test('gets an approval in our own words, with the names of people', async () => {
	planInstance({
		status: 'COMPLETED',
		result: 'agree',
		finishTime: '2026-11-02T08:05Z',
		tasks: [task('lina', 1, { status: 'COMPLETED', result: 'AGREE' })],
		operationRecords: [
			{
				userId: 'alice',
				date: '2026-11-01T02:30Z',
				type: 'START_PROCESS_INSTANCE',
				result: 'NONE',
			},
			{
				userId: 'lina',
				date: '2026-11-02T08:05Z',
				type: 'EXECUTE_TASK_NORMAL',
				result: 'AGREE',
				remark: 'OK',
				showName: '直属主管',
				images: ['https://a.example/1.png'],
				attachments: [
					{ fileId: 7, fileName: 'a.pdf', fileSize: '12', fileType: 'pdf', spaceId: 9 },
				],
			},
			{
				userId: 'alice',
				date: '2026-11-02T08:05Z',
				type: 'PROCESS_CC',
				result: 'NONE',
				ccUserIds: ['wang'],
			},
		],
	});
	planNames('alice', 'lina', 'wang');
	const file = { fileId: '7', fileName: 'a.pdf', fileSize: 12, fileType: 'pdf', spaceId: '9' };
	expect((await run()).items).toEqual([
		{
			json: {
				processInstanceId: ID,
				title: 'Alice提交的报销',
				businessId: '202611011030000000001',
				status: 'approved',
				originator: {
					userId: 'alice',
					name: 'Name of alice',
					departmentId: '1',
					departmentName: 'HQ',
				},
				createTime: '2026-11-01T02:30:00.000Z',
				finishTime: '2026-11-02T08:05:00.000Z',
				form: {},
				openTasks: [],
				timeline: [
					{
						time: '2026-11-01T02:30:00.000Z',
						action: 'started',
						userId: 'alice',
						name: 'Name of alice',
					},
					{
						time: '2026-11-02T08:05:00.000Z',
						action: 'approved',
						userId: 'lina',
						name: 'Name of lina',
						step: '直属主管',
						remark: 'OK',
						photos: ['https://a.example/1.png'],
						attachments: [file],
					},
					{
						time: '2026-11-02T08:05:00.000Z',
						action: 'copied',
						userId: 'alice',
						name: 'Name of alice',
						copiedTo: [{ userId: 'wang', name: 'Name of wang' }],
					},
				],
				attachments: [{ ...file, from: 'timeline' }],
			},
			pairedItem: { item: 0 },
		},
	]);
});

test.each([
	['running', { status: 'RUNNING', result: '' }],
	['refused', { status: 'COMPLETED', result: 'refuse' }],
	['withdrawn', { status: 'TERMINATED', result: '' }],
])('says in one word that it is %s', async (status, further) => {
	planInstance(further);
	expect((await run(withoutNames)).items[0].json.status).toBe(status);
});

test('tells who has to decide now, by task', async () => {
	planInstance({
		tasks: [
			task('lina', 1, { status: 'COMPLETED' }),
			task('bob', '9007199254740993'),
			task('wang', 3, { status: 'NEW' }),
		],
	});
	expect((await run(withoutNames)).items[0].json.openTasks).toEqual([
		{
			taskId: '9007199254740993',
			userId: 'bob',
			step: '直属主管',
			since: '2026-11-01T02:30:00.000Z',
		},
	]);
});

describe('the form', () => {
	test('has real types', async () => {
		expect(
			await formOf(
				field('TextField', 'Text', '12'),
				field('NumberField', 'Number', '12'),
				field('MoneyField', 'Money', '1500.50'),
				field('CalculateField', 'Sum', '1,000.50'),
				field('StarRatingField', 'Stars', '4'),
				field('NumberField', 'Long', '12345678901234567890'),
				field('DDSelectField', 'One', '红', { label: '红', key: 'option_0' }),
				field('DDMultiSelectField', 'Many', ['甲', '乙']),
				field('DDDateField', 'Day', '2026-11-01'),
				field('DDDateRangeField', '["From","Until"]', ['2026-11-01', '2026-11-02']),
				field('TimeAndLocationField', '["When","Where"]', [
					'2026-11-01 10:00:00',
					120.5,
					30.25,
					'West Lake',
					100,
				]),
				field('DDPhotoField', 'Photos', ['https://a.example/1.png']),
				field('AddressField', 'Address', '浙江,杭州,西湖'),
			),
		).toEqual({
			Text: '12',
			Number: 12,
			Money: 1500.5,
			Sum: 1000.5,
			Stars: 4,
			Long: '12345678901234567890',
			One: '红',
			Many: ['甲', '乙'],
			Day: '2026-11-01',
			From: '2026-11-01',
			Until: '2026-11-02',
			When: '2026-11-01 10:00:00',
			Where: { longitude: 120.5, latitude: 30.25, address: 'West Lake', accuracy: 100 },
			Photos: ['https://a.example/1.png'],
			Address: '浙江,杭州,西湖',
		});
	});

	test('has IDs behind names, and the names alone where DingTalk gives no IDs', async () => {
		expect(
			await formOf(
				field('InnerContactField', 'People', '李娜,王芳', [
					{ emplId: 'lina', name: '李娜' },
					{ emplId: 'wang', name: '王芳' },
				]),
				field('DepartmentField', 'Departments', 'Sales', [{ id: '200', name: 'Sales' }]),
				field('RelateField', 'Related', ['Trip'], {
					list: [{ procInstId: 'p1', title: 'Trip', businessId: '7' }],
				}),
				field('InnerContactField', 'Nobody known', '李娜'),
			),
		).toEqual({
			People: [
				{ userId: 'lina', name: '李娜' },
				{ userId: 'wang', name: '王芳' },
			],
			Departments: [{ departmentId: '200', name: 'Sales' }],
			Related: [{ processInstanceId: 'p1', title: 'Trip', businessId: '7' }],
			'Nobody known': '李娜',
		});
	});

	test('has tables as lists of rows, and one without rows as an empty list', async () => {
		const cell = (componentType: string, label: string, value: string) => ({
			componentType,
			label,
			value,
		});
		const filled = [
			{
				rowValue: [cell('TextField', 'Item', 'Taxi'), cell('MoneyField', 'Amount', '20.50')],
				rowNumber: 'r1',
			},
			{
				rowValue: [
					cell('TextField', 'Item', 'Hotel'),
					cell('DDPhotoField', 'Photos', '["https://a.example/1.png"]'),
				],
			},
		];
		// As seen in public answers: the columns in place of rows.
		const columns = [{ componentName: 'TextField', props: { id: 'x', label: 'Item' } }];
		expect(
			await formOf(field('TableField', 'Items', filled), field('TableField', 'None', columns)),
		).toEqual({
			Items: [
				{ Item: 'Taxi', Amount: 20.5 },
				{ Item: 'Hotel', Photos: ['https://a.example/1.png'] },
			],
			None: [],
		});
	});

	test('has null where nothing was filled in, and numbers labels that come again', async () => {
		expect(
			await formOf(
				field('TextField', 'Note', 'null'),
				field('DDDateRangeField', '["From","Until"]', 'null'),
				field('TextField', 'Note', 'x'),
				field('SomethingNew', 'New', { a: 1 }),
			),
		).toEqual({ Note: null, From: null, Until: null, 'Note 2': 'x', New: { a: 1 } });
	});

	test('has files, which are listed apart too', async () => {
		const file = {
			spaceId: '115770306',
			fileName: 'a.xlsx',
			fileSize: 267_266,
			fileType: 'xlsx',
			fileId: '60605779562',
		};
		planInstance({ formComponentValues: [field('DDAttachment', 'Files', [file])] });
		const { json } = (await run(withoutNames)).items[0];
		expect(json.form).toEqual({ Files: [file] });
		expect(json.attachments).toEqual([{ ...file, from: 'form', field: 'Files' }]);
	});
});

test('goes without names where the app may not see the people', async () => {
	planInstance();
	for (const userid of ['alice', 'lina']) planRefusal(GET_USER, { userid }, 60121);
	const { items } = await run();
	expect(items[0].json.originator).toEqual({
		userId: 'alice',
		departmentId: '1',
		departmentName: 'HQ',
	});
});

test('gives the answer as it is when it is not to be simplified', async () => {
	planInstance();
	expect((await run({ simplify: false })).items[0].json).toEqual({
		processInstanceId: ID,
		// What is empty is taken out of all answers.
		...wireInstance({ result: undefined }),
	});
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectFailureHandling(
		{
			parameters: { ...form, ...withoutNames, processInstanceId: '={{ $json.id }}' },
			input: itemsOf({ id: 'a' }, { id: 'b' }, { id: 'c' }),
			credentials: withOperator(),
		},
		() => {
			planInstance({}, 'a');
			planApi(instanceAddress('b'), undefined, refusal('processInstanceNotExist'), 400);
			planInstance({}, 'c');
		},
		/DingTalk knows no such approval/,
	);
});

test('refuses no ID before anything is sent', async () => {
	const { message } = await refusedInput({
		parameters: { ...form, processInstanceId: NOTHING },
		credentials: withOperator(),
	});
	expect(message).toMatch(/'Approval ID' is empty/);
});
