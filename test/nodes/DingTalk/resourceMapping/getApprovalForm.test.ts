import { sandboxCredential } from '../../../helpers/appSandbox.mts';
import { formOfProcess } from '../../../helpers/resourceMapping.mts';
import { approvalRuns, EVERYTHING, EXPENSE, LEAVE, process } from '../approval/starting';

const world = approvalRuns('approval');
const formOf = async (processCode: unknown) =>
	await formOfProcess(processCode, sandboxCredential(world.sandbox));

test('a process gives a field for each of its fields, in order, with what is needed and chosen', async () => {
	const { fields, emptyFieldsNotice } = await formOf(process(LEAVE));
	expect(emptyFieldsNotice).toBeUndefined();
	const plain = { defaultMatch: false, display: true };
	expect(fields).toEqual([
		{
			...plain,
			id: 'DDSelectField-LEAVETYPE',
			displayName: '请假类型 Type',
			required: true,
			type: 'options',
			options: ['年假 Annual', '事假 Personal', '病假 Sick'].map((name) => ({ name, value: name })),
		},
		{
			...plain,
			id: 'DDDateRangeField-LEAVE:start',
			displayName: '开始时间',
			required: true,
			type: 'dateTime',
		},
		{
			...plain,
			id: 'DDDateRangeField-LEAVE:end',
			displayName: '结束时间',
			required: true,
			type: 'dateTime',
		},
		{ ...plain, id: 'NumberField-DAYS', displayName: '天数 Days', required: true, type: 'number' },
		{
			...plain,
			id: 'TextareaField-REASON',
			displayName: '请假事由 Reason',
			required: true,
			type: 'string',
		},
		{
			...plain,
			id: 'DDPhotoField-PROOF',
			displayName: '证明照片 Proof (binary)',
			required: false,
			type: 'string',
		},
	]);
});

test('fields that a workflow cannot fill in are not among them', async () => {
	const { fields } = await formOf(process(EVERYTHING));
	const types = fields.map(({ id }) => id.replace(/-.*/, ''));
	expect(types).toEqual(expect.arrayContaining(['TableField', 'AddressField', 'RelateField']));
	expect(types.join()).not.toMatch(/TextNote|CalculateField|SeqNumber|Signature/);
});

test('no input changes what is typed: money and IDs are texts, lists are lists', async () => {
	const inputs = Object.fromEntries(
		(await formOf(process(EVERYTHING))).fields.map(({ id, type }) => [id.replace(/-.*/, ''), type]),
	);
	expect(inputs).toMatchObject({
		MoneyField: 'string',
		InnerContactField: 'string',
		DepartmentField: 'string',
		IdCardField: 'string',
		DDMultiSelectField: 'string',
		TableField: 'array',
		TimeAndLocationField: 'object',
		DDDateField: 'dateTime',
	});
});

test('a form that was changed is read anew', async () => {
	await formOf(process(EXPENSE));
	const components = [{ componentName: 'TextField', props: { id: 'TextField-A', label: 'Only' } }];
	world.sandbox.control.changeProcess(EXPENSE, { components });
	expect((await formOf(process(EXPENSE))).fields.map(({ displayName }) => displayName)).toEqual([
		'Only',
	]);
});

test.each([
	['', 'Choose the process first'],
	[{ __rl: true, mode: 'list', value: '' }, 'Choose the process first'],
	[process('={{ $json.code }}'), "set 'Specify Form' to JSON"],
	[process('PROC-SANDBOX-SUITELEAVE'), 'is made of a suite'],
	[process('PROC-SANDBOX-OVERTIME'), 'is made of a suite'],
])('%j has no fields, and a notice says why', async (processCode, notice) => {
	const form = await formOf(processCode);
	expect(form.fields).toEqual([]);
	expect(form.emptyFieldsNotice).toContain(notice);
});

test('what DingTalk refuses is thrown for the editor to show', async () => {
	await expect(formOf(process('PROC-UNKNOWN'))).rejects.toThrow('no such approval process');
});
