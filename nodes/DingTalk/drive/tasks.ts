import type { IDataObject } from 'n8n-workflow';

import { systemClock } from '../../shared/run/clock';
import type { DingTalkApi } from '../../shared/transport/api';
import { path } from '../../shared/wire/path';

/** What DingTalk says of work that goes on after its answer, as of a folder with many files. */
export interface Begun extends IDataObject {
	async?: boolean;
	taskId?: string;
}

export const TASK_CALL = 'GET /v1.0/storage/tasks/{taskId}';

/** Of the answer that may tell of such work. */
export const BEGUN_ANSWER = { async: 'boolean', taskId: 'text?' } as const;

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 5_000;
const PATIENCE_MS = 120_000;

interface WireTask extends IDataObject {
	status: string;
	totalCount?: number | string;
	successCount?: number | string;
	failMessage?: string;
}

/** How such work ended. */
export interface Finished {
	/** False when DingTalk was still at it after two minutes. */
	isDone: boolean;
	taskId?: string;
	/** How many files and folders it was about. */
	count?: number;
}

/**
 * Waits for work that goes on after DingTalk's answer, at most two minutes.
 *
 * @throws NodeApiError when it failed
 * @see DingTalk docs "获取存储中异步任务信息": GET /v1.0/storage/tasks/{taskId}
 */
export async function awaitTask(
	api: DingTalkApi,
	{ async: isAsync, taskId }: Begun,
	unionId: string,
	signal?: AbortSignal,
): Promise<Finished> {
	if (String(isAsync) !== 'true' || !taskId) return { isDone: true };
	const deadline = systemClock.now() + PATIENCE_MS;
	for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(LONGEST_WAIT_MS, waitMs * 2)) {
		const { task } = await api.request<{ task: WireTask }>({
			method: 'GET',
			host: 'api',
			path: path`/v1.0/storage/tasks/${taskId}`,
			answer: {
				'task.status': 'text',
				'task.totalCount': 'digits?',
				'task.failMessage': 'text?',
			},
			query: { unionId },
		});
		const { status, totalCount, failMessage = '' } = task;
		const count = totalCount === undefined ? {} : { count: Number(totalCount) };
		if (status === 'SUCCESS') return { isDone: true, taskId, ...count };
		if (status === 'FAIL') {
			throw api.toError({ kind: 'other', code: 'driveTaskFailed', message: failMessage });
		}
		if (systemClock.now() >= deadline || signal?.aborted) return { isDone: false, taskId };
		await systemClock.sleep(waitMs, signal);
	}
}
