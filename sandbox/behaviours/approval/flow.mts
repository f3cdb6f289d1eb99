import { randomBytes } from 'node:crypto';
import { idNumber } from '../../json.mts';
import { raise } from '../../raise.mts';
import type { Store } from '../../state/store.mts';
import type {
	ApprovalInstance,
	ApprovalProcess,
	ApprovalTask,
	FlowStep,
	FormValue,
	OperationRecord,
	RemarkFiles,
} from '../../state/types.mts';

/** What somebody says to a decision. */
export interface Said {
	remark?: string;
	files?: RemarkFiles;
}

/** What a new approval is made of; the steps have their people already. */
export interface Start {
	process: ApprovalProcess;
	originatorUserId: string;
	deptId: string;
	values: FormValue[];
	steps: FlowStep[];
	ccAtStart: string[];
	ccAtFinish: string[];
}

// DingTalk's own have eleven digits today.
const FIRST_TASK = 74_000_000_000;

/** Where a person opens an approval. */
export const pageOf = (instance: ApprovalInstance): string =>
	`https://aflow.dingtalk.com/dingtalk/mobile/homepage.htm?procInstId=${instance.processInstanceId}`;

/** The steps of a form that these values lead through: those on a condition only when it holds. */
export function stepsFor(process: ApprovalProcess, values: FormValue[]): FlowStep[] {
	return process.steps.filter(({ over }) => {
		if (!over) return true;
		const value = values.find(({ componentId }) => componentId === over.componentId)?.value;
		return value !== undefined && Number(value) > over.amount;
	});
}

function newInstanceId(nowMs: number): string {
	return `${randomBytes(16).toString('base64url')}${String(nowMs).padStart(14, '0')}`;
}

/** Day and minute in China, and a number. */
function newBusinessId(nowMs: number, n: number): string {
	const china = new Date(nowMs + 8 * 60 * 60 * 1000).toISOString().replace(/\D/g, '');
	return `${china.slice(0, 12)}${String(n).padStart(9, '0')}`;
}

function commonData(instance: ApprovalInstance, staffId: string) {
	const { processInstanceId, processCode, title, businessId, createdAt } = instance;
	return {
		processInstanceId,
		processCode,
		title,
		businessId,
		staffId,
		bizCategoryId: '',
		businessType: '',
		createTime: createdAt,
		url: pageOf(instance),
	};
}

function tellInstance(store: Store, instance: ApprovalInstance, type: string): void {
	const { finishedAt: finishTime, result } = instance;
	raise(store, 'bpms_instance_change', {
		...commonData(instance, instance.originatorUserId),
		type,
		...(type === 'finish' ? { result } : {}),
		...(finishTime === undefined ? {} : { finishTime }),
	});
	store.changed();
}

function tellTask(
	store: Store,
	instance: ApprovalInstance,
	task: ApprovalTask,
	data: { type: string; result?: string; remark?: string },
): void {
	const { taskId, userId, createdAt: createTime, finishedAt: finishTime } = task;
	raise(store, 'bpms_task_change', {
		...commonData(instance, userId),
		...data,
		createTime,
		...(finishTime === undefined ? {} : { finishTime }),
		taskId: idNumber(taskId),
	});
}

function note(
	store: Store,
	instance: ApprovalInstance,
	record: Omit<OperationRecord, 'time' | 'result'> & Partial<OperationRecord>,
): void {
	instance.records.push({ time: store.now(), result: 'NONE', ...record });
}

function copyTo(
	store: Store,
	instance: ApprovalInstance,
	userIds: string[],
	step?: FlowStep,
): void {
	if (userIds.length === 0) return;
	instance.ccUserIds = [...new Set([...instance.ccUserIds, ...userIds])];
	note(store, instance, {
		userId: instance.originatorUserId,
		type: 'PROCESS_CC',
		ccUserIds: userIds,
		...(step ? { activityId: step.activityId, showName: step.name } : {}),
	});
}

function addTask(
	store: Store,
	instance: ApprovalInstance,
	step: Pick<FlowStep, 'activityId' | 'name'>,
	userId: string,
): void {
	const task: ApprovalTask = {
		taskId: String(FIRST_TASK + store.nextNumber()),
		activityId: step.activityId,
		stepName: step.name,
		userId,
		status: 'RUNNING',
		result: 'NONE',
		createdAt: store.now(),
	};
	instance.tasks.push(task);
	tellTask(store, instance, task, { type: 'start' });
}

/** Goes to the step that is on: copies are made at once, decisions get their tasks. */
function enter(store: Store, instance: ApprovalInstance): void {
	for (; instance.step < instance.steps.length; instance.step++) {
		const step = instance.steps[instance.step];
		if (step.kind !== 'notifier') {
			const isInTurn = step.method === 'ONE_BY_ONE';
			// Only the first of those who decide in turn has a task [unverified].
			instance.waiting = isInTurn ? step.userIds.slice(1) : [];
			for (const userId of isInTurn ? step.userIds.slice(0, 1) : step.userIds) {
				addTask(store, instance, step, userId);
			}
			store.changed();
			return;
		}
		copyTo(store, instance, step.userIds, step);
	}
	end(store, instance, 'agree');
}

function end(store: Store, instance: ApprovalInstance, result: 'agree' | 'refuse'): void {
	instance.status = 'COMPLETED';
	instance.result = result;
	instance.finishedAt = store.now();
	if (result === 'agree') copyTo(store, instance, instance.ccAtFinish);
	tellInstance(store, instance, 'finish');
}

function close(
	store: Store,
	task: ApprovalTask,
	status: ApprovalTask['status'],
	result: ApprovalTask['result'],
): void {
	Object.assign(task, { status, result, finishedAt: store.now() });
}

/** Takes away what others still had to decide. */
function cancelRest(store: Store, instance: ApprovalInstance): void {
	for (const task of openTasks(instance)) {
		close(store, task, 'CANCELED', 'NONE');
		tellTask(store, instance, task, { type: 'cancel' });
	}
}

/** The tasks that wait for somebody. */
export const openTasks = (instance: ApprovalInstance): ApprovalTask[] =>
	instance.tasks.filter(({ status }) => status === 'RUNNING');

/** Starts an approval: its first tasks are there, and everybody who listens has heard of it. */
export function startApproval(store: Store, start: Start): ApprovalInstance {
	const { process, originatorUserId, deptId, values, steps, ccAtStart, ccAtFinish } = start;
	const n = store.nextNumber();
	const now = store.now();
	const instance: ApprovalInstance = {
		processInstanceId: newInstanceId(now),
		n,
		processCode: process.processCode,
		components: structuredClone(process.components),
		title: `${store.people.get(originatorUserId)?.name}提交的${process.name}`,
		businessId: newBusinessId(now, n),
		originatorUserId,
		originatorDeptId: deptId,
		status: 'RUNNING',
		result: '',
		createdAt: now,
		values,
		steps: structuredClone(steps),
		step: 0,
		waiting: [],
		ccUserIds: [],
		ccAtFinish,
		tasks: [],
		records: [],
	};
	store.approvals.instances.set(instance.processInstanceId, instance);
	note(store, instance, { userId: originatorUserId, type: 'START_PROCESS_INSTANCE' });
	tellInstance(store, instance, 'start');
	copyTo(store, instance, ccAtStart);
	enter(store, instance);
	return instance;
}

/** Somebody agrees or refuses: the flow goes on, or ends. */
export function decide(
	store: Store,
	instance: ApprovalInstance,
	task: ApprovalTask,
	result: 'agree' | 'refuse',
	said: Said = {},
): void {
	const isAgreed = result === 'agree';
	close(store, task, 'COMPLETED', isAgreed ? 'AGREE' : 'REFUSE');
	note(store, instance, {
		...said,
		userId: task.userId,
		type: 'EXECUTE_TASK_NORMAL',
		result: isAgreed ? 'AGREE' : 'REFUSE',
		activityId: task.activityId,
		showName: task.stepName,
	});
	tellTask(store, instance, task, { type: 'finish', result, remark: said.remark ?? '' });
	const step = instance.steps[instance.step];
	if (!isAgreed) {
		instance.waiting = [];
		cancelRest(store, instance);
		end(store, instance, 'refuse');
		return;
	}
	const [next, ...later] = instance.waiting;
	if (next !== undefined) {
		instance.waiting = later;
		addTask(store, instance, step, next);
	} else {
		if (step.method === 'OR') cancelRest(store, instance);
		if (openTasks(instance).length === 0) {
			instance.step++;
			enter(store, instance);
		}
	}
	store.changed();
}

/** Somebody hands the own task to somebody else, who gets a new one. */
export function redirect(
	store: Store,
	instance: ApprovalInstance,
	task: ApprovalTask,
	toUserId: string,
	said: Said = {},
): void {
	close(store, task, 'COMPLETED', 'REDIRECTED');
	note(store, instance, {
		...said,
		userId: task.userId,
		type: 'REDIRECT_TASK',
		activityId: task.activityId,
		showName: task.stepName,
	});
	tellTask(store, instance, task, {
		type: 'finish',
		result: 'redirect',
		remark: said.remark ?? '',
	});
	addTask(store, instance, { activityId: task.activityId, name: task.stepName }, toUserId);
	store.changed();
}

/** Somebody says something to an approval. */
export function comment(
	store: Store,
	instance: ApprovalInstance,
	userId: string,
	said: Said,
): void {
	note(store, instance, { ...said, userId, type: 'ADD_REMARK' });
	store.changed();
}

/** The originator, or the system, withdraws an approval. */
export function terminate(
	store: Store,
	instance: ApprovalInstance,
	userId: string,
	remark?: string,
): void {
	instance.status = 'TERMINATED';
	instance.finishedAt = store.now();
	instance.waiting = [];
	cancelRest(store, instance);
	note(store, instance, {
		userId,
		type: 'TERMINATE_PROCESS_INSTANCE',
		...(remark ? { remark } : {}),
	});
	tellInstance(store, instance, 'terminate');
}
