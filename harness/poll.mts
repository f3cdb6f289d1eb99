import { PollContext, PollTriggerExecutor } from 'n8n-core';
import {
	Workflow,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IPollFunctions,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { Container } from './container.mts';
import type { TestCredentialsHelper } from './credentials.mts';

/** A workflow whose trigger polls, in n8n's own poll executor. */
export interface PollingWorkflow {
	/** Items of each execution that was started, in order. */
	readonly runs: INodeExecutionData[][];
	/** Failed polls, which n8n shows as failed executions. */
	readonly errors: Error[];
	/** Turns the workflow on: n8n polls at once, and a failure keeps the workflow off. */
	activate(): Promise<void>;
	/** The schedule's next poll. */
	poll(): Promise<void>;
	/** n8n stops, and starts with what it had stored. */
	restart(): Promise<void>;
	/** "Execute step" in the editor. */
	test(): Promise<INodeExecutionData[]>;
	/** Other values in the form, published: what was stored stays. */
	change(parameters: INode['parameters']): Promise<void>;
	/** What n8n has stored of the node. */
	stored(): IDataObject;
}

export interface PollingOptions {
	type: INodeType;
	parameters: INode['parameters'];
	credentials: TestCredentialsHelper;
}

const NODE_NAME = 'Trigger';

/** Sets a workflow up; nothing is polled before `activate`. */
export function pollingWorkflow(options: PollingOptions): PollingWorkflow {
	const runs: INodeExecutionData[][] = [];
	const errors: Error[] = [];
	let { parameters } = options;
	let stored: IDataObject = {};
	let current = build();

	function build() {
		const node: INode = {
			id: 'node-1',
			name: NODE_NAME,
			type: `n8n-nodes-dingtalk-suite.${options.type.description.name}`,
			typeVersion: 1,
			position: [0, 0],
			parameters,
			credentials: { dingTalkAppApi: { id: 'c1', name: 'DingTalk' } },
		};
		const workflow = new Workflow({
			id: 'workflow-1',
			name: 'Polling',
			nodes: [node],
			connections: {},
			active: true,
			nodeTypes: {
				getByNameAndVersion: () => options.type,
				getByName: () => options.type,
			} as unknown as INodeTypes,
			staticData: structuredClone(stored),
			settings: { timezone: 'Asia/Shanghai' },
		});
		// The workflow fills in the defaults of the form.
		return { workflow, node: workflow.getNode(NODE_NAME) as INode };
	}

	const additionalData = {
		credentialsHelper: options.credentials,
		variables: {},
		restApiUrl: '',
		instanceBaseUrl: '',
		webhookBaseUrl: '',
		webhookWaitingBaseUrl: '',
		webhookTestBaseUrl: '',
		formWaitingBaseUrl: '',
	} as unknown as IWorkflowExecuteAdditionalData;

	/** As n8n does it with every execution that a poll starts, and at the end of an activation. */
	function save(workflow: Workflow): void {
		if (!workflow.staticData.__dataChanged) return;
		stored = JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject;
		workflow.staticData.__dataChanged = false;
	}

	async function run(isActivation: boolean): Promise<void> {
		const { workflow, node } = current;
		const context = new PollContext(
			workflow,
			node,
			additionalData,
			'trigger',
			'activate',
			(items) => {
				save(workflow);
				runs.push(items[0]);
			},
			(error) => errors.push(error),
		) as unknown as IPollFunctions;
		const isCurrent = () => current.workflow === workflow;
		const executor = Container.get(PollTriggerExecutor);
		await executor.create(workflow, node, context, isCurrent)(isActivation);
		if (isActivation) save(workflow);
	}

	const start = async () => {
		current = build();
		await run(true);
	};

	return {
		runs,
		errors,
		activate: start,
		restart: start,
		poll: async () => await run(false),
		async test() {
			const { workflow, node } = build();
			const context = new PollContext(workflow, node, additionalData, 'manual', 'manual');
			const result = await options.type.poll?.call(context as unknown as IPollFunctions);
			if (workflow.staticData.__dataChanged) throw new Error('a test run changed static data');
			return result?.[0] ?? [];
		},
		async change(changed) {
			parameters = { ...parameters, ...changed };
			await start();
		},
		stored: () => stored,
	};
}

/** The JSON of all items that were emitted, in order. */
export const emitted = ({ runs }: PollingWorkflow): IDataObject[] =>
	runs.flat().map(({ json }) => json);
