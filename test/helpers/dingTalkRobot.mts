import { RoutingNode } from 'n8n-core';
import type {
	IExecuteFunctions,
	ICredentialDataDecryptedObject,
	INode,
	INodeExecutionData,
	INodeType,
	IRun,
} from 'n8n-workflow';

import { DingTalkGroupRobotApi } from '../../credentials/DingTalkGroupRobotApi.credentials.ts';
import { DingTalkRobot } from '../../nodes/DingTalkRobot/DingTalkRobot.node.ts';
import { output, runWorkflow, TestCredentialsHelper } from '../../harness/runWorkflow.mts';

export const OAPI = 'https://oapi.dingtalk.com';
/** A secret, a time, and the signature they give: checked against Python's hmac. */
export const ROBOT_SECRET = 'SECtest000000000000000000000000000000000000000000000000000000000000';
export const SIGNED_AT_MS = 1_600_000_000_000;
export const ROBOT_SIGN = 'BxkLZ+Qr6001RwpWR1ptOzvFTzhGWzn7Tpwq0/4jlls=';
export const ROBOT_TOKEN = 'a1b2c3d4e5f6a7b8c9d0a1b2c3d4e5f6a7b8c9d0a1b2c3d4e5f6a7b8c9d0ffff';
export const ROBOT_NODE = 'n8n-nodes-dingtalk-suite.dingTalkRobot';

export interface RobotRun {
	parameters: INode['parameters'];
	input?: INodeExecutionData[];
	credential?: ICredentialDataDecryptedObject;
	/** The node's own settings, e.g. onError. */
	settings?: Partial<INode>;
	executionId?: string;
	onStart?: (execution: { cancel(): void }) => void;
}

export interface RobotResult {
	run: IRun;
	/** What the node put out. */
	items: INodeExecutionData[];
	/** What the node's error output got. */
	errors: INodeExecutionData[];
	/** The error that ended the execution. */
	error:
		| { name: string; message: string; description?: string; context?: Record<string, unknown> }
		| undefined;
}

/** The node as n8n runs it: its node loader gives a declarative node an `execute` (node-types.js). */
export function loadedRobot(): INodeType {
	const node: INodeType = new DingTalkRobot();
	node.execute = async function (this: IExecuteFunctions) {
		return (await new RoutingNode(this as never, node).runNode()) ?? [];
	};
	return node;
}

export const robotCredential = (data: ICredentialDataDecryptedObject = {}): TestCredentialsHelper =>
	new TestCredentialsHelper(
		{ dingTalkGroupRobotApi: new DingTalkGroupRobotApi() },
		{ dingTalkGroupRobotApi: data },
	);

/** Runs one DingTalk Group Robot node behind a manual trigger, in n8n's own engine. */
export async function runRobot(options: RobotRun): Promise<RobotResult> {
	const node: INode = {
		id: 'robot-node',
		name: 'Robot',
		type: ROBOT_NODE,
		typeVersion: 1,
		position: [200, 0],
		parameters: options.parameters,
		credentials: { dingTalkGroupRobotApi: { id: 'c1', name: 'Robot' } },
		...options.settings,
	};
	const start: INode = {
		id: 'start',
		name: 'Start',
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const run = await runWorkflow({
		workflow: {
			nodes: [start, node],
			connections: { Start: { main: [[{ node: 'Robot', type: 'main', index: 0 }]] } },
		},
		nodes: { [ROBOT_NODE]: loadedRobot() },
		credentials: robotCredential(options.credential),
		input: options.input,
		executionId: options.executionId,
		onStart: options.onStart,
	});
	return {
		run,
		items: output(run, 'Robot'),
		errors: output(run, 'Robot', 1),
		error: run.data.resultData.error as RobotResult['error'],
	};
}
