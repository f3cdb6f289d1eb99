import type { IDataObject } from 'n8n-workflow';

import { chunksOf } from '../../../../shared/batches';
import type { Failure } from '../../../../shared/errors/failure';
import { HOPELESS, mayHaveHappened } from '../../../../shared/errors/failure';
import { WORK_NOTICE_LIMITS } from '../../../../shared/messages/limits';
import type { ItemContext } from '../../../operation/operation';
import type { ResolvedAudience } from './noticeAudience';
import type { Recipient } from '../../../../shared/robot/recipient';
import { refusedOne } from '../../../../shared/robot/recipient';

/** What stands for all in {@link NoticeSending.departments}. */
export const EVERYONE = 'everyone';
/** What stands for a department there. */
export const departmentName = (departmentId: string): string => `department ${departmentId}`;

/** Whom one call goes to. */
interface Batch {
	userIds: string[];
	/** Where people are not named. */
	departmentIds: string[];
	wire: IDataObject;
}

/** A call that DingTalk took. */
export interface SentTask {
	/** Digits: a 64-bit number. */
	taskId: string;
	userIds: string[];
}

export interface NoticeSending {
	tasks: SentTask[];
	/** Those named by their IDs: queued, failed, or unknown when DingTalk may have taken a call that failed. */
	recipients: Recipient[];
	/** The same of departments or everyone, with `department 12` or `everyone` for a userId. */
	departments: Recipient[];
	/** Refused calls to departments or everyone. */
	refusals: IDataObject[];
}

/**
 * Sends the parts of a notification to everybody meant, in calls of at most 100 people or 20 departments.
 * Throws only when it is sure that nobody got any of it.
 *
 * @see DingTalk docs "发送工作通知": POST /topapi/message/corpconversation/asyncsend_v2
 * @throws NodeApiError when DingTalk refuses every call
 */
export async function sendNotices(
	context: ItemContext,
	agentId: number | bigint,
	audience: ResolvedAudience,
	messages: IDataObject[],
): Promise<NoticeSending> {
	const { api } = context;
	const sending: NoticeSending = { tasks: [], recipients: [], departments: [], refusals: [] };
	let firstFailure: Failure | undefined;
	let hopeless: Failure | undefined;
	let mayHaveArrived = false;
	for (const batch of batchesOf(audience)) {
		let failure: Failure | undefined = hopeless;
		const taskIds: string[] = [];
		for (const msg of messages) {
			if (failure) break;
			const outcome = await api.attempt({
				method: 'POST',
				host: 'oapi',
				path: '/topapi/message/corpconversation/asyncsend_v2',
				answer: { task_id: 'id' },
				body: { agent_id: agentId, ...batch.wire, msg },
			});
			if (outcome.ok) {
				taskIds.push(String((outcome.value.body as { task_id?: unknown }).task_id));
			} else failure = outcome.failure;
		}
		sending.tasks.push(...taskIds.map((taskId) => ({ taskId, userIds: batch.userIds })));
		mayHaveArrived ||= taskIds.length > 0 || (failure !== undefined && mayHaveHappened(failure));
		if (failure && HOPELESS.has(failure.kind)) hopeless = failure;
		firstFailure ??= failure;
		note(sending, batch, taskIds, failure);
	}
	if (firstFailure && !mayHaveArrived) throw api.toError(firstFailure);
	return sending;
}

function batchesOf({ by, userIds, departmentIds }: ResolvedAudience): Batch[] {
	if (by === 'everyone') {
		return [{ userIds: [], departmentIds: [], wire: { to_all_user: true } }];
	}
	if (by === 'departments') {
		return chunksOf(departmentIds, WORK_NOTICE_LIMITS.departmentsPerCall).map((ids) => ({
			userIds: [],
			departmentIds: ids,
			wire: { dept_id_list: ids.join(',') },
		}));
	}
	return chunksOf(userIds, WORK_NOTICE_LIMITS.userIdsPerCall).map((ids) => ({
		userIds: ids,
		departmentIds: [],
		wire: { userid_list: ids.join(',') },
	}));
}

function note(
	sending: NoticeSending,
	{ userIds, departmentIds }: Batch,
	taskIds: string[],
	failure?: Failure,
): void {
	const ids = taskIds.length === 1 ? { taskId: taskIds[0] } : { taskIds };
	const sent = taskIds.length > 0 ? ids : {};
	const become = (userId: string): Recipient => ({
		...(failure ? refusedOne(userId, failure) : { userId, status: 'queued' }),
		...sent,
	});
	sending.recipients.push(...userIds.map(become));
	if (userIds.length > 0) return;
	const isEveryone = departmentIds.length === 0;
	const names = isEveryone ? [EVERYONE] : departmentIds.map(departmentName);
	sending.departments.push(...names.map(become));
	if (!failure) return;
	const { reason: message, code } = become(EVERYONE);
	sending.refusals.push({
		...(isEveryone ? { everyone: true } : { departmentIds }),
		message,
		code,
	});
}
