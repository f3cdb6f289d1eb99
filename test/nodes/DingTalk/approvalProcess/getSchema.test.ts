import { approvalRuns, EVERYTHING, EXPENSE, process } from '../approval/starting';

const { run, refusal } = approvalRuns('approvalProcess');
const schemaOf = async (code: string) =>
	(await run({ operation: 'getSchema', processCode: process(code) }))[0];
const fieldsOf = async (code: string) =>
	(await schemaOf(code)).fields as Array<Record<string, unknown>>;

test('tells what a process asks for, in words', async () => {
	expect(await schemaOf(EXPENSE)).toMatchObject({
		processCode: EXPENSE,
		name: '报销 Expense',
		startable: true,
	});
	const [purpose, items, total, photos, , sum] = await fieldsOf(EXPENSE);
	expect(purpose).toEqual({
		label: '报销事由 Purpose',
		id: 'TextField-PURPOSE',
		type: 'Text',
		component: 'TextField',
		required: true,
		fillable: true,
		takes: 'Text',
	});
	expect(items).toMatchObject({
		type: 'Table',
		columns: [
			{ label: '费用说明 Item', required: true },
			{ type: 'Single choice', options: ['交通 Travel', '餐饮 Meals', '其他 Other'] },
			{ type: 'Date', format: 'yyyy-MM-dd', takes: 'A date such as 2026-05-01' },
			{ type: 'Money', required: true },
		],
	});
	expect(total).toMatchObject({ takes: 'An amount such as 1500.50' });
	expect(photos).toMatchObject({ type: 'Photos', required: false });
	expect(sum).toMatchObject({
		component: 'CalculateField',
		fillable: false,
		reason: 'DingTalk works it out',
	});
});

test('tells how fine dates are, and both labels of a range', async () => {
	const byId = new Map((await fieldsOf(EVERYTHING)).map((field) => [field.id, field]));
	expect(byId.get('DDDateField-TIME')).toMatchObject({
		takes: 'A date such as 2026-05-01 09:00',
	});
	expect(byId.get('DDDateRangeField-HOURS')).toMatchObject({
		label: '开始 From – 结束 Until',
		labels: ['开始 From', '结束 Until'],
		type: 'Date range',
	});
	expect(byId.get('SignatureField-SIGN')).toMatchObject({ fillable: false });
});

test.each([
	['PROC-SANDBOX-SUITELEAVE', '开始时间 – 结束时间'],
	['PROC-SANDBOX-OVERTIME', '加班套件'],
])('says what keeps a workflow from starting %s', async (code, field) => {
	expect(await schemaOf(code)).toMatchObject({ startable: false, stoppedBy: [field] });
});

test('says that there is no such process', async () => {
	const words = await refusal({ operation: 'getSchema', processCode: process('PROC-UNKNOWN') });
	expect(words).toContain('DingTalk knows no such approval process');
});
