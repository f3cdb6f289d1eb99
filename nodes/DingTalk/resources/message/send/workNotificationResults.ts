import type { IDataObject } from 'n8n-workflow';

import { systemClock } from '../../../../shared/run/clock';
import { explain } from '../../../../shared/errors/toNodeError';
import { runInOrder } from '../../../../shared/run/runInOrder';
import type {
	WorkNotificationRecipient,
	WorkNotificationResult,
	WorkNotificationStatus,
} from '../../../workNotification/result';
import type { AwaitedWorkNotification } from '../../../workNotification/wait';
import { awaitWorkNotification } from '../../../workNotification/wait';
import type { ItemContext } from '../../../operation/operation';
import type { WorkNotificationSending } from './workNotificationTasks';
import { departmentName } from './workNotificationTasks';
import type { Recipient } from '../../../../shared/robot/recipient';
import { havingStatus } from './recipients';

const CONCURRENT_TASKS = 10;
export const DEFAULT_WAIT_SECONDS = 60;
export const MAX_WAIT_SECONDS = 3600;
const MISSED: readonly WorkNotificationStatus[] = ['failed', 'invalid', 'forbidden'];
const UNTOLD = 'DingTalk had not said what became of it when the wait ended';

export interface WorkNotificationResults {
	/** Everybody DingTalk spoke of, and everybody named. */
	recipients: Recipient[];
	/** IDs of departments that do not exist, or that the app may not see. */
	invalidDepartments: string[];
	/** Who was missed by which task, as the memory names them. */
	missed: Array<{ name: string; taskId: string }>;
	summary: IDataObject;
}

/** Waits for what becomes of each task, together not longer than wanted. */
export async function awaitResults(
	context: ItemContext,
	agentId: number | bigint,
	sending: WorkNotificationSending,
	maxWaitMs: number,
): Promise<WorkNotificationResults> {
	const { api, node } = context;
	const deadline = systemClock.now() + maxWaitMs;
	const signal = node.getExecutionCancelSignal();
	const awaited = await runInOrder(sending.tasks, {
		concurrency: CONCURRENT_TASKS,
		keysOf: () => [],
		run: async ({ taskId, userIds }) =>
			await awaitWorkNotification(api, { agentId, taskId }, { deadline, userIds, signal }),
		signal,
	});
	const recipients = mergeRecipients(sending, awaited);
	const results = awaited.map(({ result }) => result);
	const invalidDepartments = results.flatMap((result) => result?.invalidDepartments ?? []);
	const untold = sending.tasks.flatMap(({ taskId }, index) => untoldOf(taskId, awaited[index]));
	return {
		recipients,
		invalidDepartments,
		missed: results.flatMap(missedIn),
		summary: {
			isComplete: untold.length === 0 && havingStatus(recipients, 'unknown').length === 0,
			read: havingStatus(recipients, 'read'),
			unread: havingStatus(recipients, 'unread'),
			...(invalidDepartments.length > 0 ? { invalidDepartments } : {}),
			...(untold.length > 0 ? { untold } : {}),
		},
	};
}

function missedIn(result: WorkNotificationResult | undefined): WorkNotificationResults['missed'] {
	if (!result) return [];
	const { taskId, recipients, invalidDepartments } = result;
	const people = recipients.filter(({ status }) => MISSED.includes(status));
	return [...people.map(({ userId }) => userId), ...invalidDepartments.map(departmentName)].map(
		(name) => ({ name, taskId }),
	);
}

/** Tasks whose result is not known, and why. */
function untoldOf(
	taskId: string,
	{ isDone, result, failure }: AwaitedWorkNotification,
): IDataObject[] {
	if (failure) return [{ taskId, message: explain(failure).message, code: failure.code }];
	if (isDone && result) return [];
	return [{ taskId, message: 'DingTalk was still sending when the wait ended' }];
}

/** A person got it when every part arrived; else what happened to the first part that did not counts. */
function mergeRecipients(
	sending: WorkNotificationSending,
	awaited: AwaitedWorkNotification[],
): Recipient[] {
	const told = new Map<string, WorkNotificationRecipient & { taskId: string }>();
	sending.tasks.forEach(({ taskId }, index) => {
		for (const recipient of awaited[index]?.result?.recipients ?? []) {
			const before = told.get(recipient.userId);
			const isReached = before === undefined || ['read', 'unread'].includes(before.status);
			if (isReached) told.set(recipient.userId, { ...recipient, taskId });
		}
	});
	const named = sending.recipients.map((recipient): Recipient => {
		if (recipient.status !== 'queued') return recipient;
		const unknown = { ...recipient, status: 'unknown', reason: UNTOLD };
		return told.get(recipient.userId) ?? unknown;
	});
	const names = new Set(named.map(({ userId }) => userId));
	return [...named, ...[...told.values()].filter(({ userId }) => !names.has(userId))];
}
