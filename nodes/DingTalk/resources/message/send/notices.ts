import type { IDataObject } from 'n8n-workflow';

import type { Failure } from '../../../../shared/errors/failure';
import { explain } from '../../../../shared/errors/toNodeError';
import { WORK_NOTICE_LIMITS } from '../../../../shared/messages/limits';
import type { ItemContext } from '../../../../shared/operation';
import { HOPELESS } from './deliver';
import type { ResolvedAudience } from './noticeAudience';
import type { Recipient } from './recipients';
import { chunksOf } from './recipients';

/** Whom one call goes to. */
interface Batch {
	userIds: string[];
	/** For the output, where people are not named. */
	others: IDataObject;
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
	/** Those named by their IDs: queued, failed, or unknown when the connection broke. */
	recipients: Recipient[];
	/** Refused calls to departments or everyone. */
	refusals: IDataObject[];
}

/**
 * Sends the parts of a notification to everybody meant, in calls of at most 100 people or 20 departments.
 * Throws only when nobody got any of it.
 *
 * @see DingTalk docs "发送工作通知": POST /topapi/message/corpconversation/asyncsend_v2
 * @throws NodeApiError when DingTalk refuses every call
 */
export async function sendNotices(
	{ api }: ItemContext,
	agentId: number | bigint,
	audience: ResolvedAudience,
	messages: IDataObject[],
): Promise<NoticeSending> {
	const sending: NoticeSending = { tasks: [], recipients: [], refusals: [] };
	let firstFailure: Failure | undefined;
	let hopeless: Failure | undefined;
	let mayHaveArrived = audience.by === 'people' && audience.userIds.length === 0;
	for (const batch of batchesOf(audience)) {
		let failure: Failure | undefined = hopeless;
		const taskIds: string[] = [];
		for (const msg of messages) {
			if (failure) break;
			const outcome = await api.attempt({
				method: 'POST',
				host: 'oapi',
				path: '/topapi/message/corpconversation/asyncsend_v2',
				body: { agent_id: agentId, ...batch.wire, msg },
			});
			if (outcome.ok) {
				taskIds.push(String((outcome.value.body as { task_id?: unknown }).task_id));
			} else failure = outcome.failure;
		}
		sending.tasks.push(...taskIds.map((taskId) => ({ taskId, userIds: batch.userIds })));
		mayHaveArrived ||= taskIds.length > 0 || failure?.kind === 'connection';
		if (failure && HOPELESS.has(failure.kind)) hopeless = failure;
		firstFailure ??= failure;
		note(sending, batch, taskIds, failure);
	}
	if (firstFailure && !mayHaveArrived) throw api.toError(firstFailure);
	return sending;
}

function batchesOf({ by, userIds, departmentIds }: ResolvedAudience): Batch[] {
	if (by === 'everyone') {
		return [{ userIds: [], others: { everyone: true }, wire: { to_all_user: true } }];
	}
	if (by === 'departments') {
		return chunksOf(departmentIds, WORK_NOTICE_LIMITS.departmentsPerCall).map((ids) => ({
			userIds: [],
			others: { departmentIds: ids },
			wire: { dept_id_list: ids.join(',') },
		}));
	}
	return chunksOf(userIds, WORK_NOTICE_LIMITS.userIdsPerCall).map((ids) => ({
		userIds: ids,
		others: {},
		wire: { userid_list: ids.join(',') },
	}));
}

function note(
	sending: NoticeSending,
	{ userIds, others }: Batch,
	taskIds: string[],
	failure?: Failure,
): void {
	const ids = taskIds.length === 1 ? { taskId: taskIds[0] } : { taskIds };
	const sent = taskIds.length > 0 ? ids : {};
	if (!failure) {
		sending.recipients.push(...userIds.map((userId) => ({ userId, status: 'queued', ...sent })));
		return;
	}
	const { message: reason } = explain(failure);
	const { code } = failure;
	const status = failure.kind === 'connection' ? 'unknown' : 'failed';
	sending.recipients.push(...userIds.map((userId) => ({ userId, status, reason, code, ...sent })));
	if (userIds.length === 0) sending.refusals.push({ ...others, message: reason, code });
}
