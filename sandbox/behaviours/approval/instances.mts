import type { Answer } from '../../contract/answers.mts';
import { apiError, ok } from '../../contract/answers.mts';
import type { Behaviour, Request, World } from '../../server/call.mts';
import type { ApprovalInstance } from '../../state/types.mts';
import { DAY_MS } from '../calendar/times.mts';
import { terminate } from './flow.mts';
import { instanceAnswer } from './shape.mts';

/** `GET /v1.0/workflow/processInstances`: `success` is a text there. */
export const getInstance: Behaviour = ({ store }, { endpoint, query }) => {
	const instance = store.approvals.instances.get(query.processInstanceId);
	return instance
		? ok({ result: instanceAnswer(store, instance), success: 'true' })
		: apiError(endpoint, 'processInstanceNotExist');
};

const STATUSES = new Set<string>(['RUNNING', 'TERMINATED', 'COMPLETED']);

function spanProblem({ store }: World, { endpoint, body }: Request): Answer | undefined {
	const limits = endpoint.limits as { range_days: number; start_within_days: number };
	const now = store.now();
	const startTime = body.startTime as number;
	const endTime = (body.endTime as number | undefined) ?? now;
	if (startTime < now - limits.start_within_days * DAY_MS) {
		return apiError(endpoint, 'invalidInstanceListIdsStartTime', {
			message: '获取审批实例ID列表，审批实例开始时间距当前不能超过365天',
		});
	}
	return endTime < startTime || endTime - startTime > limits.range_days * DAY_MS
		? apiError(endpoint, 'invalidEndTime')
		: undefined;
}

/** `POST …/processes/instanceIds/query`; the last page has an empty token. */
export const queryInstanceIds: Behaviour = (world, request) => {
	const { store } = world;
	const { endpoint, body } = request;
	if (!store.approvals.processes.has(body.processCode as string)) {
		return apiError(endpoint, 'invalidProcessCode', { message: '审批模板processCode不存在' });
	}
	const refusal = spanProblem(world, request);
	if (refusal) return refusal;
	const statuses = (body.statuses ?? []) as string[];
	if (!statuses.every((status) => STATUSES.has(status))) return apiError(endpoint, 'internalError');
	const userIds = (body.userIds ?? []) as string[];
	const { startTime, endTime = Infinity } = body as { startTime: number; endTime?: number };
	const isWanted = (one: ApprovalInstance): boolean =>
		one.processCode === body.processCode &&
		one.createdAt >= startTime &&
		one.createdAt <= endTime &&
		(userIds.length === 0 || userIds.includes(one.originatorUserId)) &&
		(statuses.length === 0 || statuses.includes(one.status));
	const { total_max: most } = endpoint.limits as { total_max: number };
	const ids = [...store.approvals.instances.values()]
		.filter(isWanted)
		.reverse()
		.slice(0, most)
		.map(({ processInstanceId }) => processInstanceId);
	const start = body.nextToken as number;
	const end = start + (body.maxResults as number);
	return ok({
		success: true,
		result: { list: ids.slice(start, end), nextToken: end < ids.length ? String(end) : '' },
	});
};

/** `POST …/processInstances/terminate`: not in the first 15 seconds. */
export const terminateInstance: Behaviour = ({ store }, { endpoint, body }) => {
	if (typeof body.isSystem !== 'boolean') {
		return apiError(endpoint, 'invalidInstanceTerminateIsSystem');
	}
	const userId = body.operatingUserId as string | undefined;
	if (!body.isSystem && !userId) {
		return apiError(endpoint, 'invalidInstanceTerminateOperatingUserId');
	}
	if (userId && !store.people.get(userId)?.visible) return apiError(endpoint, 'userNotExist');
	const instance = store.approvals.instances.get(body.processInstanceId as string);
	if (!instance) return apiError(endpoint, 'aflowProcessInstNotExist');
	const { seconds_after_start: seconds } = endpoint.limits as { seconds_after_start: number };
	if (instance.status !== 'RUNNING' || store.now() < instance.createdAt + seconds * 1000) {
		return apiError(endpoint, 'aflowProcessInstStatusException', {
			message: instance.status === 'RUNNING' ? '提交审批单后15秒内不能进行撤回' : '审批单已结束',
		});
	}
	if (!body.isSystem && userId !== instance.originatorUserId) {
		return apiError(endpoint, 'internalError', { message: '您没有任务处理的权限' });
	}
	terminate(
		store,
		instance,
		userId ?? instance.originatorUserId,
		body.remark as string | undefined,
	);
	return ok({ result: true, success: true });
};
