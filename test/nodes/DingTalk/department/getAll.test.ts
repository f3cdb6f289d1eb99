import nock from 'nock';

import {
	NOTHING,
	expectFailureHandling,
	itemsOf,
	pairs,
	refusedInput,
} from '../../../helpers/calls.mts';
import { CHILDREN, planRefusal, planResult } from '../../../helpers/contacts.mts';
import { OAPI, runDingTalk } from '../../../helpers/dingTalk.mts';

const form = {
	resource: 'department',
	operation: 'getAll',
	departmentId: '={{ $json.id }}',
	returnAll: true,
};

const planChildren = (parent: number, ids: number[]) =>
	planResult(
		CHILDREN,
		{ dept_id: parent },
		ids.map((id) => ({
			dept_id: id,
			name: `D${id}`,
			parent_id: parent,
			create_dept_group: true,
			auto_add_user: true,
		})),
	);

test('lists the departments directly below the root when nothing is chosen', async () => {
	planChildren(1, [100, 200]);
	const { items, error } = await runDingTalk({
		parameters: { resource: 'department', operation: 'getAll' },
	});
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json)).toEqual([
		{
			departmentId: '100',
			name: 'D100',
			parentId: '1',
			createDepartmentGroup: true,
			autoAddUser: true,
		},
		{
			departmentId: '200',
			name: 'D200',
			parentId: '1',
			createDepartmentGroup: true,
			autoAddUser: true,
		},
	]);
	expect(pairs(items)).toEqual([0, 0]);
});

test('lists the whole tree level by level', async () => {
	planChildren(1, [100, 200]);
	planChildren(100, [110]);
	planChildren(200, []);
	planChildren(110, [111]);
	planChildren(111, []);
	const { items } = await runDingTalk({
		parameters: { ...form, scope: 'tree' },
		input: itemsOf({ id: 1 }),
	});
	expect(items.map(({ json }) => json.departmentId)).toEqual(['100', '200', '110', '111']);
});

test('stops at the limit', async () => {
	planChildren(1, [100, 200, 300]);
	const { items } = await runDingTalk({
		parameters: { ...form, scope: 'tree', returnAll: false, limit: 2 },
		input: itemsOf({ id: 1 }),
	});
	expect(items.map(({ json }) => json.departmentId)).toEqual(['100', '200']);
});

test('keeps IDs beyond 2^53 exact, in and out', async () => {
	const bodies: string[] = [];
	nock(OAPI)
		.post(CHILDREN)
		.query(true)
		.times(2)
		.reply(async (request: Request) => {
			bodies.push(await request.text());
			const below =
				bodies.length === 1
					? '[{"dept_id":9007199254740995,"name":"B","parent_id":9007199254740993}]'
					: '[]';
			return [200, `{"errcode":0,"result":${below}}`];
		});
	const { items } = await runDingTalk({
		parameters: { ...form, scope: 'tree' },
		input: itemsOf({ id: '9007199254740993' }),
	});
	expect(bodies).toEqual(['{"dept_id":9007199254740993}', '{"dept_id":9007199254740995}']);
	expect(items[0].json).toMatchObject({
		departmentId: '9007199254740995',
		parentId: '9007199254740993',
	});
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectFailureHandling(
		{ parameters: form, input: itemsOf({ id: 1 }, { id: 2 }, { id: 3 }) },
		() => {
			planChildren(1, [10]);
			planRefusal(CHILDREN, { dept_id: 2 }, 60003);
			planChildren(3, [30]);
		},
		/DingTalk knows no such department/,
	);
});

test.each([
	['no parent', { departmentId: NOTHING }, /'Parent Department' is empty/],
	['a name', { departmentId: 'Sales' }, /'Parent Department' is not a department ID/],
	['a scope that is none', { departmentId: '1', scope: '={{ "all" }}' }, /'Scope' is 'all'/],
])('refuses %s before anything is sent', async (_name, parameters, wanted) => {
	const { message } = await refusedInput({ parameters: { ...form, ...parameters } });
	expect(message).toMatch(wanted);
});
