/** A node that waits in a sub-execution, as n8n's engine and its tracker of waits run both. */
import { WorkflowExecute } from 'n8n-core';
import type {
	ExecuteWorkflowData,
	IExecuteWorkflowInfo,
	INode,
	INodeExecutionData,
	INodeType,
	IRun,
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { createRunExecutionData, NodeConnectionTypes, WAIT_FOR_SUB_EXECUTION } from 'n8n-workflow';

import { DingTalk } from '../../nodes/DingTalk/DingTalk.node.ts';
import { additionalDataOf, buildWorkflow } from '../../harness/runWorkflow.mts';
import type { TestCredentialsHelper } from '../../harness/credentials.mts';
import { opener, type Visited } from './answering.mts';

const described = (name: string, outputs: number): INodeType['description'] =>
	({
		...{ displayName: name, name, group: ['transform'], version: 1, description: '' },
		defaults: { name },
		inputs: [NodeConnectionTypes.Main],
		outputs: Array.from({ length: outputs }, () => NodeConnectionTypes.Main),
		properties: [],
	}) as unknown as INodeType['description'];

/** Where n8n's sub-workflows begin. */
class Begin implements INodeType {
	description = described('Begin', 1);

	async execute(this: { getInputData(): INodeExecutionData[] }) {
		return await Promise.resolve([this.getInputData()]);
	}
}

/** n8n's If, with the one condition that there is an `outcome`. */
class HasOutcome implements INodeType {
	description = described('Has Outcome', 2);

	async execute(this: { getInputData(): INodeExecutionData[] }) {
		const items = this.getInputData();
		const isDone = ({ json }: INodeExecutionData) => json.outcome !== undefined;
		return await Promise.resolve([items.filter(isDone), items.filter((item) => !isDone(item))]);
	}
}

const NODE = 'n8n-nodes-dingtalk-suite.dingTalk';
const NODES = {
	[NODE]: new DingTalk(),
	'n8n-nodes-base.executeWorkflowTrigger': new Begin(),
	'n8n-nodes-base.if': new HasOutcome(),
};

/** An execution that waits for another one. */
export interface SubExecution {
	/** As it is now; it waits, or has ended. */
	run: IRun;
	/** The other one; undefined where none was begun. */
	sub?: IRun;
	/** The workflow of the other one. */
	code?: IWorkflowBase;
	/** The time of the wait is over. */
	goOn(): Promise<void>;
	/** A request to the address of the other one. */
	request(body: object): Promise<Visited>;
	/** What the node puts out in the end. */
	items(): INodeExecutionData[];
}

export async function runWithSub(
	parameters: object,
	{
		credentials,
		input = [{ json: {} }],
		settings = {},
	}: {
		credentials: TestCredentialsHelper;
		input?: INodeExecutionData[];
		settings?: Partial<INode>;
	},
): Promise<SubExecution> {
	const node = (name: string, type: string, more: Partial<INode> = {}): INode => ({
		...{ id: name, name, type, typeVersion: 1, position: [0, 0], parameters: {} },
		...more,
	});
	const workflow = {
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger'),
			node('DingTalk', NODE, {
				id: '2',
				parameters: parameters as INode['parameters'],
				credentials: { dingTalkAppApi: { id: 'c1', name: 'DingTalk' } },
				...settings,
			}),
		],
		connections: {
			Start: { main: [[{ node: 'DingTalk', type: NodeConnectionTypes.Main, index: 0 }]] },
		},
	};
	const built = (code: Pick<IWorkflowBase, 'nodes' | 'connections'>) =>
		buildWorkflow(code, NODES, 'Asia/Shanghai');
	const started = async (
		code: Pick<IWorkflowBase, 'nodes' | 'connections'>,
		additionalData: IWorkflowExecuteAdditionalData,
		first: INodeExecutionData[],
	) => {
		const start = built(code).getStartNode();
		if (!start) throw new Error('no start node');
		const data = createRunExecutionData({
			executionData: {
				nodeExecutionStack: [{ node: start, data: { main: [first] }, source: null }],
			},
		});
		return await new WorkflowExecute(additionalData, 'manual', data).processRunExecutionData(
			built(code),
		);
	};
	/** As n8n's database gives it back. */
	const resumed = async (
		code: Pick<IWorkflowBase, 'nodes' | 'connections'>,
		executionId: string,
		data: IRun['data'],
	) =>
		await new WorkflowExecute(
			additionalDataOf(executionId, credentials),
			'manual',
			data,
		).processRunExecutionData(built(code));

	const additionalData = {
		...additionalDataOf('1', credentials),
		async executeWorkflow(
			{ code }: IExecuteWorkflowInfo,
			_more: unknown,
			options: { inputData?: INodeExecutionData[] },
		): Promise<ExecuteWorkflowData> {
			if (!code) throw new Error('no workflow');
			execution.code = structuredClone(code);
			const data = additionalDataOf('2', credentials);
			execution.sub = await started(code, data, options.inputData ?? []);
			const { waitTill } = execution.sub;
			return { executionId: '2', data: [outcomeOf(execution.sub)], waitTill };
		},
	} as unknown as IWorkflowExecuteAdditionalData;

	const execution: SubExecution = {
		run: undefined as unknown as IRun,
		async goOn() {
			await goOnWith(undefined);
		},
		async request(body) {
			const { sub, code } = waiting();
			const { name, parameters: own } = code.nodes.find(({ type }) => type === NODE) as INode;
			const open = opener(sub, { name, parameters: own }, credentials);
			const visited = await open('http://localhost:5678/webhook-waiting/2/2', {
				...{ method: 'POST', body },
			});
			if (visited.items) await goOnWith(visited.items);
			return visited;
		},
		items: () => execution.run.data.resultData.runData.DingTalk?.at(-1)?.data?.main[0] ?? [],
	};
	const waiting = () => {
		const { sub, code } = execution;
		if (!sub?.waitTill || !code) throw new Error('Nothing waits');
		return { sub, code };
	};
	async function goOnWith(items: INodeExecutionData[] | undefined): Promise<void> {
		const { sub, code } = waiting();
		const data = structuredClone(sub.data);
		const [entry] = data.executionData?.nodeExecutionStack ?? [];
		if (items) entry.data.main = [items];
		execution.sub = await resumed(code, '2', data);
		if (execution.sub.waitTill) return;
		// n8n hands the end of the one to the other.
		const parent = structuredClone(execution.run.data);
		const [own] = parent.executionData?.nodeExecutionStack ?? [];
		const { error } = execution.sub.data.resultData;
		if (error) own.metadata = { ...own.metadata, resumeError: error };
		else own.data = { main: [outcomeOf(execution.sub)] };
		execution.run = await resumed(workflow, '1', parent);
	}
	execution.run = await started(workflow, additionalData, input);
	return execution;
}

/** What came out of the last node. */
function outcomeOf({ data: { resultData } }: IRun): INodeExecutionData[] {
	const last = resultData.runData[resultData.lastNodeExecuted ?? '']?.at(-1);
	return last?.data?.main[0] ?? [];
}

/** Whether the execution waits for the other one, however long. */
export const waitsForSub = ({ run }: SubExecution): boolean =>
	Number(run.waitTill) >= WAIT_FOR_SUB_EXECUTION.getTime();
