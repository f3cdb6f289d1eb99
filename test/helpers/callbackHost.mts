import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HookContext, WebhookContext } from 'n8n-core';
import {
	Workflow,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IHookFunctions,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeTypes,
	type IWebhookData,
	type IWebhookFunctions,
	type IWebhookResponseData,
	type IWorkflowExecuteAdditionalData,
	type WorkflowActivateMode,
} from 'n8n-workflow';

import { DingTalkAppApi } from '../../credentials/DingTalkAppApi.credentials.ts';
import { DingTalkCallbackApi } from '../../credentials/DingTalkCallbackApi.credentials.ts';
import { DingTalkCallbackTrigger } from '../../nodes/DingTalkCallbackTrigger/DingTalkCallbackTrigger.node.ts';
import { inCredential } from './callbackPush.mts';
import { TestCredentialsHelper } from '../../harness/credentials.mts';

const NODE = 'n8n-nodes-dingtalk-suite.dingTalkCallbackTrigger';
const BASE = 'https://n8n.example.com';
export const WEBHOOK_ID = '3f1c6b0e-0000-4000-8000-000000000001';
export const PRODUCTION_URL = `${BASE}/webhook/${WEBHOOK_ID}/dingtalk`;
export const TEST_URL = `${BASE}/webhook-test/${WEBHOOK_ID}/dingtalk`;

export interface HostOptions {
	parameters: INodeParameters;
	/** The DingTalk Callback API credential. */
	keys: ICredentialDataDecryptedObject;
	/** The DingTalk App API credential; absent: none is chosen. */
	app?: ICredentialDataDecryptedObject;
	mode?: 'webhook' | 'manual';
	/** Answers the node's `webhook`; the node itself unless told. */
	receive?: (context: IWebhookFunctions) => Promise<IWebhookResponseData>;
	/** n8n stores the execution; throws when it cannot. */
	store?: (response: ServerResponse) => Promise<void>;
	/** What the workflow makes of the trigger's items; a throw fails the execution. */
	workflow?: (items: INodeExecutionData[]) => Promise<INodeExecutionData[]>;
	/** What n8n has stored of earlier runs. */
	staticData?: IDataObject;
	/** Hooks register this host's own address, in place of a public one. */
	isLocal?: boolean;
}

export interface CallbackHost {
	url: string;
	/** The trigger's items, one list for each execution that was stored. */
	executions: INodeExecutionData[][];
	/** Resolves when so many executions were stored. */
	whenExecuted(count: number): Promise<void>;
	/** Executions that failed in the trigger itself. */
	failures: Error[];
	/** What the node wrote into n8n's log. */
	logs: string[];
	staticData(): IDataObject;
	/** As an execution that ends: n8n saves what it made of the workflow's static data. */
	saveStaticData(data: IDataObject): void;
	hook(method: 'checkExists' | 'create' | 'delete', mode?: WorkflowActivateMode): Promise<boolean>;
	close(): Promise<void>;
}

type Request = IncomingMessage & { query: object; params: object; body: unknown };
type Response = ServerResponse & { json(body: unknown): void };

/**
 * n8n's webhook server, as far as a trigger sees it: parses the request, calls the node in n8n-core's own
 * context, stores the execution, and answers in the node's response mode. Follows `executeWebhook` in n8n
 * 2.41 (webhooks/webhook-helpers.js), the order of storing, answering and saving static data included.
 */
export async function startCallbackHost(options: HostOptions): Promise<CallbackHost> {
	const trigger = new DingTalkCallbackTrigger();
	const [webhook] = trigger.description.webhooks ?? [];
	const credentialsHelper = new TestCredentialsHelper(
		{ dingTalkCallbackApi: new DingTalkCallbackApi(), dingTalkAppApi: new DingTalkAppApi() },
		{ dingTalkCallbackApi: inCredential(options.keys), dingTalkAppApi: options.app ?? {} },
	);
	const node: INode = {
		id: 'node-1',
		name: 'DingTalk Callback Trigger',
		type: NODE,
		typeVersion: 1,
		position: [0, 0],
		webhookId: WEBHOOK_ID,
		parameters: options.parameters,
		credentials: {
			dingTalkCallbackApi: { id: 'c1', name: 'Callback' },
			...(options.app ? { dingTalkAppApi: { id: 'c2', name: 'App' } } : {}),
		},
	};
	const executions: INodeExecutionData[][] = [];
	const waiting: Array<() => void> = [];
	const failures: Error[] = [];
	const logs: string[] = [];
	let saved: IDataObject = options.staticData ?? {};
	const log = (text: string) => void logs.push(text);
	const logger = { debug: log, info: log, warn: log, error: log };

	const workflowOf = () =>
		new Workflow({
			id: 'workflow-1',
			name: 'test',
			nodes: [structuredClone(node)],
			connections: {},
			active: true,
			nodeTypes: {
				getByNameAndVersion: () => trigger,
				getByName: () => trigger,
				getKnownTypes: () => ({}),
			} as unknown as INodeTypes,
			staticData: structuredClone(saved),
			settings: { executionOrder: 'v1' },
		});
	let base = BASE;
	const additionalData = (parts: object = {}) =>
		({
			credentialsHelper,
			variables: {},
			webhookBaseUrl: `${base}/webhook`,
			webhookTestBaseUrl: `${base}/webhook-test`,
			...parts,
		}) as unknown as IWorkflowExecuteAdditionalData;
	const webhookData = (isTest: boolean) =>
		({ isTest, webhookDescription: webhook }) as unknown as IWebhookData;
	const save = (workflow: Workflow) => {
		// All of it, as JSON, like n8n's database; but only what was touched.
		if (options.mode === 'manual' || workflow.staticData.__dataChanged !== true) return;
		saved = JSON.parse(JSON.stringify(workflow.staticData));
	};

	async function execute(request: Request, response: Response): Promise<void> {
		const workflow = workflowOf();
		const start = workflow.getNode(node.name);
		if (!start) throw new Error('no node');
		const mode = options.mode ?? 'webhook';
		const responseMode = workflow.expression.getSimpleParameterValue(
			start,
			webhook.responseMode as string,
			mode,
			{},
			undefined,
			'onReceived',
		);
		const context = new WebhookContext(
			workflow,
			start,
			additionalData({ httpRequest: request, httpResponse: response }),
			mode,
			webhookData(mode === 'manual'),
			[],
			null,
		);
		Object.defineProperty(context, 'logger', { value: logger });
		let result: IWebhookResponseData;
		try {
			result = await (options.receive?.(context) ?? trigger.webhook.call(context));
		} catch (error) {
			failures.push(error as Error);
			return answer(response, 500, { code: 0, message: 'Workflow Webhook Error' });
		}
		if (result.noWebhookResponse) save(workflow);
		if (!result.workflowData) {
			if (result.noWebhookResponse) return;
			save(workflow);
			return answer(response, 200, result.webhookResponse);
		}
		const [items] = result.workflowData;
		try {
			await options.store?.(response);
		} catch {
			if (result.noWebhookResponse) return;
			return answer(response, 500, { code: 0, message: 'There was a problem' });
		}
		executions.push(items);
		for (const check of waiting.splice(0)) check();
		if (result.noWebhookResponse) return;
		const responseData = webhook.responseData ?? 'firstEntryJson';
		if (responseMode === 'onReceived') {
			save(workflow);
			// n8n takes a response data that is set for the body itself.
			return answer(response, 200, responseData || result.webhookResponse);
		}
		try {
			const last = (await options.workflow?.(items)) ?? items;
			save(workflow);
			const all = last.map(({ json }) => json);
			answer(response, 200, responseData === 'firstEntryJson' ? all[0] : all);
		} catch {
			answer(response, 500, { message: 'Error in workflow' });
		}
	}

	const server = createServer((incoming, outgoing) => {
		receiveRequest(incoming, outgoing)
			.then(({ request, response, isParsed }) =>
				isParsed
					? execute(request, response)
					: answer(response, 422, { code: 0, message: 'Failed to parse request body' }),
			)
			.catch((error: Error) => {
				failures.push(error);
				outgoing.destroy();
			});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	if (options.isLocal) base = address;
	return {
		url: `${address}/webhook/${WEBHOOK_ID}/dingtalk`,
		executions,
		whenExecuted: async (count) =>
			await new Promise((resolve) => {
				const check = () => (executions.length >= count ? resolve() : waiting.push(check));
				check();
			}),
		failures,
		logs,
		staticData: () => saved,
		saveStaticData(data) {
			saved = data;
		},
		async hook(method, activation = 'activate') {
			const workflow = workflowOf();
			const start = workflow.getNode(node.name);
			if (!start) throw new Error('no node');
			const isTest = options.mode === 'manual';
			const context: IHookFunctions = new HookContext(
				workflow,
				start,
				additionalData(),
				isTest ? 'manual' : 'trigger',
				activation,
				webhookData(isTest),
			);
			Object.defineProperty(context, 'logger', { value: logger });
			const result = await trigger.webhookMethods.default[method].call(context);
			save(workflow);
			return result;
		},
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

function answer(response: Response, status: number, body: unknown): void {
	response.statusCode = status;
	response.json(body);
}

/** As Express and n8n's body parser leave a request and a response. */
async function receiveRequest(incoming: IncomingMessage, outgoing: ServerResponse) {
	const chunks: Buffer[] = [];
	for await (const chunk of incoming) chunks.push(chunk as Buffer);
	const rawBody = Buffer.concat(chunks);
	const query = new URL(incoming.url ?? '/', 'http://localhost').searchParams;
	let body: unknown;
	let isParsed = true;
	if (incoming.headers['content-type']?.startsWith('application/json') && rawBody.length > 0) {
		try {
			body = JSON.parse(rawBody.toString());
		} catch {
			isParsed = false;
		}
	}
	const repeated = [...query.keys()].map((key) => {
		const values = query.getAll(key);
		return [key, values.length > 1 ? values : values[0]] as const;
	});
	const isForm = incoming.headers['content-type']?.startsWith('multipart/');
	const request = Object.assign(incoming, {
		// n8n reads forms as a stream.
		rawBody: isForm ? undefined : rawBody,
		readRawBody: async () => await Promise.reject(new Error('The body is not readable')),
		body,
		query: Object.fromEntries(repeated),
		params: {},
	}) as unknown as Request;
	const response = Object.assign(outgoing, {
		json(value: unknown) {
			outgoing.setHeader('Content-Type', 'application/json; charset=utf-8');
			outgoing.end(JSON.stringify(value));
		},
	}) as Response;
	return { request, response, isParsed };
}
