import type { IDataObject } from 'n8n-workflow';

import type { Outcome } from '../errors/failure';
import { failed, success } from '../errors/failure';
import type { Page } from '../paging/pages';
import type { DingTalkApi } from '../transport/api';

/** A process that somebody may start. */
export interface WireProcess {
	processCode: string;
	name?: string;
	url?: string;
	iconUrl?: string;
	/** The group it lies in. */
	dirId?: string;
	dirName?: string;
}

/** A process that somebody manages. */
export interface WireManagedProcess {
	processCode: string;
	flowTitle?: string;
	iconUrl?: string;
	iconName?: string;
	gmtModified?: string;
	/** Of suites of attendance another number than 0 [unverified]. */
	attendanceType?: number | string;
}

/** DingTalk docs "获取指定用户可见的审批表单列表": maxResults at most 100. */
export const PROCESSES_PER_PAGE = 100;

/**
 * One page of the processes that a person may start; those of the whole organisation for nobody.
 *
 * @throws NodeApiError when DingTalk refuses
 * @see DingTalk docs "获取指定用户可见的审批表单列表": GET /v1.0/workflow/processes/userVisibilities/templates
 */
export async function fetchVisible(
	api: DingTalkApi,
	userId: string,
	paging: IDataObject,
): Promise<Page<WireProcess>> {
	const { result } = await api.request<{
		result: { processList: WireProcess[]; nextToken?: number | string };
	}>({
		method: 'GET',
		host: 'api',
		path: '/v1.0/workflow/processes/userVisibilities/templates',
		query: { ...paging, ...(userId === '' ? {} : { userId }) },
		answer: {
			'result.processList': 'objects',
			'result.processList[].processCode': 'id',
			'result.processList[].name': 'text?',
			'result.processList[].url': 'text?',
			'result.processList[].iconUrl': 'text?',
			'result.processList[].dirId': 'id?',
			'result.processList[].dirName': 'text?',
			'result.nextToken': 'digits?',
		},
	});
	return { items: result.processList, next: result.nextToken };
}

/**
 * All processes that a person manages; refused for who manages none.
 *
 * @see DingTalk docs "获取当前企业所有可管理的表单": GET /v1.0/workflow/processes/managements/templates
 */
export async function attemptManaged(
	api: DingTalkApi,
	userId: string,
): Promise<Outcome<WireManagedProcess[]>> {
	const outcome = await api.attempt({
		method: 'GET',
		host: 'api',
		path: '/v1.0/workflow/processes/managements/templates',
		query: { userId },
		answer: {
			result: 'objects',
			'result[].processCode': 'id',
			'result[].flowTitle': 'text?',
			'result[].iconUrl': 'text?',
			'result[].gmtModified': 'text?',
			'result[].attendanceType': 'digits?',
		},
	});
	if (!outcome.ok) return failed(outcome.failure);
	return success((outcome.value.body as { result: WireManagedProcess[] }).result);
}
