import { TriggerContext, TriggersAndPollers } from 'n8n-core';
import {
	Workflow,
	type ExecutionError,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IRun,
	type ITriggerResponse,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { settleAll } from '../../nodes/DingTalkTrigger/stream/receivers.ts';
import { Container } from '../../harness/container.mts';
import type { TestCredentialsHelper } from '../../harness/credentials.mts';

/** One execution that a trigger asked for. */
export interface Emit {
	items: INodeExecutionData[];
	deduplicationKey?: string;
	/** As n8n does when the execution ends; `fail` when it could not be started. */
	finish(run?: IRun): void;
	fail(error: Error): void;
}

export interface TriggerRun {
	readonly emits: Emit[];
	/** What `emitError` was called with: n8n takes the trigger down. */
	readonly errors: Error[];
	/** What `saveFailedExecution` was called with. */
	readonly failedExecutions: ExecutionError[];
	/** What n8n keeps over a restart. */
	readonly staticData: IDataObject;
	/** Resolves as soon as there are so many emits. */
	emitted(count: number): Promise<Emit[]>;
	/** Resolves as soon as one of `emits`, `errors` or `failedExecutions` grew, or at once if the condition holds. */
	until(condition: () => boolean): Promise<void>;
	/** Called within `emit`; may throw, as n8n may. */
	onEmit: (emit: Emit) => void;
	/** As n8n's own: starts the trigger. */
	start(): Promise<ITriggerResponse>;
	close(): Promise<void>;
	/** As n8n does with a workflow that is deactivated while its trigger starts: nothing can close it any more. */
	forget(): void;
}

export interface TriggerOptions {
	node: INodeType;
	parameters: INode['parameters'];
	credentials: TestCredentialsHelper;
	/** Name of the credential type. @default 'dingTalkAppApi' */
	credential?: string;
	/** @default 'trigger' */
	mode?: 'trigger' | 'manual';
	workflowId?: string;
	nodeId?: string;
	/** @default 'Trigger' */
	nodeName?: string;
	/** From an earlier run. */
	staticData?: IDataObject;
	/** True: others of the app may still be to come, as while n8n starts; else it has run for long. */
	isStarting?: boolean;
	/** True: events' executions run until a test calls `finish`; else they end at once. */
	runsLong?: boolean;
	/** False: as n8n was before `emit` took a deduplication key. @default true */
	knowsKeys?: boolean;
}

/** A trigger node in n8n-core's own TriggerContext; what it asks n8n for is collected. */
export function triggerRun(options: TriggerOptions): TriggerRun {
	const { credential = 'dingTalkAppApi', mode = 'trigger' } = options;
	const node = {
		...nodeOf(options.nodeId ?? 'node-1', options.parameters, credential),
		name: options.nodeName ?? 'Trigger',
	};
	const workflow = workflowOf(options.node, node, options);
	const staticData = workflow.getStaticData('node', node) as IDataObject;
	const listeners = new Set<() => void>();
	const changed = () => {
		for (const listener of [...listeners]) listener();
	};
	const run: TriggerRun = {
		emits: [],
		errors: [],
		failedExecutions: [],
		staticData,
		onEmit: () => {},
		async emitted(count) {
			await run.until(() => run.emits.length >= count);
			return run.emits;
		},
		async until(condition) {
			while (!condition()) {
				await new Promise<void>((resolve) => {
					const listener = () => {
						listeners.delete(listener);
						resolve();
					};
					listeners.add(listener);
				});
			}
		},
		async start() {
			// Apart from what the trigger holds on to, so that nothing but `close` leads to the close function.
			const response = closedBy(run, await startTrigger());
			if (!options.isStarting) settleAll();
			return response;
		},
		close: async () => {},
		forget() {
			run.close = async () => {};
		},
	};

	const emit = (
		[items]: INodeExecutionData[][],
		done?: { resolve(run: IRun): void; reject(error: Error): void },
		deduplicationKey?: string,
	) => {
		const emission: Emit = {
			items,
			deduplicationKey,
			finish: (ended) => done?.resolve(ended as IRun),
			fail: (error) => done?.reject(error),
		};
		run.onEmit(emission);
		run.emits.push(emission);
		changed();
		if (!options.runsLong && items[0].json.kind === 'event') emission.finish();
	};
	type Done = Parameters<typeof emit>[1];
	const emitWithKey = (
		data: INodeExecutionData[][],
		_response?: unknown,
		done?: Done,
		key?: string,
	) => emit(data, done, key);
	const emitWithoutKey = (data: INodeExecutionData[][], _response?: unknown, done?: Done) =>
		emit(data, done);
	const n8nEmit = options.knowsKeys === false ? emitWithoutKey : emitWithKey;

	async function startTrigger(): Promise<ITriggerResponse> {
		const response = await Container.get(TriggersAndPollers).runTriggerFunction(
			workflow,
			node,
			((...[, , additionalData]: unknown[]) =>
				new TriggerContext(
					workflow,
					node,
					additionalData as IWorkflowExecuteAdditionalData,
					mode,
					mode === 'manual' ? 'manual' : 'activate',
					n8nEmit as never,
					((error: Error) => {
						run.errors.push(error);
						changed();
					}) as never,
					((error: ExecutionError) => {
						run.failedExecutions.push(error);
						changed();
					}) as never,
				)) as never,
			additionalDataOf(options.credentials),
			mode,
			mode === 'manual' ? 'manual' : 'activate',
		);
		if (!response) throw new Error('the trigger returned nothing');
		return response;
	}
	return run;
}

function closedBy(run: TriggerRun, response: ITriggerResponse): ITriggerResponse {
	run.close = async () => await response.closeFunction?.();
	return response;
}

/** A context that can make requests with a credential; for code below the node. */
export function requestContext(credentials: TestCredentialsHelper): TriggerContext {
	const node = nodeOf('Trigger', {}, 'dingTalkAppApi');
	const workflow = workflowOf(
		{
			description: { properties: [], credentials: [{ name: 'dingTalkAppApi' }] },
		} as unknown as INodeType,
		node,
	);
	return new TriggerContext(workflow, node, additionalDataOf(credentials), 'trigger', 'activate');
}

const nodeTypesOf = (node: INodeType) =>
	({
		getByName: () => node,
		getByNameAndVersion: () => node,
		getKnownTypes: () => ({}),
	}) as unknown as INodeTypes;

const nodeOf = (id: string, parameters: INode['parameters'], credential: string): INode => ({
	id,
	name: 'Trigger',
	type: 'test.trigger',
	typeVersion: 1,
	position: [0, 0],
	parameters,
	credentials: { [credential]: { id: 'c1', name: 'Test' } },
});

const workflowOf = (
	type: INodeType,
	node: INode,
	{ workflowId, staticData, mode }: Partial<TriggerOptions> = {},
): Workflow =>
	new Workflow({
		id: workflowId ?? 'workflow-1',
		name: 'Test',
		nodes: [node],
		connections: {},
		active: mode !== 'manual',
		nodeTypes: nodeTypesOf(type),
		staticData: { [`node:${node.name}`]: staticData ?? {} },
	});

const additionalDataOf = (credentials: TestCredentialsHelper) =>
	({
		credentialsHelper: credentials,
		variables: {},
		restApiUrl: 'http://localhost:5678/rest',
		instanceBaseUrl: 'http://localhost:5678',
		webhookBaseUrl: 'http://localhost:5678/webhook',
		webhookWaitingBaseUrl: 'http://localhost:5678/webhook-waiting',
		webhookTestBaseUrl: 'http://localhost:5678/webhook-test',
		formWaitingBaseUrl: 'http://localhost:5678/form-waiting',
		currentNodeExecutionIndex: 0,
		// In a manual run n8n hangs what waits for the end of the execution on these.
		hooks: { addHandler: () => {} },
	}) as unknown as IWorkflowExecuteAdditionalData;
