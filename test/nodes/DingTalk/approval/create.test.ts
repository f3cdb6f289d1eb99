import { itemsOf } from '../../../helpers/calls.mts';
import {
	approvalRuns,
	asFields,
	asJson,
	EVERYTHING,
	EXPENSE,
	expenseForm,
	invoice,
	LEAVE,
	leaveForm,
	people,
	person,
	process,
	PURCHASE,
	receipt,
} from './starting';

const world = approvalRuns('approval');
const { run, call, refusal, calls, approvals } = world;

const leave = (form: object = {}) => ({
	operation: 'create',
	processCode: process(LEAVE),
	...asJson({ ...leaveForm, ...form }),
});
const expense = (form: object = {}) => ({
	operation: 'create',
	processCode: process(EXPENSE),
	...asJson({ ...expenseForm(), ...form }),
});
const purchase = (more: object = {}) => ({
	operation: 'create',
	processCode: process(PURCHASE),
	originator: person('lina'),
	...asJson({ '采购内容 What': 'Desk', '数量 Count': 2 }),
	...more,
});
const step = (name: string, ...ids: string[]) => ({ step: [{ name, approvers: people(...ids) }] });

describe('an approval is started', () => {
	it("in the name of the credential's Operator, in their first department", async () => {
		const [item] = await run(leave());
		const [started] = approvals();
		expect(item).toEqual({
			processInstanceId: started.processInstanceId,
			processCode: LEAVE,
			processName: '请假 Leave',
			originatorUserId: 'alice',
			departmentId: '111',
		});
		expect(started).toMatchObject({
			originatorUserId: 'alice',
			originatorDeptId: '111',
			status: 'RUNNING',
			values: {
				'DDSelectField-LEAVETYPE': '年假 Annual',
				'DDDateRangeField-LEAVE': '["2026-12-01","2026-12-02"]',
				'NumberField-DAYS': '2',
				'TextareaField-REASON': 'Family',
			},
		});
	});

	it('in the name and the department that are chosen, by any ID', async () => {
		const input = itemsOf({ id: '13800000002' });
		const originator = { __rl: true, mode: 'mobile', value: '={{ $json.id }}' };
		const options = { departmentId: { __rl: true, mode: 'id', value: '300' } };
		const [item] = await run({ ...leave(), originator, options }, input);
		expect(item).toMatchObject({ originatorUserId: 'lina', departmentId: '300' });
		expect(approvals()[0]).toMatchObject({ originatorUserId: 'lina', originatorDeptId: '300' });
	});

	it('with approvers and copies of its own, in place of the flow of the process', async () => {
		await run({
			...leave(),
			approvalFlow: 'approvers',
			approvers: {
				step: [
					{ people: people('bob'), decision: 'OR' },
					{ people: people('lina', 'wangfang'), decision: 'AND' },
				],
			},
			copyTo: people('oncall'),
			copyWhen: 'START',
		});
		expect(calls('workflow.forecast')).toBe(0);
		const [started] = approvals();
		expect(started.ccUserIds).toEqual(['oncall']);
		const body = world.sandbox.control
			.journal()
			.find(({ id }) => id === 'workflow.instance.create')?.request;
		expect(body).toMatchObject({
			approvers: [
				{ actionType: 'NONE', userIds: ['bob'] },
				{ actionType: 'AND', userIds: ['lina', 'wangfang'] },
			],
			ccList: ['oncall'],
			ccPosition: 'START',
		});
		expect(body).not.toHaveProperty('deptId');
	});

	it("for each item, with the item's own form", async () => {
		const form = { ...asJson({}), formJson: '={{ $json }}' };
		const input = itemsOf(leaveForm, { ...leaveForm, '天数 Days': 5 });
		const items = await run({ ...leave(), ...form }, input);
		expect(items).toHaveLength(2);
		expect(approvals().map(({ values }) => values['NumberField-DAYS'])).toEqual(['2', '5']);
	});
});

describe('the form', () => {
	const fields = {
		'DDSelectField-LEAVETYPE': '病假 Sick',
		'DDDateRangeField-LEAVE:start': '={{ $now.set({ year: 2026, month: 12, day: 1 }) }}',
		'DDDateRangeField-LEAVE:end': '={{ 1796140800000 }}',
		'NumberField-DAYS': '={{ $json.days }}',
		'TextareaField-REASON': 'Flu',
		'DDPhotoField-PROOF': '',
	};

	it('is filled in field by field, and nothing is changed on the way', async () => {
		const schema = [
			{ id: 'DDDateRangeField-LEAVE:end', type: 'dateTime' },
			{ id: 'NumberField-DAYS', type: 'number' },
		];
		await run({ ...leave(), ...asFields(fields, schema) }, itemsOf({ days: '1.50' }));
		expect(approvals()[0].values).toEqual({
			'DDSelectField-LEAVETYPE': '病假 Sick',
			// n8n itself would refuse the milliseconds, and make 1.5 of the number.
			'DDDateRangeField-LEAVE': '["2026-12-01","2026-12-02"]',
			'NumberField-DAYS': '1.50',
			'TextareaField-REASON': 'Flu',
		});
	});

	it('is filled in by the fields of the input, whose others do not matter', async () => {
		const form = { form: { mappingMode: 'autoMapInputData', value: null } };
		const input = itemsOf({ ...leaveForm, submittedAt: '2026-11-28', formMode: 'test' });
		await run({ ...leave(), specifyForm: 'fields', ...form }, input);
		expect(approvals()).toHaveLength(1);
	});

	it('takes a field that the process got since', async () => {
		const before = world.sandbox.control
			.state()
			.processes.find(({ processCode }) => processCode === LEAVE);
		const more = { componentName: 'TextField', props: { id: 'TextField-NEW', label: 'New' } };
		world.sandbox.control.changeProcess(LEAVE, {
			components: [...(before?.components ?? []), more],
		});
		await run(leave({ New: 'x' }));
		expect(approvals()[0].values).toMatchObject({ 'TextField-NEW': 'x' });
	});

	it.each([
		[{ 'NumberField-GONE': 1 }, "'Form (JSON)' has a value for 'NumberField-GONE', and this"],
		[{ '请假类型 Type': 'Vacation' }, "'请假类型 Type' is 'Vacation', which is no option of it"],
		[{ 结束时间: '2026-11-01' }, "'开始时间 – 结束时间' ends before it starts"],
		[{ 结束时间: '' }, "'开始时间 – 结束时间' has no '结束时间'"],
		[{ '天数 Days': 'two' }, "'天数 Days' is not a number: two"],
		[{ '请假事由 Reason': null }, "'请假事由 Reason' is empty, and the form needs it"],
		[{ '证明照片 Proof': 'proof' }, "'证明照片 Proof' names the binary field 'proof', which this"],
	])('%j is refused before anything is sent but the question for the form', async (form, words) => {
		expect(await refusal(leave(form))).toContain(words);
		expect(calls('workflow.form.schema')).toBe(1);
		expect(calls('workflow.forecast')).toBe(0);
		expect(approvals()).toEqual([]);
	});

	it('of a suite is refused, and of a process with a suite in it', async () => {
		for (const code of ['PROC-SANDBOX-SUITELEAVE', 'PROC-SANDBOX-OVERTIME']) {
			const words = await refusal({ ...leave(), processCode: process(code) });
			expect(words).toMatch(/'Process' is '.*', which is made of a suite .*Let a person start it/);
		}
		expect(calls('workflow.instance.create')).toBe(0);
	});
});

describe('files come from binary fields', () => {
	const binary = { photo: receipt, invoice };
	const form = { '发票照片 Receipts': 'photo', '附件 Attachments': 'invoice, photo' };

	it('photos as pictures at their address, attachments in the space of approvals', async () => {
		await run(expense(form), [{ json: {}, binary }]);
		const { values } = approvals()[0];
		expect(JSON.parse(values['DDPhotoField-RECEIPT'])).toEqual([
			expect.stringMatching(/^https:\/\/static\.dingtalk\.com\/media\/[\w-]+_2_3\.png$/),
		]);
		expect(JSON.parse(values['DDAttachment-FILES'])).toEqual([
			{
				spaceId: '115770306',
				fileName: 'invoice.pdf',
				fileSize: String(Buffer.from(invoice.data, 'base64').length),
				fileType: 'pdf',
				fileId: expect.stringMatching(/^\d+$/),
			},
			expect.objectContaining({ fileName: '发票 receipt.png', fileType: 'png' }),
		]);
		// The space is asked for once.
		expect(calls('workflow.attachment.space')).toBe(1);
	});

	it("and from n8n's forms, whose files the JSON of the item tells of", async () => {
		const told = (filename: string) => ({ filename, mimetype: 'image/png', size: 9 });
		const photoName = String(receipt.fileName);
		const asked = {
			...expense({
				'发票照片 Receipts': told(photoName),
				'附件 Attachments': [told('invoice.pdf')],
			}),
		};
		await run(asked, [
			{ json: {}, binary: { _____Receipts: receipt, _____Attachments_0: invoice } },
		]);
		const { values } = approvals()[0];
		expect(JSON.parse(values['DDPhotoField-RECEIPT'])).toHaveLength(1);
		expect(JSON.parse(values['DDAttachment-FILES'])).toMatchObject([{ fileName: 'invoice.pdf' }]);
		expect(await refusal(asked, [{ json: {}, binary: { photo: receipt } }])).toContain(
			"'附件 Attachments' tells of a file that no binary field of this item holds: invoice.pdf",
		);
	});

	it('inside tables too', async () => {
		await run(
			{
				operation: 'create',
				processCode: process(EVERYTHING),
				chosenApprovers: step('', 'lina'),
				...asJson({
					'单行输入框 Text': 'x',
					'明细 Rows': [
						{ '名称 Name': 'a', '照片 Photos': ['photo', 'https://example.com/b.png'] },
					],
				}),
			},
			[{ json: {}, binary }],
		);
		const [[, photos]] = JSON.parse(approvals()[0].values['TableField-ROWS']) as Array<
			Array<{ value: string }>
		>;
		expect(JSON.parse(photos.value)).toEqual([
			expect.stringMatching(/^https:\/\/static\.dingtalk\.com\//),
			'https://example.com/b.png',
		]);
	});

	it.each([
		[{ photo: { ...receipt, data: '' } }, "'发票照片 Receipts' holds an empty file"],
		[{ photo: { ...receipt, data: 'eA==' } }, 'which is no picture inside'],
		[
			{ photo: { ...receipt, fileName: 'a.pdf', mimeType: 'application/pdf' } },
			"holds 'a.pdf', and photos are jpg",
		],
		[{}, "names the binary field 'photo', which this item does not have"],
	])('those that are none are refused: %#', async (files, words) => {
		const form = { '发票照片 Receipts': 'photo' };
		expect(await refusal(expense(form), [{ json: {}, binary: files }])).toContain(words);
		expect(calls('media.upload')).toBe(0);
	});

	it('an empty attachment is refused, and a person who does not exist ends it before an upload', async () => {
		const none = { invoice: { ...invoice, data: '' }, photo: receipt };
		const words = await refusal(expense({ '附件 Attachments': 'invoice' }), [
			{ json: {}, binary: none },
		]);
		expect(words).toContain("'附件 Attachments' holds an empty file");
		const stranger = { '单行输入框 Text': 'x', '图片 Photos': 'photo', '联系人 Person': 'nobody' };
		const everything = { operation: 'create', processCode: process(EVERYTHING) };
		expect(
			await refusal({ ...everything, ...asJson(stranger) }, [{ json: {}, binary: none }]),
		).toContain("'联系人 Person' is nobody's ID in this organisation: nobody");
		expect(calls('media.upload')).toBe(0);
	});
});

describe('steps whose approvers are chosen by whoever starts it', () => {
	it('get them by the name of the step, by its key, or as the only one', async () => {
		for (const name of ['自选审批人', 'manual_e1aa_0001_0001_0001', '']) {
			await run(purchase({ chosenApprovers: step(name, 'wangfang', 'zhangwei') }));
		}
		expect(approvals().map(({ status }) => status)).toEqual(['RUNNING', 'RUNNING', 'RUNNING']);
	});

	it.each([
		[{}, "'Chosen Approvers' has nobody for the step '自选审批人'"],
		[step('自选审批人', 'bob'), "names 'bob' for the step '自选审批人', who is not among those"],
		[step('总经理', 'lina'), "names the step '总经理', which is not one"],
	])('are refused before the approval is started: %#', async (chosenApprovers, words) => {
		const refused = await refusal(purchase({ chosenApprovers }));
		expect(refused).toContain(words);
		expect(refused).toMatch(/wangfang|自选审批人/);
		expect(calls('workflow.instance.create')).toBe(0);
	});

	it('that take one are refused several, and one row each', async () => {
		const everything = {
			operation: 'create',
			processCode: process(EVERYTHING),
			...asJson({ '单行输入框 Text': 'x' }),
		};
		expect(await refusal({ ...everything, chosenApprovers: step('', 'lina', 'bob') })).toContain(
			'names 2 people for the step',
		);
		const twice = { step: [...step('', 'lina').step, ...step('', 'bob').step] };
		expect(await refusal({ ...everything, chosenApprovers: twice })).toContain(
			"names '自选审批人' twice",
		);
	});

	it('are nowhere in a flow without any', async () => {
		expect(await refusal({ ...leave(), chosenApprovers: step('', 'lina') })).toContain(
			'names people, and no step of this approval lets them be chosen',
		);
	});

	it('that cannot be told do not stop an approval for which nobody was chosen', async () => {
		const fault = { match: { id: 'workflow.forecast' }, times: 2 };
		const answer = { status: 400, body: { code: 'forecastError', message: '流程预测失败' } };
		world.sandbox.control.addFault({ ...fault, answer });
		await run(leave());
		expect(approvals()).toHaveLength(1);
		expect(await refusal(purchase({ chosenApprovers: step('', 'lina') }))).toContain(
			'The flow is not known',
		);
		expect(approvals()).toHaveLength(1);
	});
});

describe('an approval is started once', () => {
	const retry = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };
	const again = async () => await call(leave(), undefined, {}, retry);
	const lose = (answer: object) =>
		world.sandbox.control.addFault({
			match: { id: 'workflow.instance.create' },
			times: 1,
			...answer,
		});

	it('though its answer was lost, and n8n tries the item again', async () => {
		lose({ afterWork: true, cut: true });
		const { error } = await again();
		expect(error?.description).toContain('With Retry On Fail it is not sent again');
		expect(approvals()).toHaveLength(1);
	});

	it('by a later attempt where the first was refused', async () => {
		const busy = { code: 'autoflowLikeTriggerRateLimited', message: '该操作涉及自动化类业务' };
		lose({ answer: { status: 400, body: busy } });
		const { items, error } = await again();
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		expect(approvals()).toHaveLength(1);
	});
});

describe('what DingTalk refuses is told with what to do', () => {
	it.each([
		['PROC-UNKNOWN', /no such process|deleted/i],
		['PROC-SANDBOX-OLD', /switched off/i],
	])('%s', async (code, words) => {
		expect(
			await refusal({ ...leave(), processCode: process(code), ...asJson({ '内容 Text': 'x' }) }),
		).toMatch(words);
	});

	it('who may not start it', async () => {
		expect(
			await refusal(purchase({ originator: person('bob'), chosenApprovers: step('', 'lina') })),
		).toMatch(/may not start this approval process/);
	});

	it('a department that is not the originator’s', async () => {
		const options = { departmentId: { __rl: true, mode: 'id', value: '200' } };
		expect(await refusal({ ...leave(), options })).toMatch(/department/i);
	});
});

test('without an Operator somebody has to be named', async () => {
	expect(await refusal(leave(), undefined, { operatorId: '' })).toContain("'Operator' is empty");
});
