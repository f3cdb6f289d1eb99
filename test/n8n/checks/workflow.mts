import type { Workflow, WorkflowNode } from '../../../harness/workflows.mts';

const TRIGGER_NAME = 'Run by hand';

/** A workflow of one node behind a manual trigger. */
export function oneNodeWorkflow(
	slug: string,
	node: Pick<WorkflowNode, 'type' | 'parameters' | 'credentials'> & { typeVersion: number },
): Workflow {
	return {
		id: `check-${slug}`,
		name: `Check: ${slug}`,
		active: false,
		settings: { executionOrder: 'v1' },
		nodes: [
			{ name: TRIGGER_NAME, type: 'n8n-nodes-base.manualTrigger', parameters: {}, ...at(0, 1) },
			{ name: 'Step', ...node, ...at(240, node.typeVersion) },
		],
		connections: { [TRIGGER_NAME]: { main: [[{ node: 'Step', type: 'main', index: 0 }]] } },
	};
}

function at(x: number, typeVersion: number) {
	return { id: `node-${x}`, position: [x, 0], typeVersion };
}

/** The name of the trigger of a one-node workflow. */
export const ONE_NODE_TRIGGER = TRIGGER_NAME;
