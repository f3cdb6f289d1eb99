import type { IDataObject, IExecuteFunctions, INode, IWorkflowBase } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { toJson } from '../../../shared/wire/json';
import { instanceIdField } from '../instance';
import type { Waiting } from './waiting';
import { WAIT_FOR_RESULT, WAITING_PARAMETER } from './waiting';

const START = 'Begin';
const ENDED = 'Ended?';

/**
 * Lets a sub-execution wait, and this one for it. n8n wakes no node whose time is over: it goes on behind it. So the wait
 * is a loop, which the sub-execution's workflow has in it: look, wait, look again. n8n keeps both executions, and hands
 * the result of the one to the other, over restarts and in queue mode.
 *
 * @returns what the sub-execution puts out; undefined when it waits, as is the rule: this execution then ends here, and
 * goes on behind the node
 */
export async function waitInSubExecution(
	node: IExecuteFunctions,
	processInstanceId: string,
	waiting: Waiting,
): Promise<IDataObject | undefined> {
	const workflowId = node.getWorkflow().id;
	const begun = await node.executeWorkflow(
		{ code: workflowThatWaits(node, processInstanceId, waiting) },
		[{ json: { [instanceIdField.name]: processInstanceId } }],
		undefined,
		{
			parentExecution: {
				executionId: node.getExecutionId(),
				workflowId: workflowId ?? '',
				shouldResume: true,
			},
			executionMode: node.getMode(),
		},
	);
	const { executionId, waitTill, data } = begun;
	node.setMetadata({
		...(workflowId === undefined ? {} : { subExecution: { executionId, workflowId } }),
		subExecutionsCount: 1,
	});
	return waitTill ? undefined : data[0]?.[0]?.json;
}

/** It has the ID of the workflow that is running, as n8n goes on with saved workflows only. */
function workflowThatWaits(
	node: IExecuteFunctions,
	processInstanceId: string,
	waiting: Waiting,
): IWorkflowBase {
	const { id = '', name = '' } = node.getWorkflow();
	const own = node.getNode();
	const place = (x: number): Pick<INode, 'position' | 'parameters'> => ({
		position: [x, 0],
		parameters: {},
	});
	const nodes: INode[] = [
		{
			...place(0),
			id: 'begin',
			name: START,
			type: 'n8n-nodes-base.executeWorkflowTrigger',
			typeVersion: 1.1,
			parameters: { inputSource: 'passthrough' },
		},
		{
			...place(240),
			id: own.id,
			name: own.name,
			type: own.type,
			typeVersion: own.typeVersion,
			credentials: own.credentials,
			parameters: {
				resource: 'approval',
				operation: WAIT_FOR_RESULT,
				[instanceIdField.name]: processInstanceId,
				[WAITING_PARAMETER]: toJson(waiting),
			},
		},
		{
			...place(480),
			id: 'ended',
			name: ENDED,
			type: 'n8n-nodes-base.if',
			typeVersion: 2.2,
			parameters: {
				conditions: {
					options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
					conditions: [
						{
							id: 'outcome',
							leftValue: '={{ $json.outcome }}',
							rightValue: '',
							operator: { type: 'string', operation: 'exists', singleValue: true },
						},
					],
					combinator: 'and',
				},
				options: {},
			},
		},
	];
	const to = (next: string) => [{ node: next, type: NodeConnectionTypes.Main, index: 0 }];
	return {
		...{ id, name, nodes },
		connections: {
			[START]: { main: [to(own.name)] },
			[own.name]: { main: [to(ENDED)] },
			[ENDED]: { main: [[], to(own.name)] },
		},
		// Its result is kept until the execution that waits for it has it, whatever the workflow keeps.
		settings: {
			executionOrder: 'v1',
			timezone: node.getTimezone(),
			saveDataSuccessExecution: 'all',
			saveDataErrorExecution: 'all',
			saveManualExecutions: true,
		},
		active: false,
		isArchived: false,
		activeVersionId: null,
		createdAt: new Date(waiting.since),
		updatedAt: new Date(waiting.since),
	};
}
