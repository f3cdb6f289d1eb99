import type { Answer } from '../../contract/answers.mts';
import { apiError, ok } from '../../contract/answers.mts';
import type { Behaviour, Request } from '../../server/call.mts';
import { APPROVAL_SPACE } from '../../state/approvalStore.mts';
import type { Store } from '../../state/store.mts';
import type { ApprovalInstance, ApprovalTask, RemarkFiles } from '../../state/types.mts';
import type { Said } from './flow.mts';
import { comment, decide, openTasks, redirect } from './flow.mts';

/** What came with a remark; files that nobody uploaded are refused [unverified]. */
function saidIn(store: Store, { body }: Request, remark: unknown): Said | undefined {
	const { photos = [], attachments = [] } = (body.file ?? {}) as Partial<RemarkFiles>;
	const isKnown = attachments.every(({ fileId }) => store.drive.find(APPROVAL_SPACE, fileId));
	if (!isKnown) return undefined;
	return {
		...(typeof remark === 'string' ? { remark } : {}),
		...(photos.length + attachments.length > 0 ? { files: { photos, attachments } } : {}),
	};
}

const isVisible = (store: Store, userId: unknown): boolean =>
	store.people.get(userId as string)?.visible === true;

/** `POST …/processInstances/execute`: a person agrees or refuses, with the own task. */
export const executeTask: Behaviour = ({ store }, request): Answer => {
	const { endpoint, body } = request;
	if (!isVisible(store, body.actionerUserId)) return apiError(endpoint, 'userNotExist');
	const instance = store.approvals.instances.get(body.processInstanceId as string);
	if (!instance) return apiError(endpoint, 'invalidInstanceId', { message: '审批实例不存在' });
	if (instance.status !== 'RUNNING') return apiError(endpoint, 'aflowProcessInstStatusException');
	const task = openTasks(instance).find(
		({ taskId, userId }) => taskId === body.taskId && userId === body.actionerUserId,
	);
	if (!task) return apiError(endpoint, 'aflowProcessInstCanNotBeExecuted');
	const said = saidIn(store, request, body.remark);
	if (!said) return apiError(endpoint, 'invalidParameter');
	decide(store, instance, task, body.result as 'agree' | 'refuse', said);
	return ok({ result: true, success: true });
};

/** `POST …/processInstances/comments`. */
export const addComment: Behaviour = ({ store }, request): Answer => {
	const { endpoint, body } = request;
	if (!isVisible(store, body.commentUserId)) return apiError(endpoint, 'userNotExist');
	const instance = store.approvals.instances.get(body.processInstanceId as string);
	if (!instance) return apiError(endpoint, 'aflowProcessInstNotExist');
	if (instance.status === 'TERMINATED') {
		return apiError(endpoint, 'aflowProcessInstCanNotBeExecuted');
	}
	const said = saidIn(store, request, body.text);
	if (!said) return apiError(endpoint, 'invalidParameter');
	comment(store, instance, body.commentUserId as string, said);
	return ok({ result: true, success: true });
};

function findTask(store: Store, taskId: string): [ApprovalInstance, ApprovalTask] | undefined {
	for (const instance of store.approvals.instances.values()) {
		const task = instance.tasks.find((one) => one.taskId === taskId);
		if (task) return [instance, task];
	}
	return undefined;
}

/** `POST /v1.0/workflow/tasks/redirect`: the answer has no `success`. */
export const redirectTask: Behaviour = ({ store }, request): Answer => {
	const { endpoint, body } = request;
	const found = findTask(store, body.taskId as string);
	if (!found) return apiError(endpoint, 'param.illegal', { message: '不合法的参数taskId' });
	const [instance, task] = found;
	if (instance.status !== 'RUNNING') return apiError(endpoint, 'instance.status.error');
	if (task.status !== 'RUNNING') return apiError(endpoint, 'task.status.error');
	if (task.userId !== body.operateUserId) return apiError(endpoint, 'param.illegal.operator');
	const toUserId = body.toUserId as string;
	if (!isVisible(store, toUserId) || toUserId === task.userId) {
		return apiError(endpoint, 'param.illegal', { message: '不合法的参数toUserId' });
	}
	const said = saidIn(store, request, body.remark);
	if (!said) return apiError(endpoint, 'param.illegal', { message: '不合法的参数attachments' });
	redirect(store, instance, task, toUserId, said);
	return ok({ result: true });
};

/** `GET …/processes/todoTasks/numbers`: how much waits for a person. */
export const countTodoTasks: Behaviour = ({ store }, { endpoint, query }) => {
	if (!isVisible(store, query.userId)) return apiError(endpoint, 'userNotExist');
	const open = [...store.approvals.instances.values()]
		.filter(({ status }) => status === 'RUNNING')
		.flatMap(openTasks);
	return ok({ result: open.filter(({ userId }) => userId === query.userId).length });
};
