import { client, sandbox, signIn, token, useSandbox } from './started.mts';

useSandbox();

type Body = Record<string, unknown>;

const DAY_MS = 24 * 3_600_000;
const LINA = '/v1.0/todo/users/union-lina';

const call = async (method: string, path: string, body?: Body) =>
	await client.api(method, path, body, token);
const task = (more: Body = {}): Body => ({
	subject: 'Sign the contract 签合同',
	detailUrl: { appUrl: 'https://example.com/m', pcUrl: 'https://example.com' },
	executorIds: ['union-bob', 'union-alice'],
	...more,
});
const create = async (more: Body = {}, path = LINA) =>
	await call('POST', `${path}/tasks`, task(more));
const newId = async (more: Body = {}): Promise<string> => (await create(more)).body.id as string;
const query = async (who: string, body: Body = {}) =>
	(await call('POST', `/v1.0/todo/users/union-${who}/org/tasks/query`, body)).body;
const subjectsOf = async (who: string, body: Body = {}) =>
	((await query(who, body)).todoCards as Array<{ subject: string }>).map(({ subject }) => subject);

describe('a todo', () => {
	it('is made, and read by its id and its source id', async () => {
		const { status, body } = await create({
			sourceId: 'order-1',
			description: 'before Friday',
			dueTime: 1_900_000_000_000,
			participantIds: ['union-zhangwei'],
			priority: 30,
			notifyConfigs: { dingNotify: '1', sendTodoApn: 'true' },
			contentFieldList: [{ fieldKey: 'Customer', fieldValue: '海星' }],
			isOnlyShowExecutor: true,
		});
		expect(status).toBe(200);
		expect(body).toMatchObject({
			id: expect.stringMatching(/^\d{19}$/),
			subject: 'Sign the contract 签合同',
			done: false,
			executorIds: ['union-bob', 'union-alice'],
			participantIds: ['union-zhangwei'],
			creatorId: 'union-lina',
			sourceId: 'order-1',
			dueTime: 1_900_000_000_000,
			priority: 30,
			isOnlyShowExecutor: true,
			notifyConfigs: { dingNotify: '1', sendTodoApn: 'true' },
			contentFieldList: [{ fieldKey: 'Customer', fieldValue: '海星' }],
			requestId: expect.any(String),
		});
		expect(Number.isSafeInteger(Number(body.id))).toBe(false);
		const same = { ...body, requestId: expect.any(String) };
		const byId = await call('GET', `${LINA}/tasks/${body.id}`);
		expect(byId.body).toMatchObject(same);
		const bySource = await call('GET', `${LINA}/tasks/sources/order-1`);
		expect(bySource.body).toMatchObject(same);
	});

	it('is changed in part, finished and deleted by its app', async () => {
		const id = await newId({ dueTime: 1_900_000_000_000 });
		const path = `${LINA}/tasks/${id}?operatorId=union-bob`;
		const changed = await call('PUT', path, { subject: 'Sign both', executorIds: ['union-bob'] });
		expect(changed.body).toEqual({ result: true });
		expect((await call('GET', path)).body).toMatchObject({
			subject: 'Sign both',
			dueTime: 1_900_000_000_000,
			executorIds: ['union-bob'],
			modifierId: 'union-bob',
		});
		await call('PUT', path, { done: true });
		expect((await call('GET', path)).body).toMatchObject({
			done: true,
			finishTime: expect.any(Number),
		});
		expect((await call('DELETE', path)).body).toMatchObject({ result: true });
		expect((await call('DELETE', path)).body).toMatchObject({
			code: 'todo.taskDelete.paramError',
			message: 'task not exist',
		});
	});

	it('is done when all its executors are', async () => {
		const id = await newId();
		const set = async (list: Array<{ id: string; isDone: boolean }>) =>
			await call('PUT', `${LINA}/tasks/${id}/executorStatus`, { executorStatusList: list });
		expect((await set([{ id: 'union-bob', isDone: true }])).body).toEqual({ result: true });
		expect((await call('GET', `${LINA}/tasks/${id}`)).body.done).toBe(false);
		expect(await subjectsOf('bob', { isDone: true })).toHaveLength(1);
		expect(await subjectsOf('alice', { isDone: true })).toHaveLength(0);
		await set([{ id: 'union-alice', isDone: true }]);
		expect((await call('GET', `${LINA}/tasks/${id}`)).body.done).toBe(true);
		await set([{ id: 'union-alice', isDone: false }]);
		const open = (await call('GET', `${LINA}/tasks/${id}`)).body;
		expect([open.done, open.finishTime]).toEqual([false, undefined]);
		expect((await set([{ id: 'union-lina', isDone: true }])).body.code).toBe(
			'todo.taskExecutorStatusUpdate.paramError',
		);
	});

	it('takes a source id once', async () => {
		await create({ sourceId: 'order-1' });
		expect(await create({ sourceId: 'order-1' })).toMatchObject({
			status: 400,
			body: { code: 'todo.taskCreate.paramError', message: 'task exist' },
		});
		await signIn('new');
		expect((await create({ sourceId: 'order-1' })).status).toBe(200);
	});

	it('is changed by no other app', async () => {
		const id = await newId();
		await signIn('new');
		expect((await call('PUT', `${LINA}/tasks/${id}`, { done: true })).body).toMatchObject({
			code: 'todo.taskUpdate.paramError',
			message: 'task not belong to bizTag',
		});
		expect((await call('PUT', `${LINA}/tasks/1`, { done: true })).body.message).toBe(
			'task not exist',
		);
		await signIn('bare');
		expect((await create()).status).toBe(403);
	});

	it.each<[string, Body, string]>([
		['no detailUrl', { detailUrl: undefined }, 'detailUrl is required'],
		['an empty detailUrl', { detailUrl: { pcUrl: '' } }, 'detailUrl is required'],
		['a long subject', { subject: 'x'.repeat(1025) }, 'subject is oversize'],
		['a long description', { description: 'x'.repeat(4097) }, 'description is oversize'],
		['101 executors', { executorIds: Array(101).fill('union-bob') }, 'executors is oversize'],
		[
			'101 participants',
			{ participantIds: Array(101).fill('union-bob') },
			'participants is oversize',
		],
		['a due time in text', { dueTime: '2025-01-01' }, 'dueTime is invalid'],
		['a userId as executor', { executorIds: ['bob'] }, 'unionId is invalid: bob'],
		['a userId as creator', { creatorId: 'lina' }, 'unionId is invalid: lina'],
		[
			'somebody out of sight',
			{ executorIds: ['union-outsider'] },
			'unionId is invalid: union-outsider',
		],
		['no subject', { subject: '' }, 'todo.taskCreate.paramError'],
		['a number for dingNotify', { notifyConfigs: { dingNotify: 1 } }, 'todo.taskCreate.paramError'],
		['another priority', { priority: 25 }, 'todo.taskCreate.paramError'],
		['another kind', { todoType: 'NOTE' }, 'todo.taskCreate.paramError'],
		['a button without a title', { actionList: [{ actionType: 2 }] }, 'todo.taskCreate.paramError'],
		[
			'a long field',
			{ contentFieldList: [{ fieldKey: 'a', fieldValue: '字'.repeat(342) }] },
			'todo.taskCreate.paramError',
		],
	])('is refused with %s', async (_what, more, message) => {
		expect(await create(more)).toMatchObject({
			status: 400,
			body: { code: 'todo.taskCreate.paramError', message },
		});
		expect(sandbox.control.state().todos).toEqual([]);
	});

	it('is refused under a userId in the path or as operator', async () => {
		const wrong = await create({}, '/v1.0/todo/users/lina');
		expect(wrong.body.message).toBe('unionId is invalid: lina');
		const operator = await call('POST', `${LINA}/tasks?operatorId=lina`, task());
		expect(operator.body.code).toBe('todo.taskCreate.paramError');
	});
});

describe('the list of todos', () => {
	beforeEach(async () => {
		await create({ subject: 'A', executorIds: ['union-bob'] });
		await create({ subject: 'B', executorIds: ['union-lina'], participantIds: ['union-bob'] });
		await create({ subject: 'C', executorIds: ['union-lina'], todoType: 'READ' });
		await create({ subject: 'D', executorIds: ['union-bob'], isOnlyShowExecutor: true });
	});

	it('is asked by role: the outer list is OR, the inner one AND', async () => {
		expect(await subjectsOf('lina')).toEqual(['C', 'B', 'A']);
		expect(await subjectsOf('bob')).toEqual(['D', 'B', 'A']);
		expect(await subjectsOf('lina', { roleTypes: [['executor']] })).toEqual(['C', 'B']);
		expect(await subjectsOf('lina', { roleTypes: [['executor', 'creator']] })).toEqual(['C', 'B']);
		expect(await subjectsOf('bob', { roleTypes: [['executor', 'participant']] })).toEqual([]);
		expect(await subjectsOf('bob', { roleTypes: [['executor'], ['participant']] })).toEqual([
			'D',
			'B',
			'A',
		]);
		expect(await subjectsOf('lina', { todoType: 'READ' })).toEqual(['C']);
	});

	it('uses other names than create', async () => {
		const [card] = (await query('lina', { todoType: 'READ' })).todoCards;
		expect(card).toMatchObject({ taskId: expect.any(String), isDone: false, todoType: 'READ' });
		expect(card).not.toHaveProperty('id');
		expect(card).not.toHaveProperty('done');
	});

	it('goes on page by page', async () => {
		sandbox.control.limits({ callsPerSecond: Infinity });
		for (let n = 0; n < 21; n++) await create({ subject: `more ${n}`, executorIds: [] });
		const first = await query('lina');
		expect(first.todoCards).toHaveLength(20);
		const second = await query('lina', { nextToken: first.nextToken });
		expect([second.todoCards.length, second.nextToken]).toEqual([4, null]);
		const ids = [...first.todoCards, ...second.todoCards].map(({ taskId }) => taskId as string);
		expect(new Set(ids).size).toBe(24);
		expect((await query('lina', { nextToken: 'nonsense' })).message).toBe('nextToken is invalid');
	});

	it('forgets what was done half a year ago', async () => {
		const [{ taskId }] = (await query('lina', { todoType: 'READ' })).todoCards;
		await call('PUT', `${LINA}/tasks/${taskId}`, { done: true });
		expect(await subjectsOf('lina', { isDone: true })).toEqual(['C']);
		sandbox.control.advanceClock(181 * DAY_MS);
		await signIn();
		expect(await subjectsOf('lina', { isDone: true })).toEqual([]);
		expect(await subjectsOf('lina', { isDone: false })).toEqual(['B', 'A']);
	});

	it('is asked with a size, an order and a subject, and counted', async () => {
		const more = async (body: Body) =>
			(await call('POST', `${LINA}/organizations/tasks/query`, body)).body;
		const page = await more({ maxResults: 2, orderBy: 'createdTime', orderDirection: 'asc' });
		expect(page).toMatchObject({ maxResults: 2, nextToken: '2' });
		expect(page.todoCards).toHaveLength(2);
		expect((await more({ subject: 'B' })).todoCards).toHaveLength(1);
		expect((await call('POST', `${LINA}/tasks/count`, { isDone: false })).body).toEqual({
			result: 3,
		});
	});

	it('refuses a userId and unknown roles', async () => {
		const wrong = await call('POST', '/v1.0/todo/users/lina/org/tasks/query', {});
		expect([wrong.status, wrong.body.code]).toEqual([400, 'todo.orgTaskQuery.paramError']);
		expect((await query('lina', { roleTypes: [['owner']] })).code).toBe(
			'todo.orgTaskQuery.paramError',
		);
		expect((await query('lina', { roleTypes: ['executor'] })).code).toBe(
			'todo.orgTaskQuery.paramError',
		);
	});
});

describe('a person', () => {
	it('ticks the own part; the creator ticks all', async () => {
		const id = await newId();
		sandbox.control.tickTodo(id, 'bob');
		expect(sandbox.control.state().todos[0]).toMatchObject({
			isDone: false,
			executors: [
				{ unionId: 'union-bob', isDone: true },
				{ unionId: 'union-alice', isDone: false },
			],
		});
		const ticked = await client.api('POST', '/_sandbox/todos/tick', { todoId: id, userId: 'lina' });
		expect(ticked.body).toEqual({ ok: true });
		expect(sandbox.control.state().todos[0].isDone).toBe(true);
		expect(() => sandbox.control.tickTodo(id, 'oncall')).toThrow('neither has to do');
	});
});
