import {
	BinaryDataConfig,
	BinaryDataService,
	ExecutionLifecycleHooks,
	WorkflowExecute,
} from 'n8n-core';
import {
	createRunExecutionData,
	NodeConnectionTypes,
	NodeHelpers,
	UnexpectedError,
	Workflow,
	type IConnections,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IRun,
	type IVersionedNodeType,
	type IWorkflowBase,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { Container } from './container.mts';
import { TestCredentialsHelper } from './credentials.mts';

export { TestCredentialsHelper } from './credentials.mts';

/** Starts every test workflow and hands its input items on. */
class ManualTrigger implements INodeType {
	description = {
		displayName: 'Manual Trigger',
		name: 'manualTrigger',
		group: ['trigger'],
		version: 1,
		description: '',
		defaults: { name: 'Manual Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	} as unknown as INodeType['description'];

	async execute(this: { getInputData(): INodeExecutionData[] }) {
		return [this.getInputData()];
	}
}

class TestNodeTypes implements INodeTypes {
	private readonly types: Record<string, INodeType | IVersionedNodeType>;

	constructor(nodes: Record<string, INodeType | IVersionedNodeType>) {
		this.types = { 'n8n-nodes-base.manualTrigger': new ManualTrigger(), ...nodes };
	}

	getByName(name: string) {
		return this.types[name];
	}

	getByNameAndVersion(name: string, version?: number) {
		const type = this.types[name];
		if (!type) throw new UnexpectedError(`unknown node type ${name}`);
		return NodeHelpers.getVersionedNodeType(type, version);
	}

	getKnownTypes() {
		return {};
	}
}

export interface TestRun {
	workflow: { nodes: INode[]; connections: IConnections };
	nodes: Record<string, INodeType | IVersionedNodeType>;
	credentials?: TestCredentialsHelper;
	/** Items of the trigger. */
	input?: INodeExecutionData[];
	/** n8n numbers executions; a new database begins at 1 again. */
	executionId?: string;
	/** Of the workflow. @default n8n's own */
	timeZone?: string;
	/** Called with the running engine, e.g. to cancel it. */
	onStart?: (execution: { cancel(): void }) => void;
}

/** Runs a workflow through n8n's own engine, in this process. */
export async function runWorkflow(options: TestRun): Promise<IRun> {
	const workflow = buildWorkflow(options.workflow, options.nodes, options.timeZone);
	const executionId = options.executionId ?? '1';
	const start = workflow.getStartNode();
	if (!start) throw new UnexpectedError('no start node');
	const runData = createRunExecutionData({
		executionData: {
			nodeExecutionStack: [
				{ node: start, data: { main: [options.input ?? [{ json: {} }]] }, source: null },
			],
		},
	});
	const additionalData = additionalDataOf(executionId, options.credentials);
	const running = new WorkflowExecute(additionalData, 'manual', runData).processRunExecutionData(
		workflow,
	);
	options.onStart?.({ cancel: () => running.cancel() });
	return await running;
}

/** A workflow as n8n's engine takes it. */
export const buildWorkflow = (
	{ nodes, connections }: TestRun['workflow'],
	types: TestRun['nodes'],
	timeZone?: string,
): Workflow =>
	new Workflow({
		id: 'test',
		name: 'test',
		nodes: structuredClone(nodes),
		connections,
		active: false,
		nodeTypes: new TestNodeTypes(types),
		settings: { executionOrder: 'v1', ...(timeZone ? { timezone: timeZone } : {}) },
	});

/** What n8n knows besides the workflow. @param executionId undefined where there is no execution */
export function additionalDataOf(
	executionId: string | undefined,
	credentials?: TestCredentialsHelper,
) {
	return {
		executionId,
		hooks: new ExecutionLifecycleHooks('manual', executionId ?? '', {
			id: 'test',
			name: 'test',
			active: false,
			nodes: [],
			connections: {},
		} as unknown as IWorkflowBase),
		credentialsHelper: credentials ?? new TestCredentialsHelper({}, {}),
		variables: {},
		restApiUrl: 'http://localhost:5678/rest',
		instanceBaseUrl: 'http://localhost:5678',
		webhookBaseUrl: 'http://localhost:5678/webhook',
		webhookWaitingBaseUrl: 'http://localhost:5678/webhook-waiting',
		webhookTestBaseUrl: 'http://localhost:5678/webhook-test',
		formWaitingBaseUrl: 'http://localhost:5678/form-waiting',
		currentNodeExecutionIndex: 0,
	} as unknown as IWorkflowExecuteAdditionalData;
}

/** Items that a node put out (main output 0 unless told). */
export const output = (run: IRun, node: string, branch = 0): INodeExecutionData[] =>
	run.data.resultData.runData[node]?.[0]?.data?.main[branch] ?? [];

/** Where n8n keeps binary data from now on: inside the items, or in files below `folder`. */
export async function useBinaryMode(mode: 'default' | 'filesystem', folder: string): Promise<void> {
	const config = Container.get(BinaryDataConfig);
	config.mode = mode;
	config.localStoragePath = folder;
	await Container.get(BinaryDataService).init();
}
