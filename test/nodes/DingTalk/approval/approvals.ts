import type nock from 'nock';

import { planApi } from '../../../helpers/calls.mts';
import { planUser } from '../../../helpers/contacts.mts';
import { appCredential } from '../../../helpers/dingTalk.mts';

export const ID = 'AG3U12xWRFex63h6bCPUWw10221698052827';
/** The operator is a userId, which calls of approvals take as it is. */
export const withOperator = () => appCredential({ operatorId: 'boss' });

/** A task as DingTalk answers it. */
export const task = (userId: string, taskId: number | string, further: object = {}) => ({
	taskId,
	userId,
	status: 'RUNNING',
	result: 'NONE',
	createTime: '2026-11-01T02:30Z',
	activityId: 'b39a_73fb',
	taskGroupName: '直属主管',
	...further,
});

/** An approval as DingTalk answers it. */
export const wireInstance = (further: object = {}) => ({
	title: 'Alice提交的报销',
	businessId: '202611011030000000001',
	status: 'RUNNING',
	result: '',
	originatorUserId: 'alice',
	originatorDeptId: '-1',
	originatorDeptName: 'HQ',
	createTime: '2026-11-01T02:30Z',
	formComponentValues: [],
	operationRecords: [],
	tasks: [task('lina', 74_296_847_418)],
	...further,
});

export const instanceAddress = (id = ID) =>
	`GET /v1.0/workflow/processInstances?processInstanceId=${encodeURIComponent(id)}`;

/** Plans the reading of an approval. */
export const planInstance = (further: object = {}, id = ID) =>
	planApi(instanceAddress(id), undefined, { result: wireInstance(further), success: 'true' });

/** Plans a change of an approval, and what DingTalk says to it. */
export const planChange = (
	path: string,
	body: nock.RequestBodyMatcher,
	answer: object = { result: true, success: true },
	status = 200,
) => planApi(`POST /v1.0/workflow/${path}`, body, { ...answer }, status);

/** Plans the lookups of names. */
export function planNames(...userIds: string[]): void {
	for (const userId of userIds) planUser(userId);
}
