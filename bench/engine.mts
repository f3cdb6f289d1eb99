import { temporaryFolder } from './n8n.mts';

import { createRequire } from 'node:module';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	INode,
	INodeExecutionData,
	INodeType,
} from 'n8n-workflow';

import type { SandboxProcess } from './sandbox.mts';

const { output, runWorkflow, TestCredentialsHelper, useBinaryMode } = await import(
	'../test/helpers/harness.mts'
);
const require = createRequire(import.meta.url);
const NODE = 'n8n-nodes-dingtalk.dingTalk';

export { temporaryFolder, useBinaryMode };

/** The node as it is shipped; `npm run bench` builds it first. */
function built(): { node: INodeType; credential: ICredentialType } {
	const { DingTalk } = require('../dist/nodes/DingTalk/DingTalk.node.js') as {
		DingTalk: new () => INodeType;
	};
	const { DingTalkApi } = require('../dist/credentials/DingTalkApi.credentials.js') as {
		DingTalkApi: new () => ICredentialType;
	};
	return { node: new DingTalk(), credential: new DingTalkApi() };
}

const { node: nodeType, credential: credentialType } = built();

/** The sandbox's app, without a token. */
export function credentialFor(
	{ apiUrl, oapiUrl }: Pick<SandboxProcess, 'apiUrl' | 'oapiUrl'>,
	more: ICredentialDataDecryptedObject = {},
) {
	const data = {
		clientId: 'dingsandboxapp',
		clientSecret: 'sandbox-app-secret',
		apiBaseUrl: apiUrl,
		oapiBaseUrl: oapiUrl,
		...more,
	};
	return new TestCredentialsHelper({ dingTalkApi: credentialType }, { dingTalkApi: data });
}

/** Runs the DingTalk node in n8n's engine, in this process. @throws what ended the execution */
export async function runNode(
	parameters: INode['parameters'],
	input: INodeExecutionData[],
	credentials: ReturnType<typeof credentialFor>,
): Promise<INodeExecutionData[]> {
	const start: INode = {
		id: '1',
		name: 'Start',
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const node: INode = {
		...start,
		id: '2',
		name: 'DingTalk',
		type: NODE,
		parameters,
		credentials: { dingTalkApi: { id: 'c1', name: 'DingTalk' } },
	};
	const run = await runWorkflow({
		workflow: {
			nodes: [start, node],
			connections: { Start: { main: [[{ node: 'DingTalk', type: 'main', index: 0 }]] } },
		},
		nodes: { [NODE]: nodeType },
		credentials,
		input,
	});
	const { error } = run.data.resultData;
	if (error) throw new Error(`${error.message} (${String(error.description)})`);
	return output(run, 'DingTalk');
}
