import { ActiveWorkflowTriggers, TriggerContext } from 'n8n-core';
import {
	Workflow,
	type INode,
	type INodeType,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { closeWhenForgotten } from '../../../nodes/DingTalkTrigger/lifecycle';
import { Container } from '../../../harness/container.mts';
import { collectGarbage } from '../../helpers/garbage.mts';

const WORKFLOW = 'workflow-1';
const NODE: INode = {
	id: 'node-1',
	name: 'Trigger',
	type: 'test.trigger',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** n8n's own keeper of triggers, with one that takes as long to start as the test wants. */
function activation() {
	const closed: string[] = [];
	let letStart = () => {};
	const type = {
		description: { properties: [], group: ['trigger'] },
		async trigger() {
			await new Promise<void>((resolve) => {
				letStart = resolve;
			});
			return { closeFunction: closeWhenForgotten(async () => void closed.push('closed')) };
		},
	} as unknown as INodeType;
	const nodeTypes = {
		getByName: () => type,
		getByNameAndVersion: () => type,
		getKnownTypes: () => ({}),
	} as unknown as INodeTypes;
	const workflow = new Workflow({
		id: WORKFLOW,
		nodes: [NODE],
		connections: {},
		active: true,
		nodeTypes,
	});
	const triggers = Container.get(ActiveWorkflowTriggers);
	const additionalData = {} as IWorkflowExecuteAdditionalData;
	const contextOf = () =>
		new TriggerContext(workflow, NODE, additionalData, 'trigger', 'activate') as never;
	return {
		closed,
		triggers,
		start: async () =>
			await triggers.addTriggers(
				WORKFLOW,
				workflow,
				[NODE.id],
				additionalData,
				'trigger',
				'activate',
				contextOf,
				contextOf,
			),
		letStart: () => letStart(),
	};
}

test('n8n holds on to the close function of an active trigger, which goes on', async () => {
	const { closed, triggers, start, letStart } = activation();
	const starting = start();
	letStart();
	await starting;
	await collectGarbage();
	expect(triggers.isActive(WORKFLOW)).toBe(true);
	expect(closed).toEqual([]);
	await triggers.remove(WORKFLOW);
	expect(closed).toEqual(['closed']);
});

test('deactivated while the trigger starts, n8n drops it, and the trigger ends by itself', async () => {
	const { closed, triggers, start, letStart } = activation();
	const starting = start();
	await triggers.remove(WORKFLOW);
	letStart();
	await starting;
	expect(triggers.isActive(WORKFLOW)).toBe(false);
	expect(closed).toEqual([]);
	await collectGarbage();
	expect(closed).toEqual(['closed']);
});
