import type { Clock } from '../../shared/run/clock';
import { systemClock } from '../../shared/run/clock';
import type { Failure, Outcome } from '../../shared/errors/failure';
import type { DingTalkApi } from '../../shared/transport/api';
import type { WorkNotificationResult, WorkNotificationTask } from './result';
import { fetchWorkNotificationProgress, fetchWorkNotificationResult } from './result';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 5_000;

export interface WorkNotificationWait {
	/** Unix ms after which no further question is asked. */
	deadline: number;
	/** Who was named in the task: its result is complete when it speaks of all of them. */
	userIds?: readonly string[];
	/** @default systemClock */
	clock?: Clock;
	signal?: AbortSignal;
}

/** What a task came to within the wait. */
export interface AwaitedWorkNotification {
	/** False when DingTalk was still at work as the wait ended. */
	isDone: boolean;
	/** Absent when DingTalk refused to tell, or had nothing to tell yet. */
	result?: WorkNotificationResult;
	/** Why there is no result. */
	failure?: Failure;
}

/** Asks until DingTalk has finished a task and tells what became of it, or the time is over. */
export async function awaitWorkNotification(
	api: DingTalkApi,
	task: WorkNotificationTask,
	wait: WorkNotificationWait,
): Promise<AwaitedWorkNotification> {
	const { clock = systemClock, deadline, signal } = wait;
	let latest: AwaitedWorkNotification = { isDone: false };
	for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(LONGEST_WAIT_MS, waitMs * 2)) {
		latest = await look(api, task, latest);
		if (latest.failure || isComplete(latest, wait.userIds)) return latest;
		const left = deadline - clock.now();
		if (left <= 0 || signal?.aborted) return latest;
		await clock.sleep(Math.min(waitMs, left), signal);
	}
}

async function look(
	api: DingTalkApi,
	task: WorkNotificationTask,
	before: AwaitedWorkNotification,
): Promise<AwaitedWorkNotification> {
	if (!before.isDone) {
		const progress = await fetchWorkNotificationProgress(api, task);
		if (!progress.ok) return refused(progress, false);
		if (progress.value.status !== 'done') return { isDone: false };
	}
	const result = await fetchWorkNotificationResult(api, task);
	return result.ok ? { isDone: true, result: result.value } : refused(result, true);
}

const refused = (outcome: Outcome<unknown>, isDone: boolean): AwaitedWorkNotification =>
	outcome.ok ? { isDone } : { isDone, failure: outcome.failure };

function isComplete(
	{ isDone, result }: AwaitedWorkNotification,
	userIds: readonly string[] = [],
): boolean {
	if (!isDone || !result) return false;
	const known = new Set(result.recipients.map(({ userId }) => userId));
	return userIds.every((userId) => known.has(userId));
}
