import type { INode } from 'n8n-workflow';

import { todo } from '../sandbox/official.mts';
import { TwoClients, type Official } from './twoClients.mts';

const LINA = 'union-lina';
const TASKS = `/v1.0/todo/users/${LINA}/tasks`;

let clients: TwoClients;
beforeAll(async () => {
	clients = await TwoClients.start();
});
beforeEach(() => void clients.taken());
afterAll(async () => await clients.close());

const clientOf = ({ config }: Official) => new todo.default(config);
const union = (userId: string) => ({ __rl: true, mode: 'unionId', value: `union-${userId}` });
const people = (...userIds: string[]) => ({
	person: userIds.map((userId) => ({ user: union(userId) })),
});
const form = (parameters: INode['parameters']): INode['parameters'] => ({
	resource: 'todo',
	...(parameters.operation === 'create' || parameters.operation === 'get'
		? { ownerId: union('lina') }
		: { options: { operatorId: union('lina') } }),
	...parameters,
});
const contract = form({
	operation: 'create',
	subject: 'Sign the contract 签合同',
	detailUrl: 'https://example.com/1',
	executors: people('bob', 'alice'),
});

/** A todo to work on, made by the node. */
async function newTodo(further: INode['parameters'] = {}): Promise<string> {
	const { items } = await clients.compare({
		parameters: { ...contract, ...further },
		path: TASKS,
		official: async () => undefined,
	});
	return items[0].json.todoId as string;
}

describe('a todo is sent as by the official client', () => {
	it('created, with everything it may have', async () => {
		const { node, client } = await clients.compare({
			parameters: {
				...contract,
				additionalFields: {
					description: 'Both copies',
					dueTime: '2027-03-01T18:00:00+08:00',
					notifyBy: ['ding'],
					isOnlyShowExecutor: true,
					participants: people('zhangwei'),
					pcDetailUrl: 'https://example.com/pc',
					priority: 'normal',
					reminderTime: '2027-03-01T09:00:00+08:00',
					remindBy: ['push'],
					sourceId: 'order-1',
					todoType: 'TODO',
					customFields: { field: [{ name: 'Customer', value: '海星' }] },
					buttons: {
						button: [
							{ title: 'Open', action: 'open', url: 'https://example.com/open' },
							{ title: 'OK', action: 'call', url: 'https://example.com/ok', body: 'yes' },
						],
					},
				},
			},
			path: TASKS,
			official: async (official) =>
				await clientOf(official).createTodoTaskWithOptions(
					LINA,
					new todo.CreateTodoTaskRequest({
						operatorId: LINA,
						creatorId: LINA,
						subject: 'Sign the contract 签合同',
						description: 'Both copies',
						detailUrl: new todo.CreateTodoTaskRequestDetailUrl({
							appUrl: 'https://example.com/1',
							pcUrl: 'https://example.com/pc',
						}),
						dueTime: Date.parse('2027-03-01T18:00:00+08:00'),
						executorIds: ['union-bob', 'union-alice'],
						participantIds: ['union-zhangwei'],
						isOnlyShowExecutor: true,
						priority: 20,
						sourceId: 'order-1',
						todoType: 'TODO',
						reminderTimeStamp: Date.parse('2027-03-01T09:00:00+08:00'),
						notifyConfigs: new todo.CreateTodoTaskRequestNotifyConfigs({
							dingNotify: '1',
							sendTodoApn: 'false',
							sendAssistantChat: 'false',
						}),
						remindNotifyConfigs: new todo.CreateTodoTaskRequestRemindNotifyConfigs({
							dingNotify: '0',
							sendTodoApn: 'true',
						}),
						contentFieldList: [
							new todo.CreateTodoTaskRequestContentFieldList({
								fieldKey: 'Customer',
								fieldValue: '海星',
							}),
						],
						actionList: [
							new todo.CreateTodoTaskRequestActionList({
								title: 'Open',
								actionType: 2,
								url: 'https://example.com/open',
							}),
							new todo.CreateTodoTaskRequestActionList({
								title: 'OK',
								actionType: 1,
								url: 'https://example.com/ok',
								param: new todo.CreateTodoTaskRequestActionListParam({ body: 'yes' }),
							}),
						],
					}),
					new todo.CreateTodoTaskHeaders(official.headers),
					official.runtime,
				),
		});
		expect(node).toEqual(client);
		expect(node).toHaveLength(1);
	});

	it('read by its id, and by its source id', async () => {
		const todoId = await newTodo({ additionalFields: { sourceId: 'order-2' } });
		const byId = await clients.compare({
			parameters: form({ operation: 'get', by: 'todoId', todoId }),
			path: `${TASKS}/${todoId}`,
			official: async (official) =>
				await clientOf(official).getTodoTaskWithOptions(
					LINA,
					todoId,
					new todo.GetTodoTaskHeaders(official.headers),
					official.runtime,
				),
		});
		expect(byId.node).toEqual(byId.client);
		expect(byId.items[0].json).toMatchObject({ todoId, sourceId: 'order-2', isDone: false });
		const bySource = await clients.compare({
			parameters: form({ operation: 'get', by: 'sourceId', sourceId: 'order-2' }),
			path: `${TASKS}/sources/order-2`,
			official: async (official) =>
				await clientOf(official).getTodoTaskBySourceIdWithOptions(
					LINA,
					'order-2',
					new todo.GetTodoTaskBySourceIdHeaders(official.headers),
					official.runtime,
				),
		});
		expect(bySource.node).toEqual(bySource.client);
		expect(bySource.items[0].json.todoId).toBe(todoId);
	});

	it('listed', async () => {
		await newTodo();
		const { node, client, items } = await clients.compare({
			parameters: {
				resource: 'todo',
				operation: 'getAll',
				userId: union('bob'),
				status: 'open',
				limit: 5,
				filters: { roles: ['executor', 'participant'], todoType: 'TODO' },
			},
			path: '/v1.0/todo/users/union-bob/org/tasks/query',
			official: async (official) =>
				await clientOf(official).queryOrgTodoTasksWithOptions(
					'union-bob',
					new todo.QueryOrgTodoTasksRequest({
						isDone: false,
						roleTypes: [['executor'], ['participant']],
						todoType: 'TODO',
					}),
					new todo.QueryOrgTodoTasksHeaders(official.headers),
					official.runtime,
				),
		});
		expect(node).toEqual(client);
		expect(items.length).toBeGreaterThan(0);
	});

	it('changed, finished in part and as a whole, and deleted', async () => {
		const todoId = await newTodo();
		const path = `${TASKS}/${todoId}`;
		const update = await clients.compare({
			parameters: form({
				operation: 'update',
				todoId,
				updateFields: { subject: 'Sign both', executors: people('bob'), status: 'open' },
			}),
			path,
			official: async (official) =>
				await clientOf(official).updateTodoTaskWithOptions(
					LINA,
					todoId,
					new todo.UpdateTodoTaskRequest({
						operatorId: LINA,
						subject: 'Sign both',
						done: false,
						executorIds: ['union-bob'],
					}),
					new todo.UpdateTodoTaskHeaders(official.headers),
					official.runtime,
				),
		});
		expect(update.node).toEqual(update.client);
		const status = await clients.compare({
			parameters: form({
				operation: 'setExecutorStatus',
				todoId,
				executors: people('bob'),
				status: 'done',
			}),
			path: `${path}/executorStatus`,
			official: async (official) =>
				await clientOf(official).updateTodoTaskExecutorStatusWithOptions(
					LINA,
					todoId,
					new todo.UpdateTodoTaskExecutorStatusRequest({
						operatorId: LINA,
						executorStatusList: [
							new todo.UpdateTodoTaskExecutorStatusRequestExecutorStatusList({
								id: 'union-bob',
								isDone: true,
							}),
						],
					}),
					new todo.UpdateTodoTaskExecutorStatusHeaders(official.headers),
					official.runtime,
				),
		});
		expect(status.node).toEqual(status.client);
		const complete = await clients.compare({
			parameters: form({ operation: 'complete', todoId }),
			path,
			official: async (official) =>
				await clientOf(official).updateTodoTaskWithOptions(
					LINA,
					todoId,
					new todo.UpdateTodoTaskRequest({ operatorId: LINA, done: true }),
					new todo.UpdateTodoTaskHeaders(official.headers),
					official.runtime,
				),
		});
		expect(complete.node).toEqual(complete.client);
		const deleted = await clients.compare({
			parameters: form({ operation: 'delete', todoId }),
			path,
			official: async (official) =>
				await clientOf(official).deleteTodoTaskWithOptions(
					LINA,
					todoId,
					new todo.DeleteTodoTaskRequest({ operatorId: LINA }),
					new todo.DeleteTodoTaskHeaders(official.headers),
					official.runtime,
				),
		});
		expect(deleted.node).toEqual(deleted.client);
	});
});
