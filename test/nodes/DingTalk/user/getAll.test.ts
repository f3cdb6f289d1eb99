import { sleep } from 'n8n-workflow';
import nock from 'nock';

import {
	NOTHING,
	expectFailureHandling,
	itemsOf,
	pairs,
	refusedInput,
} from '../../../helpers/calls.mts';
import {
	CHILD_IDS,
	USER_LIST,
	planRefusal,
	planResult,
	wireUser,
} from '../../../helpers/contacts.mts';
import { OAPI, runDingTalk } from '../../../helpers/dingTalk.mts';

const form = { resource: 'user', operation: 'getAll', returnAll: true };
const inDepartment = (departmentId: string) => ({ ...form, departmentId });

const planList = (
	departmentId: number,
	cursor: number,
	size: number,
	userIds: string[],
	next?: number,
) =>
	planResult(
		USER_LIST,
		{ dept_id: departmentId, cursor, size },
		{
			has_more: next !== undefined,
			...(next === undefined ? {} : { next_cursor: next }),
			list: userIds.map((userId) => wireUser(userId)),
		},
	);
const planBelow = (departmentId: number, below: Array<number | string>) =>
	planResult(CHILD_IDS, { dept_id: departmentId }, { dept_id_list: below });

const ids = (items: Array<{ json: { userId?: unknown } }>) => items.map(({ json }) => json.userId);

test('lists all people of a department, page by page', async () => {
	planList(100, 0, 100, ['a', 'b'], 2);
	planList(100, 2, 100, ['c'], 3);
	planList(100, 3, 100, ['d']);
	const { items, error } = await runDingTalk({ parameters: inDepartment('100') });
	expect(error).toBeUndefined();
	expect(ids(items)).toEqual(['a', 'b', 'c', 'd']);
	expect(pairs(items)).toEqual([0, 0, 0, 0]);
	expect(items[0].json).toMatchObject({ name: 'Name of a', departmentIds: ['1'] });
});

test('asks for no more than the limit', async () => {
	planList(1, 0, 2, ['a', 'b'], 2);
	const { items } = await runDingTalk({
		parameters: { ...inDepartment('1'), returnAll: false, limit: 2, simplify: false },
	});
	expect(items.map(({ json }) => json)).toEqual([wireUser('a'), wireUser('b')]);
});

test('begins at the root department when none is chosen', async () => {
	planList(1, 0, 50, ['a']);
	const { items } = await runDingTalk({ parameters: { resource: 'user', operation: 'getAll' } });
	expect(ids(items)).toEqual(['a']);
});

test('walks the sub-departments level by level and names everybody once', async () => {
	planList(1, 0, 100, ['boss']);
	planBelow(1, [100, 200]);
	planList(100, 0, 100, ['a', 'both']);
	planBelow(100, [110]);
	planList(200, 0, 100, ['both', 'b']);
	// A department that names one above it does not send the walk round in circles.
	planBelow(200, [100, 1]);
	planList(110, 0, 100, ['c', 'a']);
	planBelow(110, []);
	const { items, error } = await runDingTalk({
		parameters: { ...inDepartment('1'), includeSubdepartments: true },
	});
	expect(error).toBeUndefined();
	expect(ids(items)).toEqual(['boss', 'a', 'both', 'b', 'c']);
});

test('stops walking at the limit', async () => {
	planList(1, 0, 3, ['boss']);
	planBelow(1, [100, 200]);
	planList(100, 0, 3, ['a', 'b']);
	planBelow(100, [110]);
	planList(200, 0, 3, ['c']);
	planBelow(200, []);
	const { items } = await runDingTalk({
		parameters: { ...inDepartment('1'), includeSubdepartments: true, returnAll: false, limit: 3 },
	});
	expect(ids(items)).toEqual(['boss', 'a', 'b']);
});

test('reads a few departments at once, never all', async () => {
	const count = 40;
	planList(1, 0, 100, []);
	planBelow(
		1,
		Array.from({ length: count }, (_, index) => 1000 + index),
	);
	let running = 0;
	let most = 0;
	nock(OAPI)
		.post(USER_LIST, ({ dept_id }) => dept_id !== 1)
		.query(true)
		.times(count)
		.reply(async (request: Request) => {
			most = Math.max(most, ++running);
			const { dept_id } = (await request.json()) as { dept_id: number };
			await sleep(2);
			running--;
			return [200, { errcode: 0, result: { has_more: false, list: [wireUser(`u${dept_id}`)] } }];
		});
	nock(OAPI)
		.post(CHILD_IDS, ({ dept_id }) => dept_id !== 1)
		.query(true)
		.times(count)
		.reply(200, { errcode: 0, result: { dept_id_list: [] } });
	const { items } = await runDingTalk({
		parameters: { ...inDepartment('1'), includeSubdepartments: true },
	});
	expect(items).toHaveLength(count);
	expect(items[0].json.userId).toBe('u1000');
	expect(most).toBeGreaterThan(1);
	expect(most).toBeLessThanOrEqual(8);
});

test('sends a department ID beyond 2^53 digit for digit, from text and from an answer', async () => {
	const bodies: string[] = [];
	nock(OAPI)
		.post(USER_LIST)
		.query(true)
		.times(2)
		.reply(async (request: Request) => {
			bodies.push(await request.text());
			return [200, { errcode: 0, result: { has_more: false, list: [] } }];
		});
	nock(OAPI)
		.post(CHILD_IDS)
		.query(true)
		.times(2)
		.reply(async (request: Request) => {
			const isFirst = (await request.text()) === '{"dept_id":9007199254740993}';
			const below = isFirst ? '[9007199254740995]' : '[]';
			return [200, `{"errcode":0,"result":{"dept_id_list":${below}}}`];
		});
	await runDingTalk({
		parameters: {
			...form,
			departmentId: { __rl: true, mode: 'id', value: '9007199254740993' },
			includeSubdepartments: true,
		},
	});
	expect(bodies).toEqual([
		'{"dept_id":9007199254740993,"cursor":0,"size":100}',
		'{"dept_id":9007199254740995,"cursor":0,"size":100}',
	]);
});

test('pairs the people of each item with it, and lists none for an empty department', async () => {
	planList(1, 0, 100, ['a']);
	planList(2, 0, 100, []);
	planList(3, 0, 100, ['b', 'c']);
	const { items } = await runDingTalk({
		parameters: inDepartment('={{ $json.id }}'),
		input: itemsOf({ id: 1 }, { id: 2 }, { id: 3 }),
	});
	expect(ids(items)).toEqual(['a', 'b', 'c']);
	expect(pairs(items)).toEqual([0, 2, 2]);
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectFailureHandling(
		{
			parameters: inDepartment('={{ $json.id }}'),
			input: itemsOf({ id: 1 }, { id: 2 }, { id: 3 }),
		},
		() => {
			planList(1, 0, 100, ['a']);
			planRefusal(USER_LIST, { dept_id: 2, cursor: 0, size: 100 }, 50004);
			planList(3, 0, 100, ['c']);
		},
		/outside the app's visible range/,
	);
});

test.each([
	['no department', { departmentId: NOTHING }, /'Department' is empty/],
	['a name as department', { departmentId: 'Sales' }, /'Department' is not a department ID: Sales/],
	['a fraction as department', { departmentId: '1.5' }, /'Department' is not a department ID/],
	['a limit of zero', { departmentId: '1', returnAll: false, limit: 0 }, /'Limit' is not/],
])('refuses %s before anything is sent', async (_name, parameters, wanted) => {
	const { message } = await refusedInput({ parameters: { ...form, ...parameters } });
	expect(message).toMatch(wanted);
});
