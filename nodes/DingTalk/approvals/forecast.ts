import type { IDataObject } from 'n8n-workflow';

import type { Outcome } from '../../shared/errors/failure';
import { success } from '../../shared/errors/failure';
import type { DingTalkApi } from '../../shared/transport/api';
import type { WireValue } from './components/wire';

/** What a flow is worked out from. */
export interface FlowRequest {
	processCode: string;
	userId: string;
	/** -1 for the root department; bigint beyond 2^53. */
	deptId: number | bigint;
	formComponentValues: WireValue[];
}

/** A person of a flow. */
export interface Actor extends IDataObject {
	userId: string;
	name: string;
}

/** A step of the flow that an approval would take. */
export interface FlowStep {
	activityId: string;
	name: string;
	/** `select`: whoever starts it names the people. */
	does: 'approve' | 'select' | 'notify';
	/** How calls name a step whose people are to be named. */
	actorKey: string;
	isRequired: boolean;
	takesSeveral: boolean;
	/** How several decide, in DingTalk's words: AND, OR, ONE_BY_ONE. */
	method: string;
	people: Actor[];
	/** Who may be named; empty for anybody. */
	candidates: Actor[];
}

export interface Flow {
	/** No condition decides about its steps. */
	isStatic: boolean;
	steps: FlowStep[];
}

interface WireRule {
	activityId?: string;
	activityName?: string;
	activityType?: string;
	isTargetSelect?: boolean;
	workflowActor?: {
		actorKey?: string;
		actorType?: string;
		actorSelectionRange?: { approvals?: Array<{ workNo: string; userName?: string }> };
		allowedMulti?: boolean;
		approvalMethod?: string;
		required?: boolean;
	};
	activityActioners?: Array<{ userId: string; name?: string }>;
}

/**
 * The steps that an approval would take. Nothing is started.
 *
 * @see DingTalk docs "获取审批单流程中的节点信息": POST /v1.0/workflow/processes/forecast
 */
export async function attemptForecast(
	api: DingTalkApi,
	request: FlowRequest,
): Promise<Outcome<Flow>> {
	const outcome = await api.attempt({
		method: 'POST',
		host: 'api',
		path: '/v1.0/workflow/processes/forecast',
		answer: {
			'result.isForecastSuccess': 'true',
			'result.isStaticWorkflow': 'boolean?',
			'result.workflowActivityRules': 'objects?',
			'result.workflowActivityRules[].activityId': 'id?',
			'result.workflowActivityRules[].activityName': 'text?',
			'result.workflowActivityRules[].activityType': 'text?',
			'result.workflowActivityRules[].workflowActor': 'map?',
			'result.workflowActivityRules[].workflowActor.actorKey': 'text?',
			'result.workflowActivityRules[].workflowActor.actorSelectionRange': 'map?',
			'result.workflowActivityRules[].workflowActor.actorSelectionRange.approvals': 'objects?',
			'result.workflowActivityRules[].workflowActor.actorSelectionRange.approvals[].workNo': 'id',
			'result.workflowActivityRules[].activityActioners': 'objects?',
			'result.workflowActivityRules[].activityActioners[].userId': 'id',
		},
		body: request,
		repeatable: true,
	});
	if (!outcome.ok) return outcome;
	const { result } = outcome.value.body as {
		result: { isStaticWorkflow?: boolean; workflowActivityRules?: WireRule[] };
	};
	return success({
		isStatic: result.isStaticWorkflow === true,
		steps: (result.workflowActivityRules ?? []).map(toStep),
	});
}

function toStep(rule: WireRule): FlowStep {
	const { activityId = '', activityName, activityType, isTargetSelect, workflowActor } = rule;
	const { actorKey = '', actorType, actorSelectionRange } = workflowActor ?? {};
	const isSelect = isTargetSelect === true || activityType === 'target_select';
	return {
		activityId,
		name: activityName ?? '',
		does: isSelect ? 'select' : actorType === 'notifier' ? 'notify' : 'approve',
		actorKey,
		isRequired: isSelect && workflowActor?.required !== false,
		takesSeveral: workflowActor?.allowedMulti !== false,
		method: workflowActor?.approvalMethod ?? '',
		people: (rule.activityActioners ?? []).map(({ userId, name = '' }) => ({ userId, name })),
		candidates: (actorSelectionRange?.approvals ?? []).map(({ workNo, userName = '' }) => ({
			userId: workNo,
			name: userName,
		})),
	};
}
