import type { Workflow } from '../../../harness/workflows.mts';

const APP = { dingTalkAppApi: { id: 'dingTalkAppExample', name: 'DingTalk App API account' } };

/** Forms that are looked at in the editor. */
export interface Forms {
	/** Of the workflow. */
	id: string;
	name: string;
	/** The parameters of the DingTalk node, by the name of each node. */
	forms: Record<string, object>;
	/** What comes in, and which of the nodes get it; the others are not run. */
	input?: { json: object; to: readonly string[] };
}

/** A workflow with a node for each form. */
export function formsWorkflow({ id, name, forms, input }: Forms): Workflow {
	const to = (...names: readonly string[]) => ({
		main: [names.map((node) => ({ node, type: 'main', index: 0 }))],
	});
	const before = input && [
		{ name: 'start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} },
		{
			...{ name: 'input', type: 'n8n-nodes-base.set', typeVersion: 3.4 },
			parameters: { mode: 'raw', jsonOutput: JSON.stringify(input.json), options: {} },
		},
	];
	const nodes = Object.entries(forms).map(([form, parameters]) => ({
		...{ name: form, type: 'n8n-nodes-dingtalk-suite.dingTalk', typeVersion: 1 },
		...{ parameters: { ...parameters }, credentials: APP },
	}));
	return {
		...{ id, name, active: false, settings: { executionOrder: 'v1' } },
		nodes: [...(before ?? []), ...nodes].map((node, index) => ({
			...node,
			id: node.name,
			position: [index * 200, 0] as [number, number],
		})),
		connections: input ? { start: to('input'), input: to(...input.to) } : {},
	};
}
