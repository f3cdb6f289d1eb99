import {
	approvalRuns,
	asJson,
	EXPENSE,
	expenseForm,
	LEAVE,
	person,
	process,
	PURCHASE,
	receipt,
} from '../approval/starting';

const { run, refusal, calls, approvals } = approvalRuns('approvalProcess');
const expense = (total: number) => ({
	operation: 'forecast',
	processCode: process(EXPENSE),
	...asJson({ ...expenseForm(total), '发票照片 Receipts': 'photo' }),
});
const photo = [{ json: {}, binary: { photo: receipt } }];
const stepsOf = (item: object) => (item as { steps: Array<Record<string, unknown>> }).steps;

test('tells the steps that the form leads through, and starts nothing', async () => {
	const [small] = await run(expense(20), photo);
	const [large] = await run(expense(2000), photo);
	expect(small).toMatchObject({
		processCode: EXPENSE,
		processName: '报销 Expense',
		originatorUserId: 'alice',
		departmentId: '111',
		hasConditions: true,
	});
	expect(stepsOf(small).map(({ name }) => name)).toEqual(['直属主管', '抄送人']);
	expect(stepsOf(large)).toEqual([
		{
			name: '直属主管',
			does: 'approve',
			people: [{ userId: 'lina', name: '李娜' }],
			decision: 'OR',
			activityId: 'b39a_73fb',
		},
		expect.objectContaining({ name: '财务会签', decision: 'AND' }),
		expect.objectContaining({ name: '抄送人', does: 'notify' }),
	]);
	expect(approvals()).toEqual([]);
});

test('tells where approvers are chosen by whoever starts it, and among whom', async () => {
	const [item] = await run({
		operation: 'forecast',
		processCode: process(PURCHASE),
		originator: person('lina'),
		options: { departmentId: { __rl: true, mode: 'id', value: '300' } },
		...asJson({ '采购内容 What': 'Desk', '数量 Count': 2 }),
	});
	expect(item).toMatchObject({ departmentId: '300', hasConditions: false });
	expect(stepsOf(item)[0]).toMatchObject({
		name: '自选审批人',
		does: 'select',
		actorKey: expect.stringMatching(/^manual_/) as unknown,
		required: true,
		takesSeveral: true,
		candidates: [{ userId: 'lina' }, { userId: 'wangfang' }, { userId: 'zhangwei' }],
	});
});

test('refuses a form before it asks, and says why DingTalk cannot tell', async () => {
	const leave = { operation: 'forecast', processCode: process(LEAVE) };
	expect(await refusal({ ...leave, ...asJson({}) })).toContain(
		"'请假类型 Type' is empty, and the form needs it",
	);
	expect(calls('workflow.forecast')).toBe(0);
	const old = { ...leave, processCode: process('PROC-SANDBOX-OLD') };
	expect(await refusal({ ...old, ...asJson({ '内容 Text': 'x' }) })).toContain(
		'DingTalk cannot tell the flow of this form',
	);
});
