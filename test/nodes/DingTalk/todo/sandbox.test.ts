import type { INode } from 'n8n-workflow';

import type { Sandbox } from '../../../../sandbox/index.mts';
import { startSandbox } from '../../../../sandbox/index.mts';
import { sandboxCredential } from '../../../helpers/appSandbox.mts';
import { itemsOf } from '../../../helpers/calls.mts';
import { runDingTalk } from '../../../helpers/dingTalk.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ limits: { callsPerSecond: Number.POSITIVE_INFINITY } });
});
beforeEach(() => sandbox.control.reset());
afterAll(async () => await sandbox.close());

const call = async (parameters: object, input?: object[], app: object = {}) =>
	await runDingTalk({
		credentials: sandboxCredential(sandbox, { operatorId: 'zhangwei', ...app }),
		parameters: { resource: 'todo', ...parameters } as INode['parameters'],
		input: input && itemsOf(...(input as never[])),
	});
/** What an operation puts out; fails the test when DingTalk refuses. */
async function run(parameters: object, input?: object[]) {
	const { items, error } = await call(parameters, input);
	expect([error?.message, error?.description]).toEqual([undefined, undefined]);
	return items.map(({ json }) => json);
}

const CREATE = {
	operation: 'create',
	subject: '签署发布报告 Sign the report',
	detailUrl: 'https://example.com/releases/2.4',
	executors: { list: [{ ids: 'lina, 13800000003', idType: 'any' }] },
};

test('the life of a todo: create, find, change, complete in parts, find among the done ones, delete', async () => {
	const [created] = await run({
		...CREATE,
		additionalFields: {
			dueTime: '2030-05-08T18:00:00',
			priority: 'urgent',
			notifyBy: ['ding'],
			reminderTime: '2030-05-08T17:00:00',
			remindBy: ['ding'],
			customFields: { field: [{ name: 'Project', value: 'Phoenix' }] },
			buttons: { button: [{ title: 'Open', action: 'open', url: 'https://example.com' }] },
			participants: { list: [{ ids: 'union-bob', idType: 'unionId' }] },
		},
	});
	expect(created).toMatchObject({
		isDone: false,
		priority: 'urgent',
		executorUnionIds: ['union-lina', 'union-wangfang'],
		creatorUnionId: 'union-zhangwei',
		created: true,
	});
	const { todoId } = created;
	expect(Number.isSafeInteger(Number(todoId))).toBe(false);
	const [got] = await run({ operation: 'get', todoId });
	expect(got).toEqual({ ...created, created: undefined });
	const due = { dueFrom: '2030-05-08', dueUntil: '2030-05-09' };
	const list = { operation: 'getAll', userId: 'lina', filters: due };
	expect((await run(list)).map((todo) => todo.todoId)).toEqual([todoId]);
	await run({ operation: 'update', todoId, updateFields: { subject: '改 Changed' } });
	const executors = { list: [{ ids: 'lina' }] };
	await run({ operation: 'setExecutorStatus', todoId, executors, status: 'done' });
	expect(await run(list)).toEqual([]);
	expect((await run({ operation: 'get', todoId }))[0]).toMatchObject({ isDone: false });
	await run({ operation: 'complete', todoId });
	const [done] = await run({ ...list, status: 'done' });
	expect(done).toMatchObject({ todoId, subject: '改 Changed', isDone: true });
	expect(await run({ operation: 'delete', todoId })).toEqual([{ deleted: true }]);
	const { error } = await call({ operation: 'get', todoId });
	expect(error?.message).toBe('DingTalk knows no such todo');
});

test('creates a todo once, however often the source ID comes', async () => {
	const parameters = { ...CREATE, additionalFields: { sourceId: '={{ $json.source }}' } };
	const input = ['order-1', 'order-2', 'order-1'].map((source) => ({ source }));
	const todos = await run(parameters, input);
	expect(todos.map(({ created }) => created)).toEqual([true, true, false]);
	expect(todos[2].todoId).toBe(todos[0].todoId);
	expect(sandbox.control.state().todos).toHaveLength(2);
});

test('reads every page of a long list', async () => {
	const input = Array.from({ length: 60 }, (_, index) => ({ n: index }));
	await run({ ...CREATE, subject: '=Task {{ $json.n }}' }, input);
	const all = await run({ operation: 'getAll', userId: 'lina', returnAll: true });
	expect(new Set(all.map(({ todoId }) => todoId)).size).toBe(60);
});

test("refuses to change another app's todo", async () => {
	const [{ todoId }] = await run(CREATE);
	const other = { clientId: 'dingsandboxnew', clientSecret: 'sandbox-new-secret' };
	const { error } = await call({ operation: 'complete', todoId }, undefined, other);
	expect(error?.message).toBe('The todo was created by another app, or by a person');
});

test('names the permission that an app lacks', async () => {
	const bare = { clientId: 'dingsandboxbare', clientSecret: 'sandbox-bare-secret' };
	const parties = { ownerId: { __rl: true, mode: 'unionId', value: 'union-zhangwei' } };
	const { error } = await call({ ...CREATE, ...parties, executors: {} }, undefined, bare);
	expect(error?.message).toBe('The app lacks a permission for this call: Todo.Todo.Write');
});
