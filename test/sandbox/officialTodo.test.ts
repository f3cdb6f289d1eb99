import { Config, RuntimeOptions, todo } from './official.mts';
import { sandbox, token, useSandbox } from './started.mts';

useSandbox();

const LINA = 'union-lina';
const runtime = () => new RuntimeOptions({});
const headers = () => ({ xAcsDingtalkAccessToken: token });
const newClient = () =>
	new todo.default(
		new Config({ protocol: 'http', endpoint: sandbox.apiUrl.replace('http://', '') }),
	);

async function create(fields: Record<string, unknown> = {}) {
	const { body } = await newClient().createTodoTaskWithOptions(
		LINA,
		new todo.CreateTodoTaskRequest({
			operatorId: LINA,
			subject: 'Sign the contract 签合同',
			executorIds: ['union-bob'],
			detailUrl: new todo.CreateTodoTaskRequestDetailUrl({ pcUrl: 'https://example.com' }),
			notifyConfigs: new todo.CreateTodoTaskRequestNotifyConfigs({ dingNotify: '1' }),
			...fields,
		}),
		new todo.CreateTodoTaskHeaders(headers()),
		runtime(),
	);
	return body?.id ?? '';
}

describe('the official client, with todos', () => {
	it('makes one, reads it, changes it and deletes it', async () => {
		const client = newClient();
		const id = await create({ sourceId: 'order-1', priority: 30 });
		expect(id).toMatch(/^\d{19}$/);
		const { body: read } = await client.getTodoTaskWithOptions(
			LINA,
			id,
			new todo.GetTodoTaskHeaders(headers()),
			runtime(),
		);
		expect(read).toMatchObject({ id, done: false, executorIds: ['union-bob'], priority: 30 });
		const { body: bySource } = await client.getTodoTaskBySourceIdWithOptions(
			LINA,
			'order-1',
			new todo.GetTodoTaskBySourceIdHeaders(headers()),
			runtime(),
		);
		expect(bySource?.id).toBe(id);
		const { body: updated } = await client.updateTodoTaskWithOptions(
			LINA,
			id,
			new todo.UpdateTodoTaskRequest({ operatorId: LINA, subject: 'Sign both' }),
			new todo.UpdateTodoTaskHeaders(headers()),
			runtime(),
		);
		expect(updated?.result).toBe(true);
		const { body: ticked } = await client.updateTodoTaskExecutorStatusWithOptions(
			LINA,
			id,
			new todo.UpdateTodoTaskExecutorStatusRequest({
				operatorId: LINA,
				executorStatusList: [
					new todo.UpdateTodoTaskExecutorStatusRequestExecutorStatusList({
						id: 'union-bob',
						isDone: true,
					}),
				],
			}),
			new todo.UpdateTodoTaskExecutorStatusHeaders(headers()),
			runtime(),
		);
		expect(ticked?.result).toBe(true);
		expect(sandbox.control.state().todos[0]).toMatchObject({ subject: 'Sign both', isDone: true });
		const { body: deleted } = await client.deleteTodoTaskWithOptions(
			LINA,
			id,
			new todo.DeleteTodoTaskRequest({ operatorId: LINA }),
			new todo.DeleteTodoTaskHeaders(headers()),
			runtime(),
		);
		expect(deleted?.result).toBe(true);
		expect(sandbox.control.state().todos).toEqual([]);
	});

	it('lists and counts them', async () => {
		const client = newClient();
		await create();
		const { body: listed } = await client.queryOrgTodoTasksWithOptions(
			'union-bob',
			new todo.QueryOrgTodoTasksRequest({ isDone: false, roleTypes: [['executor']] }),
			new todo.QueryOrgTodoTasksHeaders(headers()),
			runtime(),
		);
		expect(listed?.todoCards).toMatchObject([{ isDone: false, todoType: 'TODO' }]);
		expect(listed?.nextToken ?? null).toBeNull();
		const { body: byUser } = await client.queryOrgTodoByUserWithOptions(
			'union-bob',
			new todo.QueryOrgTodoByUserRequest({ subject: '签合同', maxResults: 10 }),
			new todo.QueryOrgTodoByUserHeaders(headers()),
			runtime(),
		);
		expect(byUser?.todoCards).toHaveLength(1);
		const { body: count } = await client.countTodoTasksWithOptions(
			'union-bob',
			new todo.CountTodoTasksRequest({ isDone: false }),
			new todo.CountTodoTasksHeaders(headers()),
			runtime(),
		);
		expect(count?.result).toBe(1);
	});

	it('reads why it may not', async () => {
		await create({ sourceId: 'order-1' });
		await expect(create({ sourceId: 'order-1' })).rejects.toMatchObject({
			code: 'todo.taskCreate.paramError',
			message: expect.stringContaining('task exist'),
			data: { statusCode: 400 },
		});
		await expect(create({ detailUrl: undefined })).rejects.toMatchObject({
			message: expect.stringContaining('detailUrl is required'),
		});
	});
});
