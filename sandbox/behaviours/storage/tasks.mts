import { randomBytes } from 'node:crypto';
import { apiError, ok } from '../../contract/answers.mts';
import type { Behaviour } from '../../server/call.mts';
import type { DriveTask } from '../../state/drive.mts';
import type { Store } from '../../state/store.mts';

/** Work that is told to be going on: it is done, but a task says so from the second question on only. */
export function startTask(store: Store, unionId: string, count: number): DriveTask {
	const taskId = randomBytes(12).toString('hex');
	const task = { taskId, unionId, count, startedAt: store.now(), asked: 0 };
	store.drive.tasks.set(taskId, task);
	return task;
}

/** `GET /v1.0/storage/tasks/{taskId}`. */
export const getTask: Behaviour = ({ store }, { endpoint, pathParams, query }) => {
	const task = store.drive.tasks.get(pathParams.taskId);
	if (!task || task.unionId !== query.unionId) return apiError(endpoint, 'taskNotExist');
	task.asked++;
	const isDone = task.asked > 1;
	const beginTime = new Date(task.startedAt).toISOString();
	return ok({
		task: {
			id: task.taskId,
			status: isDone ? 'SUCCESS' : 'IN_PROGRESS',
			totalCount: task.count,
			successCount: isDone ? task.count : 0,
			failCount: 0,
			beginTime,
			...(isDone ? { endTime: new Date(store.now()).toISOString() } : {}),
		},
	});
};
