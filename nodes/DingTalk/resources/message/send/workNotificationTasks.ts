import type { IDataObject } from 'n8n-workflow';

import { chunksOf } from '../../../../shared/batches';
import type { Failure } from '../../../../shared/errors/failure';
import { HOPELESS, mayHaveHappened } from '../../../../shared/errors/failure';
import { WORK_NOTIFICATION_LIMITS } from '../../../../shared/messages/limits';
import type { Memory } from '../../../../shared/memory';
import type { ItemContext } from '../../../operation/operation';
import type { ResolvedAudience } from './workNotificationAudience';
import type { Recipient } from '../../../../shared/robot/recipient';
import { refusedOne } from '../../../../shared/robot/recipient';
import type { DingTalkApi } from '../../../../shared/transport/api';

/** What stands for all in {@link WorkNotificationSending.departments}. */
export const EVERYONE = 'everyone';
/** What stands for a department there. */
export const departmentName = (departmentId: string): string => `department ${departmentId}`;

/** Whom one call goes to. */
interface Batch {
	/** Of people or departments, or {@link EVERYONE}: as the memory names them. */
	names: string[];
	userIds: string[];
	/** Where people are not named. */
	departmentIds: string[];
	wire: IDataObject;
}

/** A notification, and for each of its parts who has it: name → taskId, in all attempts of Retry On Fail. */
export interface WorkNotificationParts {
	messages: IDataObject[];
	taken: Array<Memory<string>>;
}

/** A call that DingTalk took, in this attempt or an earlier one. */
export interface SentTask {
	/** Digits: a 64-bit number. */
	taskId: string;
	userIds: string[];
}

export interface WorkNotificationSending {
	tasks: SentTask[];
	/** Those named by their IDs: queued, failed, or unknown when DingTalk may have taken a call that failed. */
	recipients: Recipient[];
	/** The same of departments or everyone, with `department 12` or `everyone` for a userId. */
	departments: Recipient[];
	/** Refused calls to departments or everyone. */
	refusals: IDataObject[];
}

/**
 * Sends the parts of a notification to everybody meant, in calls of at most 100 people or 20 departments; to nobody
 * a part that an earlier attempt has sent. Throws only when it is sure that nobody got any of it.
 *
 * @see DingTalk docs "发送工作通知": POST /topapi/message/corpconversation/asyncsend_v2
 * @throws NodeApiError when DingTalk refuses every call
 */
export async function sendWorkNotifications(
	{ api }: ItemContext,
	agentId: number | bigint,
	audience: ResolvedAudience,
	parts: WorkNotificationParts,
): Promise<WorkNotificationSending> {
	const sending: WorkNotificationSending = {
		tasks: [],
		recipients: [],
		departments: [],
		refusals: [],
	};
	let firstFailure: Failure | undefined;
	let hopeless: Failure | undefined;
	let mayHaveArrived = false;
	for (const batch of batchesOf(audience, parts.taken)) {
		const failure = hopeless ?? (await sendBatch(api, agentId, batch, parts));
		if (failure && HOPELESS.has(failure.kind)) hopeless = failure;
		firstFailure ??= failure;
		const tasks = tasksOf(batch, parts.taken);
		mayHaveArrived ||= tasks.length > 0 || (failure !== undefined && mayHaveHappened(failure));
		sending.tasks.push(...tasks);
		note(sending, batch, parts.taken, failure);
	}
	if (firstFailure && !mayHaveArrived) throw api.toError(firstFailure);
	return sending;
}

/** Sends what these lack, and says why it ended early. */
async function sendBatch(
	api: DingTalkApi,
	agentId: number | bigint,
	{ names, wire }: Batch,
	{ messages, taken }: WorkNotificationParts,
): Promise<Failure | undefined> {
	for (const [index, msg] of messages.entries()) {
		if (taken[index].has(names[0])) continue;
		const outcome = await api.attempt({
			method: 'POST',
			host: 'oapi',
			path: '/topapi/message/corpconversation/asyncsend_v2',
			answer: { task_id: 'id' },
			body: { agent_id: agentId, ...wire, msg },
		});
		if (!outcome.ok) return outcome.failure;
		const taskId = String((outcome.value.body as { task_id?: unknown }).task_id);
		for (const name of names) taken[index].set(name, taskId);
	}
	return undefined;
}

/** Those who lack the same parts go together. */
function batchesOf(
	{ by, userIds, departmentIds }: ResolvedAudience,
	taken: WorkNotificationParts['taken'],
): Batch[] {
	if (by === 'everyone') {
		return [{ names: [EVERYONE], userIds: [], departmentIds: [], wire: { to_all_user: true } }];
	}
	if (by === 'departments') {
		const { departmentsPerCall } = WORK_NOTIFICATION_LIMITS;
		return alike(departmentIds, departmentsPerCall, taken, departmentName).map((ids) => ({
			names: ids.map(departmentName),
			userIds: [],
			departmentIds: ids,
			wire: { dept_id_list: ids.join(',') },
		}));
	}
	return alike(userIds, WORK_NOTIFICATION_LIMITS.userIdsPerCall, taken, (userId) => userId).map(
		(ids) => ({
			names: ids,
			userIds: ids,
			departmentIds: [],
			wire: { userid_list: ids.join(',') },
		}),
	);
}

function alike(
	ids: string[],
	perCall: number,
	taken: WorkNotificationParts['taken'],
	nameOf: (id: string) => string,
): string[][] {
	const groups = new Map<string, string[]>();
	for (const id of ids) {
		const has = taken.map((part) => part.has(nameOf(id))).join();
		groups.set(has, [...(groups.get(has) ?? []), id]);
	}
	return [...groups.values()].flatMap((group) => chunksOf(group, perCall));
}

/** The tasks that these people's parts went in. */
function tasksOf({ names, userIds }: Batch, taken: WorkNotificationParts['taken']): SentTask[] {
	return taken.flatMap((part) => {
		const taskIds = new Set(names.flatMap((name) => part.get(name) ?? []));
		return [...taskIds].map((taskId) => ({
			taskId,
			userIds: userIds.filter((userId) => part.get(userId) === taskId),
		}));
	});
}

function note(
	sending: WorkNotificationSending,
	{ names, userIds, departmentIds }: Batch,
	taken: WorkNotificationParts['taken'],
	failure?: Failure,
): void {
	const become = (name: string): Recipient => {
		const taskIds = taken.flatMap((part) => part.get(name) ?? []);
		const ids = taskIds.length === 1 ? { taskId: taskIds[0] } : { taskIds };
		const status = failure ? refusedOne(name, failure) : { userId: name, status: 'queued' };
		return { ...status, ...(taskIds.length > 0 ? ids : {}) };
	};
	sending.recipients.push(...userIds.map(become));
	if (userIds.length > 0) return;
	sending.departments.push(...names.map(become));
	if (!failure) return;
	const isEveryone = departmentIds.length === 0;
	const { reason: message, code } = become(EVERYONE);
	sending.refusals.push({
		...(isEveryone ? { everyone: true } : { departmentIds }),
		message,
		code,
	});
}
