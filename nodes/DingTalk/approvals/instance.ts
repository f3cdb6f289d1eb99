import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Outcome } from '../../shared/errors/failure';
import { failed, success } from '../../shared/errors/failure';
import type { Answer } from '../../shared/errors/confirm';
import type { ApiCall, DingTalkApi } from '../../shared/transport/api';
import type { ItemContext } from '../operation/operation';

/** The value of a field, always a text. */
export interface WireFormValue extends IDataObject {
	id?: string;
	/** Of a range of dates both labels, as JSON. */
	name?: string;
	/** `null` as text where nothing was filled in. */
	value?: string;
	/** JSON with the IDs behind names. */
	extValue?: string;
	componentType?: string;
}

/** Somebody's part in an approval. */
export interface WireTask extends IDataObject {
	/** Text where it has more digits than a number keeps. */
	taskId: number | string;
	userId: string;
	status: 'NEW' | 'RUNNING' | 'PAUSED' | 'CANCELED' | 'COMPLETED' | 'TERMINATED';
	result?: string;
	createTime?: string;
	finishTime?: string;
	taskGroupName?: string;
}

/** A file in the approval space. */
export interface WireFile extends IDataObject {
	fileId: string;
	fileName?: string;
	fileSize?: string | number;
	fileType?: string;
	spaceId?: string | number;
}

/** A line of the history. */
export interface WireRecord extends IDataObject {
	userId?: string;
	date?: string;
	type: string;
	result?: string;
	remark?: string;
	showName?: string;
	ccUserIds?: string[];
	images?: string[];
	attachments?: WireFile[];
}

/** An approval (审批实例) as DingTalk answers it. */
export interface WireInstance extends IDataObject {
	title?: string;
	businessId?: string;
	status: 'RUNNING' | 'TERMINATED' | 'COMPLETED';
	/** '' while it runs. */
	result?: string;
	originatorUserId: string;
	originatorDeptId?: string | number;
	originatorDeptName?: string;
	createTime?: string;
	finishTime?: string;
	formComponentValues: WireFormValue[];
	operationRecords: WireRecord[];
	tasks: WireTask[];
}

const ANSWER: Answer = {
	'result.title': 'text?',
	'result.businessId': 'id?',
	'result.status': 'text',
	'result.result': 'text?',
	'result.originatorUserId': 'text',
	'result.originatorDeptId': 'id?',
	'result.originatorDeptName': 'text?',
	'result.createTime': 'text?',
	'result.finishTime': 'text?',
	'result.formComponentValues': 'objects?',
	'result.formComponentValues[].name': 'text?',
	'result.formComponentValues[].value': 'text?',
	'result.formComponentValues[].extValue': 'text?',
	'result.formComponentValues[].componentType': 'text?',
	'result.operationRecords': 'objects?',
	'result.operationRecords[].type': 'text',
	'result.operationRecords[].userId': 'text?',
	'result.operationRecords[].date': 'text?',
	'result.operationRecords[].remark': 'text?',
	'result.operationRecords[].attachments': 'objects?',
	'result.operationRecords[].attachments[].fileId': 'id',
	'result.operationRecords[].images': 'ids?',
	'result.operationRecords[].ccUserIds': 'ids?',
	'result.tasks': 'objects?',
	'result.tasks[].taskId': 'id',
	'result.tasks[].userId': 'text',
	'result.tasks[].status': 'text',
};

const call = (processInstanceId: string): ApiCall => ({
	method: 'GET',
	host: 'api',
	path: '/v1.0/workflow/processInstances',
	query: { processInstanceId },
	answer: ANSWER,
});

/** What the reading of an approval calls, for the docs. */
export const INSTANCE_CALL = 'GET /v1.0/workflow/processInstances';

/**
 * An approval by its ID.
 *
 * @throws NodeApiError when DingTalk refuses
 * @see DingTalk docs "获取单个审批实例详情": GET /v1.0/workflow/processInstances
 */
export async function fetchInstance(api: DingTalkApi, processInstanceId: string) {
	const { result } = await api.request<{ result: WireInstance }>(call(processInstanceId));
	return withLists(result);
}

/** The same, with the refusal as a value: for one approval of many. */
export async function attemptInstance(
	api: DingTalkApi,
	processInstanceId: string,
): Promise<Outcome<WireInstance>> {
	const outcome = await api.attempt(call(processInstanceId));
	if (!outcome.ok) return failed(outcome.failure);
	return success(withLists((outcome.value.body as { result: WireInstance }).result));
}

const withLists = (instance: WireInstance): WireInstance => ({
	...instance,
	formComponentValues: instance.formComponentValues ?? [],
	operationRecords: instance.operationRecords ?? [],
	tasks: instance.tasks ?? [],
});

/** Whether it still waits for somebody. */
export const isRunning = ({ status }: Pick<WireInstance, 'status'>): boolean =>
	status === 'RUNNING';

/** Where it stands, in one word. */
export type ApprovalStatus = 'running' | 'approved' | 'refused' | 'withdrawn';

/** DingTalk's two words as one. */
export function statusOf({
	status,
	result,
}: Pick<WireInstance, 'status' | 'result'>): ApprovalStatus {
	if (status === 'TERMINATED') return 'withdrawn';
	if (status === 'RUNNING') return 'running';
	return result === 'refuse' ? 'refused' : 'approved';
}

export const instanceIdField: INodeProperties = {
	displayName: 'Approval ID',
	name: 'processInstanceId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. AG3U12xWRFex63h6bCPUWw10221698052827',
	description:
		"The processInstanceId of the approval: from Create, Get Many, or the DingTalk Trigger's approval events",
};

/** Items about one approval run in input order. */
export const instanceKeys = ({ read }: ItemContext): string[] => [
	`approval ${read.text(instanceIdField.name)}`,
];
