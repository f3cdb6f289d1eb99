/** Links of a waiting execution, as n8n serves them. */
import { EventEmitter } from 'node:events';
import { WebhookContext } from 'n8n-core';
import type { INode, INodeExecutionData, IRun, IWebhookData } from 'n8n-workflow';

import { DingTalk } from '../../nodes/DingTalk/DingTalk.node.ts';
import type { TestCredentialsHelper } from '../../harness/credentials.mts';
import { additionalDataOf, buildWorkflow } from '../../harness/runWorkflow.mts';

/** What a reader's client sends beside the address. */
export interface Visit {
	method?: 'GET' | 'POST';
	/** Of a form; a list for what was chosen several times. */
	body?: unknown;
	headers?: Record<string, string>;
	/** What n8n makes of an answer that was taken. @default 200 */
	statusOfN8n?: number;
}

/** What came of a visit. */
export interface Visited {
	status: number;
	page: string;
	headers: Record<string, string>;
	/** What the execution goes on with; undefined while it waits on. */
	items?: INodeExecutionData[];
}

/** The part of Express that pages use. */
class FakeResponse extends EventEmitter {
	statusCode = 200;

	page = '';

	readonly headers: Record<string, string> = {};

	status(code: number) {
		this.statusCode = code;
		return this;
	}

	setHeader(name: string, value: string) {
		this.headers[name.toLowerCase()] = value;
	}

	send(page: string) {
		this.page = page;
		this.emit('finish');
		this.emit('close');
	}

	json(body: unknown) {
		this.send(JSON.stringify(body));
	}
}

/** Opens a link of the execution, or sends its form. */
export type Open = (url: string, visit?: Visit) => Promise<Visited>;

/**
 * @param run an execution that waits
 * @param node its node that does
 */
export function opener(
	run: IRun,
	node: Pick<INode, 'name' | 'parameters'>,
	credentials?: TestCredentialsHelper,
): Open {
	const type = new DingTalk();
	const workflow = buildWorkflow(
		{
			nodes: [
				{
					...{ id: '2', type: 'dingTalk', typeVersion: 1, position: [0, 0] as [number, number] },
					credentials: { dingTalkAppApi: { id: 'c1', name: 'DingTalk' } },
					...node,
				},
			],
			connections: {},
		},
		{ dingTalk: type },
		'Asia/Shanghai',
	);
	const [start] = Object.values(workflow.nodes);
	return async (url, { method = 'GET', body = {}, headers = {}, statusOfN8n = 200 } = {}) => {
		const response = new FakeResponse();
		const query = Object.fromEntries(new URL(url).searchParams);
		const additionalData = {
			...additionalDataOf('1', credentials),
			httpRequest: { method, headers, query, body },
			httpResponse: response,
		} as unknown as ReturnType<typeof additionalDataOf>;
		const [description] = type.description.webhooks ?? [];
		const context = new WebhookContext(
			workflow,
			start,
			additionalData,
			'manual',
			{ webhookDescription: description } as unknown as IWebhookData,
			[],
			// As n8n's database gives it back.
			structuredClone(run.data),
		);
		await workflow.expression.acquireIsolate();
		try {
			const { noWebhookResponse, webhookResponse, workflowData } = await type.webhook.call(context);
			if (!noWebhookResponse) {
				const page =
					typeof webhookResponse === 'string' ? webhookResponse : JSON.stringify(webhookResponse);
				response.status(statusOfN8n).send(page);
			}
			const { statusCode: status, page, headers: sent } = response;
			return { status, page, headers: sent, items: workflowData?.[0] };
		} finally {
			await workflow.expression.releaseIsolate();
		}
	};
}
