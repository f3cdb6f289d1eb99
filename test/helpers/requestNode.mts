import { Readable } from 'node:stream';
import type {
	IAllExecuteFunctions,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	INode,
	INodeType,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import type { TestCredentialsHelper } from '../../harness/credentials.mts';
import { output, runWorkflow } from '../../harness/runWorkflow.mts';

const TYPE = 'test.request';

export interface RawRequest {
	/** `legacy` is what the HTTP Request node calls; it passes `uri`. */
	helper: 'legacy' | 'current';
	options: () => IDataObject;
	credentials: TestCredentialsHelper;
}

/** Makes one request with the app credential from a node that knows nothing of DingTalk. */
export async function request({ helper, options, credentials }: RawRequest) {
	const node: INode = {
		id: '2',
		name: 'Request',
		type: TYPE,
		typeVersion: 1,
		position: [200, 0],
		parameters: {},
		credentials: { dingTalkAppApi: { id: 'c1', name: 'DingTalk' } },
	};
	const start = { ...node, id: '1', name: 'Start', type: 'n8n-nodes-base.manualTrigger' };
	const run = await runWorkflow({
		workflow: {
			nodes: [start, node],
			connections: { Start: { main: [[{ node: 'Request', type: 'main', index: 0 }]] } },
		},
		nodes: { [TYPE]: nodeThatCalls(helper, options) },
		credentials,
	});
	const { error } = run.data.resultData;
	return { run, body: output(run, 'Request')[0]?.json, error };
}

function nodeThatCalls(helper: RawRequest['helper'], options: () => IDataObject): INodeType {
	return {
		description: {
			displayName: 'Request',
			name: 'request',
			group: ['transform'],
			version: 1,
			description: '',
			defaults: { name: 'Request' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			credentials: [{ name: 'dingTalkAppApi' }],
			properties: [],
		},
		async execute(this: IExecuteFunctions) {
			const call =
				helper === 'legacy'
					? this.helpers.requestWithAuthentication
					: this.helpers.httpRequestWithAuthentication;
			const answer = (await call.call(
				this as IAllExecuteFunctions & IExecuteFunctions,
				'dingTalkAppApi',
				options() as unknown as IHttpRequestOptions,
			)) as IDataObject;
			return [[{ json: answer }]];
		},
	};
}

/** A stream that can be read once. */
export const streamOf = (text: string): Readable => Readable.from([Buffer.from(text)]);
