import { raise } from '../../raise.mts';
import type { Store } from '../../state/store.mts';
import type { Todo } from '../../state/todos.mts';

/** Everybody a todo concerns, once. */
function peopleOf({ creatorId, executors, participantIds }: Todo): string[] {
	return [...new Set([creatorId, ...executors.map(({ unionId }) => unionId), ...participantIds])];
}

/** Tells the page and whoever listens to events that a todo came, changed or went. */
export function announceTodo(
	store: Store,
	change: 'create' | 'update' | 'delete',
	todo: Todo,
): void {
	const { todoId: taskId, bizTag } = todo;
	raise(store, `todo_task_${change}`, { taskId, unionIdList: peopleOf(todo), bizTag });
	store.changed();
}

/** Marks the whole todo done or open, for all its executors. */
export function setDone(todo: Todo, isDone: boolean, nowMs: number): void {
	for (const executor of todo.executors) executor.isDone = isDone;
	settle(todo, isDone, nowMs);
}

/** A todo is done when all its executors have done their part [unverified]. */
export function settleByExecutors(todo: Todo, nowMs: number): void {
	const { executors } = todo;
	settle(
		todo,
		executors.length > 0 ? executors.every((executor) => executor.isDone) : todo.isDone,
		nowMs,
	);
}

function settle(todo: Todo, isDone: boolean, nowMs: number): void {
	if (todo.isDone !== isDone) todo.finishTime = isDone ? nowMs : undefined;
	todo.isDone = isDone;
}

/** A person ticks a todo, or takes the tick away: an executor the own part, the creator all of it. */
export function tickTodo(store: Store, todoId: string, userId: string, isDone: boolean): void {
	const todo = store.todos.get(todoId);
	if (!todo) throw new TypeError(`No todo has the id "${todoId}"`);
	const unionId = store.people.get(userId)?.unionId ?? '';
	const own = todo.executors.find((executor) => executor.unionId === unionId);
	if (!own && todo.creatorId !== unionId) {
		throw new TypeError(`"${userId}" neither has to do "${todo.subject}" nor made it`);
	}
	if (own) own.isDone = isDone;
	else setDone(todo, isDone, store.now());
	settleByExecutors(todo, store.now());
	todo.modifierId = unionId;
	todo.modifiedTime = store.now();
	announceTodo(store, 'update', todo);
}
