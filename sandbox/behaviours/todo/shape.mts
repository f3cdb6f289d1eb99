import { requestId } from '../../contract/answers.mts';
import type { Todo } from '../../state/todos.mts';

/** A todo as create and get answer it: `id` and `done`. */
export function todoAnswer(todo: Todo) {
	const { executors, contentFieldList, notifyConfigs } = todo;
	return {
		id: todo.todoId,
		subject: todo.subject,
		description: todo.description,
		startTime: todo.createdTime,
		dueTime: todo.dueTime,
		finishTime: todo.finishTime,
		done: todo.isDone,
		executorIds: executors.map(({ unionId }) => unionId),
		participantIds: todo.participantIds,
		detailUrl: todo.detailUrl,
		source: todo.bizTag,
		sourceId: todo.sourceId,
		createdTime: todo.createdTime,
		modifiedTime: todo.modifiedTime,
		creatorId: todo.creatorId,
		modifierId: todo.modifierId,
		bizTag: todo.bizTag,
		requestId: requestId(),
		isOnlyShowExecutor: todo.isOnlyShowExecutor,
		priority: todo.priority,
		...(contentFieldList ? { contentFieldList } : {}),
		...(notifyConfigs ? { notifyConfigs } : {}),
	};
}

/** A todo as lists answer it: `taskId` and `isDone`, which is what the person sees on it. */
export function todoCard(todo: Todo, unionId: string) {
	return {
		taskId: todo.todoId,
		subject: todo.subject,
		dueTime: todo.dueTime,
		detailUrl: todo.detailUrl,
		priority: todo.priority,
		createdTime: todo.createdTime,
		modifiedTime: todo.modifiedTime,
		creatorId: todo.creatorId,
		sourceId: todo.sourceId,
		bizTag: todo.bizTag,
		isDone: isDoneFor(todo, unionId),
		todoType: todo.todoType,
	};
}

/** An executor has done it once the own part is done; for others all parts count [unverified]. */
export function isDoneFor(todo: Todo, unionId: string): boolean {
	const own = todo.executors.find((executor) => executor.unionId === unionId);
	return own ? own.isDone : todo.isDone;
}
