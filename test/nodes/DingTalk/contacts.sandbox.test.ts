import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { sandboxCredential } from '../../helpers/appSandbox.mts';
import { itemsOf } from '../../helpers/calls.mts';
import { runDingTalk } from '../../helpers/dingTalk.mts';
import { allPages, callPicker, pickerError } from '../../helpers/listSearch.mts';

const OVERSEAS = '9007199254740993';
const BARE = { clientId: 'dingsandboxbare', clientSecret: 'sandbox-bare-secret' };
const ZHANGWEI = { userId: { __rl: true, mode: 'unionId', value: 'union-zhangwei' } };

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ limits: { callsPerSecond: Number.POSITIVE_INFINITY } });
});
beforeEach(() => sandbox.control.reset());
afterAll(async () => await sandbox.close());

const run = async (resource: string, operation: string, parameters = {}, jsons = [{}]) =>
	await runDingTalk({
		parameters: { resource, operation, ...parameters },
		input: itemsOf(...jsons),
		credentials: sandboxCredential(sandbox),
	});
const credentials = () => sandboxCredential(sandbox);

test('gets a person by each ID', async () => {
	const wanted = { userId: 'lina', unionId: 'union-lina', name: '李娜', mobile: '13800000002' };
	for (const [mode, value] of [
		['id', 'lina'],
		['mobile', '+86 13800000002'],
		['unionId', 'union-lina'],
	]) {
		const { items, error } = await run('user', 'get', { userId: { __rl: true, mode, value } });
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject(wanted);
	}
});

test('lists the people of the whole organisation, each once', async () => {
	const { items, error } = await run('user', 'getAll', {
		departmentId: '1',
		includeSubdepartments: true,
		returnAll: true,
	});
	expect(error).toBeUndefined();
	const userIds = items.map(({ json }) => String(json.userId));
	expect(new Set(userIds).size).toBe(userIds.length);
	expect(userIds).toEqual(
		expect.arrayContaining(['zhangwei', 'lina', 'wangfang', 'oncall', 'alice', 'bob']),
	);
	expect(userIds).not.toContain('outsider');
	expect(userIds.filter((userId) => userId.startsWith('load'))).toHaveLength(2000);
});

test('works with a department ID beyond 2^53 all the way', async () => {
	const members = await run('user', 'getAll', { departmentId: OVERSEAS });
	expect(members.items.map(({ json }) => [json.userId, json.departmentIds])).toEqual([
		['bob', [OVERSEAS]],
	]);
	const department = await run('department', 'get', { departmentId: OVERSEAS });
	expect(department.items[0].json).toMatchObject({ departmentId: OVERSEAS, parentId: '200' });
	const parents = await run('department', 'getParents', { of: 'user', userId: 'bob' });
	expect(parents.items[0].json).toEqual({
		userId: 'bob',
		departments: [
			{
				departmentId: OVERSEAS,
				name: '海外区 Overseas',
				parents: [
					{ departmentId: '200', name: '销售部 Sales' },
					{ departmentId: '1', name: '总公司 HQ' },
				],
			},
		],
	});
});

test('resolves any mix of IDs', async () => {
	const { items } = await run('user', 'resolveIds', {
		ids: 'zhangwei,13800000002,union-alice,outsider,13800000077',
	});
	const { users, unknown } = items[0].json as {
		users: Array<{ input: string; userId: string }>;
		unknown: string[];
	};
	expect(users.map(({ input, userId }) => [input, userId])).toEqual([
		['zhangwei', 'zhangwei'],
		['13800000002', 'lina'],
		['union-alice', 'alice'],
	]);
	expect(unknown).toEqual(['outsider', '13800000077']);
});

test('finds people and departments by name', async () => {
	const people = await run('user', 'search', { query: 'chen' });
	expect(people.items.map(({ json }) => json.userId)).toEqual(['alice']);
	const departments = await run('department', 'search', { query: '组', returnAll: true });
	expect(departments.items.map(({ json }) => json.departmentId)).toEqual(
		expect.arrayContaining(['110', '120']),
	);
});

test('searches over several pages', async () => {
	const { items } = await run('user', 'search', { query: 'load 1', limit: 120 });
	expect(new Set(items.map(({ json }) => json.userId)).size).toBe(120);
	expect(sandbox.control.counts()['contact.users.search']).toBe(3);
});

test('lists children and the whole tree', async () => {
	const children = await run('department', 'getAll', { departmentId: '100' });
	expect(children.items.map(({ json }) => json.departmentId)).toEqual(['110', '120']);
	const tree = await run('department', 'getAll', { scope: 'tree', returnAll: true });
	expect(tree.items.map(({ json }) => json.departmentId)).toEqual(
		expect.arrayContaining(['100', '110', '111', '120', '200', OVERSEAS, '300']),
	);
	expect(tree.items.map(({ json }) => json.departmentId)).not.toContain('800');
});

test('500 items with one mobile number cost one lookup', async () => {
	const { items, error } = await run(
		'workRecord',
		'count',
		{ userId: { __rl: true, mode: 'mobile', value: '13800000002' } },
		Array.from({ length: 500 }, () => ({})),
	);
	expect(error).toBeUndefined();
	expect(items).toHaveLength(500);
	expect(sandbox.control.counts()['user.getbymobile']).toBe(1);
});

test('sends to a group that is named by its chat ID, converted once', async () => {
	const { items, error } = await run(
		'message',
		'send',
		{
			target: 'group',
			openConversationId: { __rl: true, mode: 'chatId', value: 'chatphoenix' },
			messageType: 'text',
			text: 'hello',
		},
		[{}, {}, {}],
	);
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json.openConversationId)).toEqual(
		Array.from({ length: 3 }, () => 'cidPhoenix0000000000001=='),
	);
	expect(sandbox.control.counts()['im.chatIdToOpenConversationId']).toBe(1);
});

test('the person picker lists, searches and pages', async () => {
	const first = await callPicker('searchUsers', { credentials: credentials() });
	expect(first.results[0]).toEqual({ name: '张伟 · 总公司 HQ', value: 'zhangwei' });
	const found = await callPicker('searchUsers', { filter: '李', credentials: credentials() });
	expect(found.results).toEqual([{ name: '李娜 · 研发部 Engineering', value: 'lina' }]);
	const everybody = (await allPages('searchUsers', { credentials: credentials() })).flat();
	const values = everybody.map(({ value }) => value);
	expect(new Set(values).size).toBe(values.length);
	expect(values.length).toBeGreaterThan(2000);
});

test('the department picker lists and searches', async () => {
	const { results } = await callPicker('searchDepartments', { credentials: credentials() });
	expect(results[0]).toEqual({ name: '总公司 HQ', value: '1' });
	expect(results).toContainEqual({ name: '海外区 Overseas · 销售部 Sales', value: OVERSEAS });
	const found = await callPicker('searchDepartments', {
		filter: 'frontend',
		credentials: credentials(),
	});
	expect(found.results).toEqual([{ name: '前端小组 Frontend · 平台组 Platform', value: '111' }]);
});

test("the group picker lists the robot's groups only", async () => {
	const { results } = await callPicker('searchGroups', { credentials: credentials() });
	const values = results.map(({ value }) => value);
	expect(values).toEqual(
		expect.arrayContaining(['cidPhoenix0000000000001==', 'cidOpsAlerts000000001==']),
	);
	expect(values).not.toContain('cidNoRobot00000000001==');
});

test('the room picker lists, searches and pages', async () => {
	for (let count = 0; count < 16; count++) {
		sandbox.control.addMeetingRoom({ name: `Garden ${count}` });
	}
	const call = { credentials: credentials(), parameters: ZHANGWEI };
	const pages = await allPages('searchRooms', call);
	expect(pages.map(({ length }) => length)).toEqual([20, 2]);
	expect(pages[0][0]).toEqual({
		name: '10F Bamboo 竹 · HQ Tower 总部大厦 · 12 people',
		value: 'room10floor0001a8b4e740a317813ab6f',
	});
	const found = await callPicker('searchRooms', { ...call, filter: 'garden 15' });
	expect(found.results.map(({ name }) => name)).toEqual(['Garden 15 · 8 people']);
});

test('the room picker names a person who does not exist', async () => {
	const parameters = { userId: { __rl: true, mode: 'id', value: 'nobody' } };
	const error = await pickerError('searchRooms', { credentials: credentials(), parameters });
	expect(error.message).toContain("'User' is nobody's userId in this organisation: nobody");
});

test.each(['searchUsers', 'searchDepartments', 'searchGroups', 'searchRooms'] as const)(
	'%s names the missing permission',
	async (method) => {
		const error = await pickerError(method, {
			credentials: sandboxCredential(sandbox, BARE),
			parameters: ZHANGWEI,
		});
		expect(error.name).toBe('NodeApiError');
		expect(error.message).toMatch(/The app lacks a permission for this call: \w+/);
	},
);
