import type { Answer } from '../../contract/answers.mts';
import { apiError, ok } from '../../contract/answers.mts';
import type { Endpoint } from '../../contract/load.mts';
import type { Behaviour, Request, World } from '../../server/call.mts';
import type { Store } from '../../state/store.mts';
import type { ApprovalProcess, FlowStep, FormValue } from '../../state/types.mts';
import { startApproval, stepsFor } from './flow.mts';
import type { FormProblem } from './values.mts';
import { checkForm } from './values.mts';

interface Chosen {
	actionerKey: string;
	actionerUserIds: string[];
}

const isVisible = (store: Store, userId: string): boolean =>
	store.people.get(userId)?.visible === true;

/** The root department is -1 in approvals. */
const deptIdOf = (value: unknown): string => (String(value) === '-1' ? '1' : String(value));

function isIn(store: Store, userId: string, deptId: string): boolean {
	return store.people.get(userId)?.deptIds.includes(deptId) === true;
}

/** A refusal that names the field as DingTalk does: 表单数据校验失败，失败控件：… */
export function refuseForm(endpoint: Endpoint, { code, label }: FormProblem, as?: string): Answer {
	const message =
		code === 'formConverterError'
			? `表单数据校验失败，失败控件：${label}`
			: `表单组件入参错误：${label}`;
	return apiError(endpoint, as ?? code, { message });
}

/** The form that is to be started, or why it cannot be. */
function processFor(store: Store, { endpoint, body }: Request): ApprovalProcess | Answer {
	const process = store.approvals.processes.get(body.processCode as string);
	if (!process) return apiError(endpoint, 'processCodeError');
	if (process.status !== 'PUBLISHED') return apiError(endpoint, 'processGetFailed');
	if (process.bizType) {
		return apiError(endpoint, 'illegalComponent', {
			message: '表单组件入参错误：假勤、人事、财税、法务、商旅等套件暂不支持',
		});
	}
	const userId = body.originatorUserId as string;
	return process.visibleTo && !process.visibleTo.includes(userId)
		? apiError(endpoint, 'needAuth')
		: process;
}

/** Originator, department, approvers and copies. */
function peopleProblem(store: Store, { endpoint, body, app }: Request): Answer | undefined {
	const { originatorUserId, deptId, approvers, ccList = [], microappAgentId } = body;
	const userId = originatorUserId as string;
	if (microappAgentId !== undefined && microappAgentId !== app.agentId) {
		return apiError(endpoint, 'invalidAgentId');
	}
	const named = ((approvers ?? []) as Array<{ userIds: string[] }>).flatMap((one) => one.userIds);
	const all = [userId, ...named, ...(ccList as string[])];
	const hasGoodPeople = all.every((one) => isVisible(store, one));
	// "If approvers are not given, the department is required."
	const needsDept = approvers === undefined || deptId !== undefined;
	const hasGoodDept = !needsDept || isIn(store, userId, deptIdOf(deptId));
	return hasGoodPeople && hasGoodDept
		? undefined
		: apiError(endpoint, 'processInstanceInvalidParameter');
}

/** Approvers named by the caller replace the flow of the form. */
function ownSteps(approvers: Array<{ actionType: string; userIds: string[] }>): FlowStep[] {
	return approvers.map(({ actionType, userIds }, n) => ({
		activityId: `self_${n + 1}`,
		name: '审批人',
		kind: 'target_approval',
		method: actionType === 'AND' ? 'AND' : 'OR',
		userIds: [...new Set(userIds)],
	}));
}

/** The steps with those whom the originator chose, or the code that says what is wrong. */
function withChosen(
	store: Store,
	steps: FlowStep[],
	chosen: Chosen[],
):
	| FlowStep[]
	| 'targetSelectApproverMissing'
	| 'targetSelectApproverScopeError'
	| 'invalidParameter' {
	const keys = steps.map(({ actorKey }) => actorKey);
	if (chosen.some(({ actionerKey }) => !keys.includes(actionerKey))) return 'invalidParameter';
	const filled: FlowStep[] = [];
	for (const step of steps) {
		if (step.kind !== 'target_select') {
			filled.push(step);
			continue;
		}
		const userIds = chosen.find(
			({ actionerKey }) => actionerKey === step.actorKey,
		)?.actionerUserIds;
		if (!userIds) return 'targetSelectApproverMissing';
		const isFree = (userId: string) => !step.range || step.range.includes(userId);
		const isGood = userIds.every((userId) => isVisible(store, userId) && isFree(userId));
		if (!isGood || (userIds.length > 1 && !step.allowedMulti)) {
			return 'targetSelectApproverScopeError';
		}
		filled.push({ ...step, userIds: [...new Set(userIds)] });
	}
	return filled;
}

function stepsOf(
	store: Store,
	{ endpoint, body }: Request,
	process: ApprovalProcess,
	values: FormValue[],
): FlowStep[] | Answer {
	const approvers = body.approvers as Parameters<typeof ownSteps>[0] | undefined;
	if (approvers) {
		const isAlone = ({ actionType, userIds }: (typeof approvers)[number]) =>
			actionType !== 'NONE' || userIds.length === 1;
		if (!approvers.every(isAlone)) return apiError(endpoint, 'processInstanceInvalidParameter');
		return ownSteps(approvers);
	}
	const chosen = (body.targetSelectActioners ?? []) as Chosen[];
	const steps = withChosen(store, stepsFor(process, values), chosen);
	return typeof steps === 'string' ? apiError(endpoint, steps) : steps;
}

/** `POST /v1.0/workflow/processInstances`. */
export const createInstance: Behaviour = ({ store }, request) => {
	const { endpoint, body } = request;
	const process = processFor(store, request);
	if ('body' in process) return process;
	const refusal = peopleProblem(store, request);
	if (refusal) return refusal;
	if (body.bizDetailPageUrl !== undefined) return apiError(endpoint, 'benefitStatusInvalid');
	const form = checkForm(store, process.components, body.formComponentValues as object[]);
	if ('problem' in form) return refuseForm(endpoint, form.problem);
	const steps = stepsOf(store, request, process, form.values);
	if (!Array.isArray(steps)) return steps;
	const originatorUserId = body.originatorUserId as string;
	const deptId = body.deptId ?? store.people.get(originatorUserId)?.deptIds[0];
	// Without approvers, copies are the flow's own affair.
	const cc = body.approvers === undefined ? [] : ((body.ccList as string[] | undefined) ?? []);
	const position = (body.ccPosition as string | undefined) ?? 'FINISH';
	const instance = startApproval(store, {
		process,
		originatorUserId,
		deptId: deptIdOf(deptId),
		values: form.values,
		steps,
		ccAtStart: position.startsWith('START') ? cc : [],
		ccAtFinish: position.endsWith('FINISH') ? cc : [],
	});
	return ok({ instanceId: instance.processInstanceId });
};

function person({ store }: World, userId: string) {
	return { userId, name: store.people.get(userId)?.name, avatar: '' };
}

/** One step as a forecast tells it. */
function rule(world: World, step: FlowStep, prevActivityId: string) {
	const { activityId, name, kind, method, userIds, actorKey, range, allowedMulti = true } = step;
	const isSelect = kind === 'target_select';
	return {
		activityId,
		prevActivityId,
		activityName: name,
		activityType: isSelect ? 'target_select' : 'target_approval',
		isTargetSelect: isSelect,
		workflowActor: {
			...(actorKey ? { actorKey } : {}),
			actorType: kind === 'notifier' ? 'notifier' : 'approver',
			actorSelectionType: range ? 'approvals' : 'allStaff',
			actorSelectionRange: range
				? {
						approvals: range.map((workNo) => ({
							workNo,
							userName: world.store.people.get(workNo)?.name,
						})),
					}
				: {},
			allowedMulti,
			approvalType: 'MANUAL',
			approvalMethod: method,
			actorActivateType: method === 'ONE_BY_ONE' ? 'ONE_BY_ONE' : 'ALL',
			required: kind !== 'notifier',
		},
		activityActioners: userIds.map((userId) => person(world, userId)),
	};
}

/** `POST …/processes/forecast`: the steps these values lead through. */
export const forecast: Behaviour = (world, request) => {
	const { store } = world;
	const { endpoint, body } = request;
	const process = store.approvals.processes.get(body.processCode as string);
	if (!process) return apiError(endpoint, 'processCodeError');
	const userId = body.userId as string;
	if (!isVisible(store, userId)) return apiError(endpoint, 'userNotExist');
	if (!isIn(store, userId, deptIdOf(body.deptId))) return apiError(endpoint, 'invalidParameter');
	if (process.status !== 'PUBLISHED' || process.bizType) return apiError(endpoint, 'forecastError');
	const form = checkForm(store, process.components, body.formComponentValues as object[]);
	if ('problem' in form) return refuseForm(endpoint, form.problem, 'forecastError');
	const steps = stepsFor(process, form.values);
	return ok({
		result: {
			isForecastSuccess: true,
			isStaticWorkflow: process.steps.every(({ over }) => !over),
			processCode: process.processCode,
			processId:
				63_657_300_000 + [...store.approvals.processes.keys()].indexOf(process.processCode),
			userId,
			workflowActivityRules: steps.map((step, n) =>
				rule(world, step, n === 0 ? 'sid-startevent' : steps[n - 1].activityId),
			),
			workflowForecastNodes: steps.map(({ activityId }) => ({
				activityId,
				outId: `line-${activityId}`,
			})),
		},
	});
};
