import { randomInt } from 'node:crypto';
import type { Answer } from '../../contract/answers.mts';
import { apiError, ok, requestId } from '../../contract/answers.mts';
import type { Behaviour, Request, World } from '../../server/call.mts';
import type { Todo } from '../../state/todos.mts';
import { announceTodo, setDone, settleByExecutors } from './change.mts';
import { todoAnswer } from './shape.mts';
import { unknownPerson } from '../contacts/unionPeople.mts';

const NOT_EXIST = 'task not exist';

// Above 2^53, so a client that makes a number of it breaks it.
function newTodoId(n: number): string {
	return `1${randomInt(10 ** 9, 10 ** 10 - 1)}${String(n).padStart(8, '0')}`;
}

function paramError({ endpoint }: Request, message?: string): Answer {
	return apiError(endpoint, endpoint.invalid ?? '', { message });
}

/** The path and the query name people by unionId. */
function peopleProblem({ store }: World, request: Request): Answer | undefined {
	const { endpoint, pathParams, query } = request;
	return unknownPerson(store, endpoint, [pathParams.unionId, query.operatorId]);
}

const idsIn = (value: unknown): string[] => [...new Set((value as string[] | undefined) ?? [])];

/** `POST /v1.0/todo/users/{unionId}/tasks`: without a detailUrl refused since 2024-02-01. */
export const createTodo: Behaviour = (world, request) => {
	const { store } = world;
	const { body, endpoint, pathParams, query, app } = request;
	const executorIds = idsIn(body.executorIds);
	const participantIds = idsIn(body.participantIds);
	const creatorId = (body.creatorId as string | undefined) ?? pathParams.unionId;
	const refusal =
		peopleProblem(world, request) ??
		unknownPerson(store, endpoint, [creatorId, ...executorIds, ...participantIds]);
	if (refusal) return refusal;
	const detailUrl = body.detailUrl as Todo['detailUrl'];
	if (!detailUrl.appUrl && !detailUrl.pcUrl) return paramError(request, 'detailUrl is required');
	const sourceId = body.sourceId as string | undefined;
	if (sourceId && bySourceId(world, request, sourceId)) return paramError(request, 'task exist');
	const n = store.nextNumber();
	const now = store.now();
	const todo: Todo = {
		...optionalFields(body),
		...{ n, todoId: newTodoId(n), app: app.clientId, bizTag: app.clientId },
		...{ subject: body.subject as string, detailUrl, creatorId, participantIds },
		executors: executorIds.map((unionId) => ({ unionId, isDone: false })),
		modifierId: query.operatorId || creatorId,
		isOnlyShowExecutor: body.isOnlyShowExecutor === true,
		todoType: (body.todoType as Todo['todoType'] | undefined) ?? 'TODO',
		createdTime: now,
		modifiedTime: now,
		isDone: false,
	};
	store.todos.set(todo.todoId, todo);
	announceTodo(store, 'create', todo);
	return ok(todoAnswer(todo));
};

const OPTIONAL = [
	'sourceId',
	'description',
	'dueTime',
	'contentFieldList',
	'actionList',
	'priority',
	'notifyConfigs',
	'remindNotifyConfigs',
	'reminderTimeStamp',
	'bizCategoryId',
];

function optionalFields(body: Request['body']): Partial<Todo> {
	const given = OPTIONAL.filter((name) => body[name] !== undefined && body[name] !== null);
	return Object.fromEntries(given.map((name) => [name, body[name]]));
}

// A source id is unique within its app [unverified]; after a deletion it may come again [unverified].
function bySourceId({ store }: World, { app }: Request, sourceId: string): Todo | undefined {
	return [...store.todos.values()].find(
		(todo) => todo.sourceId === sourceId && todo.app === app.clientId,
	);
}

function answerTodo(world: World, request: Request, todo: Todo | undefined): Answer {
	const refusal = peopleProblem(world, request);
	if (refusal) return refusal;
	return todo ? ok(todoAnswer(todo)) : paramError(request, NOT_EXIST);
}

/** `GET …/tasks/{taskId}`, of the npm SDK only; its error is [unverified]. */
export const getTodo: Behaviour = (world, request) =>
	answerTodo(world, request, world.store.todos.get(request.pathParams.taskId));

/** `GET …/tasks/sources/{sourceId}`, of the npm SDK only; its error is [unverified]. */
export const getTodoBySourceId: Behaviour = (world, request) =>
	answerTodo(world, request, bySourceId(world, request, request.pathParams.sourceId));

/** The app's own todo in the path, or why it may not be changed. */
function ownTodo(world: World, request: Request): Todo | Answer {
	const refusal = peopleProblem(world, request);
	if (refusal) return refusal;
	const todo = world.store.todos.get(request.pathParams.taskId);
	if (!todo) return paramError(request, NOT_EXIST);
	return todo.app === request.app.clientId
		? todo
		: paramError(request, 'task not belong to bizTag');
}

function changed({ store }: World, { query, pathParams }: Request, todo: Todo): Answer {
	todo.modifierId = query.operatorId || pathParams.unionId;
	todo.modifiedTime = store.now();
	announceTodo(store, 'update', todo);
	return ok({ result: true });
}

/** `PUT …/tasks/{taskId}`: what is given changes, the rest stays. */
export const updateTodo: Behaviour = (world, request) => {
	const { store } = world;
	const { body, endpoint } = request;
	const todo = ownTodo(world, request);
	if ('body' in todo) return todo;
	const people = [...idsIn(body.executorIds), ...idsIn(body.participantIds)];
	const refusal = unknownPerson(store, endpoint, people);
	if (refusal) return refusal;
	// A title cannot be taken away, other texts can.
	if (body.subject) todo.subject = body.subject as string;
	for (const name of ['description', 'dueTime', 'contentFieldList'] as const) {
		if (body[name] !== undefined && body[name] !== null) {
			Object.assign(todo, { [name]: body[name] });
		}
	}
	if (body.participantIds) todo.participantIds = idsIn(body.participantIds);
	if (body.executorIds) setExecutors(todo, idsIn(body.executorIds));
	if (body.done !== undefined) setDone(todo, body.done as boolean, store.now());
	else settleByExecutors(todo, store.now());
	return changed(world, request, todo);
};

/** Who stays keeps what was done. */
function setExecutors(todo: Todo, unionIds: string[]): void {
	const before = new Map(todo.executors.map((executor) => [executor.unionId, executor]));
	todo.executors = unionIds.map((unionId) => before.get(unionId) ?? { unionId, isDone: false });
}

/** `PUT …/tasks/{taskId}/executorStatus`. */
export const updateExecutorStatus: Behaviour = (world, request) => {
	const { store } = world;
	const todo = ownTodo(world, request);
	if ('body' in todo) return todo;
	const list = request.body.executorStatusList as Array<{ id: string; isDone: boolean }>;
	const executors = new Map(todo.executors.map((executor) => [executor.unionId, executor]));
	const stranger = list.find(({ id }) => !executors.has(id));
	// Somebody who does not have to do it: the general error is [unverified].
	if (stranger) return paramError(request, `executor is invalid: ${stranger.id}`);
	for (const { id, isDone } of list) {
		const executor = executors.get(id);
		if (executor) executor.isDone = isDone;
	}
	settleByExecutors(todo, store.now());
	return changed(world, request, todo);
};

/** `DELETE …/tasks/{taskId}`; that another app's is refused as in update is [unverified]. */
export const deleteTodo: Behaviour = (world, request) => {
	const { store } = world;
	const todo = ownTodo(world, request);
	if ('body' in todo) return todo;
	store.todos.delete(todo.todoId);
	announceTodo(store, 'delete', todo);
	return ok({ result: true, requestId: requestId() });
};
