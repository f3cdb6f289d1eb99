import { NOTHING, expectFailureHandling, itemsOf, refusedInput } from '../../../helpers/calls.mts';
import { DEPARTMENT, planRefusal, planResult } from '../../../helpers/contacts.mts';
import { runDingTalk } from '../../../helpers/dingTalk.mts';

const form = { resource: 'department', operation: 'get', departmentId: '={{ $json.id }}' };

const engineering = {
	dept_id: 100,
	name: '研发部',
	parent_id: 1,
	create_dept_group: true,
	auto_add_user: false,
	order: 7,
	dept_group_chat_id: 'chat100',
	dept_manager_userid_list: ['lina'],
	hide_dept: false,
	member_count: 12,
	outer_dept: false,
};

test('gets a department in ten fields of our own, once for all items', async () => {
	planResult(DEPARTMENT, { dept_id: 100 }, engineering);
	const { items, error } = await runDingTalk({
		parameters: form,
		input: itemsOf({ id: 100 }, { id: '100' }),
	});
	expect(error).toBeUndefined();
	expect(items[0]).toEqual({
		json: {
			departmentId: '100',
			name: '研发部',
			parentId: '1',
			createDepartmentGroup: true,
			autoAddUser: false,
			memberCount: 12,
			managerUserIds: ['lina'],
			groupChatId: 'chat100',
			hidden: false,
			order: 7,
		},
		pairedItem: { item: 0 },
	});
	expect(items[1]).toEqual({ ...items[0], pairedItem: { item: 1 } });
});

test('returns what DingTalk says when Simplify is off', async () => {
	planResult(DEPARTMENT, { dept_id: 100 }, engineering);
	const { items } = await runDingTalk({
		parameters: {
			...form,
			departmentId: { __rl: true, mode: 'list', value: '100' },
			simplify: false,
		},
	});
	expect(items[0].json).toEqual(engineering);
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectFailureHandling(
		{ parameters: form, input: itemsOf({ id: 1 }, { id: 2 }, { id: 3 }) },
		() => {
			planResult(DEPARTMENT, { dept_id: 1 }, { dept_id: 1, name: 'HQ' });
			planRefusal(DEPARTMENT, { dept_id: 2 }, 60003, '未找到对应部门');
			planResult(DEPARTMENT, { dept_id: 3 }, { dept_id: 3, name: 'C' });
		},
		/DingTalk knows no such department/,
	);
});

test.each([
	['no department', { departmentId: NOTHING }, /'Department' is empty/],
	['a name', { departmentId: '研发部' }, /'Department' is not a department ID: 研发部/],
])('refuses %s before anything is sent', async (_name, parameters, wanted) => {
	const { message } = await refusedInput({ parameters: { ...form, ...parameters } });
	expect(message).toMatch(wanted);
});
