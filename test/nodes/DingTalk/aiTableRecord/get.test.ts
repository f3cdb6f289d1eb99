import { NOTHING } from '../../../helpers/calls.mts';
import { inTable, tableRuns } from './tables';

const { run, refusal, calls } = tableRuns('aiTableRecord');
const get = (recordId: string, further: object = {}) => ({
	operation: 'get',
	...inTable(),
	recordId,
	...further,
});

test('gives each column as a workflow would write it', async () => {
	const [item] = await run(get('recTaskOne'));
	expect(item).toEqual({
		'标题 Title': '上线 Launch',
		'数量 Count': 12.5,
		'预算 Budget': 1500.5,
		'状态 Status': '进行中 Open',
		'标签 Tags': ['web', 'api'],
		'截止 Due': '2026-05-01T09:00:00+08:00',
		'负责人 Owner': ['union-lina'],
		'成员 Members': ['union-alice', 'union-bob'],
		'部门 Teams': ['100'],
		'网页 Page': { text: 'Plan', link: 'https://example.com/plan' },
		'附件 Files': [
			{
				filename: 'plan.pdf',
				size: 92250,
				type: 'pdf',
				url: expect.stringContaining('/_files/res-plan?Expires=') as string,
				resourceId: 'res-plan',
			},
		],
		'客户 Customer': ['recCustomerA'],
		'联系人 Contacts': ['recCustomerA', 'recCustomerB'],
		'编号 No': 'T-1',
		recordId: 'recTaskOne',
		createdTime: expect.stringMatching(/^20.*\+08:00$/) as string,
		createdByUnionId: 'union-zhangwei',
		lastModifiedTime: expect.stringMatching(/^20.*\+08:00$/) as string,
		lastModifiedByUnionId: 'union-zhangwei',
	});
});

test("gives DingTalk's own form with Simplify off, in one call", async () => {
	const [item] = await run(get('recTaskTwo', { simplify: false }));
	expect(item).toMatchObject({
		id: 'recTaskTwo',
		fields: { '数量 Count': '3', '状态 Status': { id: 'optDone', name: '已完成 Done' } },
		createdBy: { unionId: 'union-zhangwei' },
	});
	expect(calls('notable.getAllFields')).toBe(0);
});

test('a record that is not there is told as such', async () => {
	expect(await refusal(get('recGone'))).toMatch(/no such document, sheet, table, column or record/);
});

test('needs a record', async () => {
	expect(await refusal(get(NOTHING))).toMatch(/'Record ID' is empty/);
});
