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
	'../harness/runWorkflow.mts'
);
const require = createRequire(import.meta.url);
const NODE = 'n8n-nodes-dingtalk-suite.dingTalk';
const ROBOT_NODE = 'n8n-nodes-dingtalk-suite.dingTalkRobot';

export { temporaryFolder, useBinaryMode };

/** The node as it is shipped; `npm run bench` builds it first. */
function built(): { node: INodeType; credential: ICredentialType } {
	const { DingTalk } = require('../dist/nodes/DingTalk/DingTalk.node.js') as {
		DingTalk: new () => INodeType;
	};
	const { DingTalkAppApi } = require('../dist/credentials/DingTalkAppApi.credentials.js') as {
		DingTalkAppApi: new () => ICredentialType;
	};
	return { node: new DingTalk(), credential: new DingTalkAppApi() };
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
	return new TestCredentialsHelper({ dingTalkAppApi: credentialType }, { dingTalkAppApi: data });
}

/** Runs the DingTalk node in n8n's engine, in this process. @throws what ended the execution */
export const runNode = async (
	parameters: INode['parameters'],
	input: INodeExecutionData[],
	credentials: ReturnType<typeof credentialFor>,
): Promise<INodeExecutionData[]> =>
	await run({ name: 'dingTalkAppApi', type: NODE, node: nodeType, credentials, parameters, input });

/** Runs the DingTalk Group Robot node by the webhook of a robot. @throws what ended the execution */
export async function runRobot(
	parameters: INode['parameters'],
	input: INodeExecutionData[],
	{ oapiUrl }: Pick<SandboxProcess, 'oapiUrl'>,
	accessToken: string,
): Promise<INodeExecutionData[]> {
	const { DingTalkRobot } = require('../dist/nodes/DingTalkRobot/DingTalkRobot.node.js') as {
		DingTalkRobot: new () => INodeType;
	};
	const { DingTalkGroupRobotApi } =
		require('../dist/credentials/DingTalkGroupRobotApi.credentials.js') as {
			DingTalkGroupRobotApi: new () => ICredentialType;
		};
	const { RoutingNode } = await import('n8n-core');
	const node = new DingTalkRobot();
	// As n8n's node loader does for a declarative node.
	node.execute = async function () {
		return (await new RoutingNode(this as never, node).runNode()) ?? [];
	};
	const credentials = new TestCredentialsHelper(
		{ dingTalkGroupRobotApi: new DingTalkGroupRobotApi() },
		{ dingTalkGroupRobotApi: { webhookToken: accessToken, baseUrl: oapiUrl } },
	);
	const type = ROBOT_NODE;
	return await run({ name: 'dingTalkGroupRobotApi', type, node, credentials, parameters, input });
}

interface NodeRun {
	/** Of the credential. */
	name: string;
	type: string;
	node: INodeType;
	credentials: ReturnType<typeof credentialFor>;
	parameters: INode['parameters'];
	input: INodeExecutionData[];
}

async function run(what: NodeRun): Promise<INodeExecutionData[]> {
	const { name, type, credentials, parameters, input } = what;
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
		type,
		parameters,
		credentials: { [name]: { id: 'c1', name: 'DingTalk' } },
	};
	const result = await runWorkflow({
		workflow: {
			nodes: [start, node],
			connections: { Start: { main: [[{ node: 'DingTalk', type: 'main', index: 0 }]] } },
		},
		nodes: { [type]: what.node },
		credentials,
		input,
	});
	const { error } = result.data.resultData;
	if (error) throw new Error(`${error.message} (${String(error.description)})`);
	return output(result, 'DingTalk');
}
