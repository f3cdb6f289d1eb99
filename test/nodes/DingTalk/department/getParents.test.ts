import { NOTHING, expectFailureHandling, itemsOf, refusedInput } from '../../../helpers/calls.mts';
import { BY_MOBILE, DEPARTMENT, planRefusal, planResult } from '../../../helpers/contacts.mts';
import { runDingTalk } from '../../../helpers/dingTalk.mts';

const BY_DEPARTMENT = '/topapi/v2/department/listparentbydept';
const BY_USER = '/topapi/v2/department/listparentbyuser';
const form = { resource: 'department', operation: 'getParents' };
const ofDepartment = { ...form, of: 'department', departmentId: '={{ $json.id }}' };

const planName = (id: number) =>
	planResult(DEPARTMENT, { dept_id: id }, { dept_id: id, name: `D${id}` });

test('names the departments above a department, nearest first, without itself', async () => {
	planResult(BY_DEPARTMENT, { dept_id: 111 }, { parent_id_list: [111, 110, 100, 1] });
	[110, 100, 1].forEach(planName);
	const { items, error } = await runDingTalk({
		parameters: ofDepartment,
		input: itemsOf({ id: '111' }),
	});
	expect(error).toBeUndefined();
	expect(items).toEqual([
		{
			json: {
				departmentId: '111',
				parents: [
					{ departmentId: '110', name: 'D110' },
					{ departmentId: '100', name: 'D100' },
					{ departmentId: '1', name: 'D1' },
				],
			},
			pairedItem: { item: 0 },
		},
	]);
});

test('names the departments of a person with those above, each asked for once', async () => {
	planResult(
		BY_USER,
		{ userid: 'lina' },
		{ parent_list: [{ parent_dept_id_list: [100, 1] }, { parent_dept_id_list: [300, 1] }] },
	);
	planName(100);
	planName(300);
	planRefusal(DEPARTMENT, { dept_id: 1 }, 50004);
	const { items } = await runDingTalk({
		parameters: { ...form, of: 'user', userId: 'lina' },
	});
	expect(items[0].json).toEqual({
		userId: 'lina',
		departments: [
			{ departmentId: '100', name: 'D100', parents: [{ departmentId: '1' }] },
			{ departmentId: '300', name: 'D300', parents: [{ departmentId: '1' }] },
		],
	});
});

test('takes a mobile number for the person', async () => {
	planResult(BY_MOBILE, { mobile: '13800000002' }, { userid: 'lina' });
	planResult(BY_USER, { userid: 'lina' }, { parent_list: [{ parent_dept_id_list: [1] }] });
	planName(1);
	const { items } = await runDingTalk({
		parameters: {
			...form,
			of: 'user',
			userId: { __rl: true, mode: 'mobile', value: '138 0000 0002' },
		},
	});
	expect(items[0].json).toEqual({
		userId: 'lina',
		departments: [{ departmentId: '1', name: 'D1', parents: [] }],
	});
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectFailureHandling(
		{ parameters: ofDepartment, input: itemsOf({ id: 1 }, { id: 2 }, { id: 3 }) },
		() => {
			planResult(BY_DEPARTMENT, { dept_id: 1 }, { parent_id_list: [1] });
			planRefusal(BY_DEPARTMENT, { dept_id: 2 }, 60003);
			planResult(BY_DEPARTMENT, { dept_id: 3 }, { parent_id_list: [3, 1] });
			planName(1);
		},
		/DingTalk knows no such department/,
	);
});

test.each([
	['no department', { of: 'department', departmentId: NOTHING }, /'Department' is empty/],
	['no person', { of: 'user', userId: NOTHING }, /'User' is empty/],
])('refuses %s before anything is sent', async (_name, parameters, wanted) => {
	const { message } = await refusedInput({ parameters: { ...form, ...parameters } });
	expect(message).toMatch(wanted);
});
