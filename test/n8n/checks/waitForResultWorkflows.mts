import type { Workflow } from '../../../harness/workflows.mts';
import { APP, OPS } from './sendAndWaitWorkflows.mts';
import { ONE_NODE_TRIGGER, oneNodeWorkflow } from './workflow.mts';

export const LEAVE = 'PROC-SANDBOX-LEAVE';

const NODE = { type: 'n8n-nodes-dingtalk-suite.dingTalk', typeVersion: 1, credentials: APP };

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** A leave request of Alice that is waited for. */
const REQUEST = {
	resource: 'approval',
	operation: 'create',
	processCode: byId(LEAVE),
	originator: byId('alice'),
	specifyForm: 'json',
	formJson: JSON.stringify({
		'请假类型 Type': '年假 Annual',
		开始时间: '2026-12-01',
		结束时间: '2026-12-02',
		'天数 Days': 1,
		'请假事由 Reason': 'Family',
	}),
	waitForResult: true,
};

/** Waits for an approval, then tells the group what became of it: twice where the execution went on twice. */
function telling(slug: string, parameters: Record<string, unknown>): Workflow {
	const workflow = oneNodeWorkflow(`result-${slug}`, { ...NODE, parameters });
	const tell = {
		...workflow.nodes[1],
		id: 'tell',
		name: 'Tell',
		position: [480, 0],
		parameters: {
			resource: 'message',
			operation: 'send',
			target: 'group',
			openConversationId: byId(OPS),
			messageType: 'text',
			text: '=Execution {{ $execution.id }}: {{ $json.outcome }} {{ $json.processInstanceId }}',
			options: {},
		},
	};
	const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
	return {
		...workflow,
		nodes: [...workflow.nodes, tell],
		connections: { [ONE_NODE_TRIGGER]: to('Step'), Step: to('Tell') },
	};
}

export const resultWorkflows = (): Workflow[] => [
	telling('create', REQUEST),
	telling('limit', {
		...REQUEST,
		options: { limitWaitTime: { values: { resumeAmount: 1, resumeUnit: 'minutes' } } },
	}),
];
