import type { IDataObject } from 'n8n-workflow';

import type { Answer } from '../../shared/errors/confirm';
import type { Outcome } from '../../shared/errors/failure';
import { success } from '../../shared/errors/failure';
import type { DingTalkApi } from '../../shared/transport/api';
import { explainWorkNotificationCode } from './codes';
import { toWireNumber } from '../fields/wireNumber';

/** One sending of a work notification. */
export interface WorkNotificationTask {
	agentId: number | bigint;
	/** Digits: a 64-bit number. */
	taskId: string;
}

/** How far DingTalk is with a task. */
export interface WorkNotificationProgress extends IDataObject {
	taskId: string;
	status: 'queued' | 'sending' | 'done';
	percent: number;
}

export type WorkNotificationStatus =
	| 'read'
	| 'unread'
	/** DingTalk could not deliver it. */
	| 'failed'
	/** Nobody of this organisation, or outside the app's visible range. */
	| 'invalid'
	/** Dropped by a limit; `code` and `reason` say by which. */
	| 'forbidden'
	/** DingTalk has said nothing about this person so far. */
	| 'unknown';

/** What became of the notification for one person. */
export interface WorkNotificationRecipient extends IDataObject {
	userId: string;
	status: WorkNotificationStatus;
	/** DingTalk's code, for `forbidden`. */
	code?: string;
	reason?: string;
	cure?: string;
}

/** What became of one task. */
export interface WorkNotificationResult extends IDataObject {
	taskId: string;
	read: string[];
	unread: string[];
	failed: string[];
	invalid: string[];
	forbidden: string[];
	invalidDepartments: string[];
	recipients: WorkNotificationRecipient[];
}

/** What DingTalk answers. */
export interface WireResult extends IDataObject {
	invalid_user_id_list?: string[];
	forbidden_user_id_list?: string[];
	failed_user_id_list?: string[];
	read_user_id_list?: string[];
	unread_user_id_list?: string[];
	invalid_dept_id_list?: Array<number | string>;
	forbidden_list?: Array<{ code?: number | string; count?: number; userid?: string }>;
}

const BASE = '/topapi/message/corpconversation';
const RESULT: Answer = {
	send_result: 'map',
	'send_result.invalid_user_id_list': 'ids?',
	'send_result.forbidden_user_id_list': 'ids?',
	'send_result.failed_user_id_list': 'ids?',
	'send_result.read_user_id_list': 'ids?',
	'send_result.unread_user_id_list': 'ids?',
	'send_result.invalid_dept_id_list': 'ids?',
	'send_result.forbidden_list': 'objects?',
};
const STATUSES = ['queued', 'sending', 'done'] as const;

/**
 * How far a task is.
 *
 * @see DingTalk docs "获取工作通知消息的发送进度": POST …/corpconversation/getsendprogress
 */
export async function fetchWorkNotificationProgress(
	api: DingTalkApi,
	task: WorkNotificationTask,
): Promise<Outcome<WorkNotificationProgress>> {
	const outcome = await ask(api, 'getsendprogress', task, {
		'progress.status': 'number',
		'progress.progress_in_percent': 'number',
	});
	if (!outcome.ok) return outcome;
	const { progress } = outcome.value as {
		progress: { progress_in_percent: number; status: number };
	};
	return success({
		taskId: task.taskId,
		status: STATUSES[Number(progress.status)] ?? 'queued',
		percent: Number(progress.progress_in_percent),
	});
}

/**
 * What became of a task, person by person. DingTalk tells it for 24 hours, and only for tasks of up to 100
 * people (else code 41052).
 */
export async function fetchWorkNotificationResult(
	api: DingTalkApi,
	task: WorkNotificationTask,
): Promise<Outcome<WorkNotificationResult>> {
	const outcome = await fetchWireResult(api, task);
	return outcome.ok ? success(toWorkNotificationResult(task.taskId, outcome.value)) : outcome;
}

/**
 * What became of a task, in DingTalk's own words.
 *
 * @see DingTalk docs "获取工作通知消息的发送结果": POST …/corpconversation/getsendresult
 */
export async function fetchWireResult(
	api: DingTalkApi,
	task: WorkNotificationTask,
): Promise<Outcome<WireResult>> {
	const outcome = await ask(api, 'getsendresult', task, RESULT);
	if (!outcome.ok) return outcome;
	return success((outcome.value as { send_result: WireResult }).send_result);
}

async function ask(
	api: DingTalkApi,
	call: string,
	{ agentId, taskId }: WorkNotificationTask,
	answer: Answer,
): Promise<Outcome<unknown>> {
	const outcome = await api.attempt({
		method: 'POST',
		host: 'oapi',
		path: `${BASE}/${call}`,
		answer,
		body: { agent_id: agentId, task_id: toWireNumber(taskId) },
		repeatable: true,
	});
	return outcome.ok ? success(outcome.value.body) : outcome;
}

/** DingTalk's lists as one row for each person. */
export function toWorkNotificationResult(taskId: string, wire: WireResult): WorkNotificationResult {
	const recipients = new Map<string, WorkNotificationRecipient>();
	const note = (status: WorkNotificationStatus, userIds: string[] = [], reason?: string) => {
		for (const userId of userIds) {
			recipients.set(userId, { userId, status, ...(reason ? { reason } : {}) });
		}
	};
	note('unread', wire.unread_user_id_list);
	note('read', wire.read_user_id_list);
	note('failed', wire.failed_user_id_list, 'DingTalk could not deliver it');
	note('invalid', wire.invalid_user_id_list);
	note('forbidden', wire.forbidden_user_id_list);
	for (const { userid, code } of wire.forbidden_list ?? []) {
		if (!userid) continue;
		const known =
			code === undefined
				? {}
				: { code: String(code), ...explainWorkNotificationCode(String(code)) };
		recipients.set(userid, { userId: userid, status: 'forbidden', ...known });
	}
	const list = [...recipients.values()];
	const having = (status: WorkNotificationStatus) =>
		list.filter((recipient) => recipient.status === status).map(({ userId }) => userId);
	return {
		taskId,
		read: having('read'),
		unread: having('unread'),
		failed: having('failed'),
		invalid: having('invalid'),
		forbidden: having('forbidden'),
		invalidDepartments: (wire.invalid_dept_id_list ?? []).map(String),
		recipients: list,
	};
}
