/** A question with reminders, in the loop that leads back to it, as n8n's engine runs it. */
import { WorkflowExecute } from 'n8n-core';
import type { INode, INodeExecutionData, INodeType, IRun } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { DingTalk } from '../../nodes/DingTalk/DingTalk.node.ts';
import { additionalDataOf, buildWorkflow } from '../../harness/runWorkflow.mts';
import { runWorkflow } from '../../harness/runWorkflow.mts';
import { appCredential } from './dingTalk.mts';

/** n8n's If, with the one condition that there is `data`. */
class HasData implements INodeType {
	description = {
		displayName: 'Has Data',
		name: 'hasData',
		group: ['transform'],
		version: 1,
		description: '',
		defaults: { name: 'Has Data' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		properties: [],
	} as unknown as INodeType['description'];

	async execute(this: { getInputData(): INodeExecutionData[] }) {
		const items = this.getInputData();
		const isDone = ({ json }: INodeExecutionData) => json.data !== undefined;
		return await Promise.resolve([items.filter(isDone), items.filter((item) => !isDone(item))]);
	}
}

const NODES = { dingTalk: new DingTalk(), hasData: new HasData() };

/** A loop whose question is asked again and again: the name of its node is `DingTalk`. */
export interface WaitLoop {
	/** The execution as it is now; it waits, or has ended. */
	run: IRun;
	/** Goes on as n8n does when the time of a wait is over. @param executionId of a retry */
	goOn(executionId?: string): Promise<IRun>;
	/** What came out of the loop. */
	outcome(): INodeExecutionData | undefined;
}

export async function startLoop(
	parameters: INode['parameters'],
	input: INodeExecutionData[] = [{ json: { amount: 12_000 } }],
	settings: Partial<INode> = {},
	// Good as long as anybody waits.
	credentials = appCredential({ expiresAt: Date.now() + 1e11 }),
): Promise<WaitLoop> {
	const node = (id: string, name: string, type: string, more: Partial<INode> = {}): INode => ({
		...{ id, name, type, typeVersion: 1, position: [0, 0], parameters: {} },
		...more,
	});
	const to = (name: string) => [{ node: name, type: NodeConnectionTypes.Main, index: 0 }];
	const workflow = {
		nodes: [
			node('1', 'Start', 'n8n-nodes-base.manualTrigger'),
			node('2', 'DingTalk', 'dingTalk', {
				parameters,
				credentials: { dingTalkAppApi: { id: 'c1', name: 'DingTalk' } },
				...settings,
			}),
			node('3', 'Answered?', 'hasData'),
		],
		connections: {
			Start: { main: [to('DingTalk')] },
			DingTalk: { main: [to('Answered?')] },
			'Answered?': { main: [[], to('DingTalk')] },
		},
	};
	const loop: WaitLoop = {
		run: await runWorkflow({
			...{ workflow, nodes: NODES, credentials, input },
			timeZone: 'Asia/Shanghai',
		}),
		async goOn(executionId = '1') {
			// As n8n's database gives it back.
			const data = structuredClone(loop.run.data);
			const built = buildWorkflow(workflow, NODES, 'Asia/Shanghai');
			const additionalData = additionalDataOf(executionId, credentials);
			loop.run = await new WorkflowExecute(additionalData, 'manual', data).processRunExecutionData(
				built,
			);
			return loop.run;
		},
		outcome: () => loop.run.data.resultData.runData['Answered?']?.at(-1)?.data?.main[0]?.[0],
	};
	return loop;
}
