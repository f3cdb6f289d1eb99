import { SANDBOX_APP } from '../../../harness/target.mts';
import type { Workflow, WorkflowNode } from '../../../harness/workflows.mts';
import type { CredentialSeed } from '../../../harness/n8n/instance.mts';
import { ONE_NODE_TRIGGER } from './workflow.mts';

const APP = { id: 'dingTalkKeysApp', name: 'An app that acts as Zhang Wei' };
const PLAIN_ROBOT = { id: 'dingTalkKeysPlain', name: 'The robot of the tools' };
const KEYWORD_ROBOT = { id: 'dingTalkKeysKeyword', name: 'The robot of the flows' };

/** Two robots, as each takes 20 messages a minute, and an app with an operator. */
export const keyCredentials = (urls: { apiUrl: string; oapiUrl: string }): CredentialSeed[] => [
	robotCredential(PLAIN_ROBOT, 'sandboxrobotplain', urls.oapiUrl),
	robotCredential(KEYWORD_ROBOT, 'sandboxrobotkeyword', urls.oapiUrl),
	{
		...APP,
		type: 'dingTalkAppApi',
		data: {
			...SANDBOX_APP,
			robotCode: SANDBOX_APP.clientId,
			operatorId: 'zhangwei',
			apiBaseUrl: urls.apiUrl,
			oapiBaseUrl: urls.oapiUrl,
		},
	},
];

const robotCredential = (
	credential: { id: string; name: string },
	webhookToken: string,
	baseUrl: string,
): CredentialSeed => ({
	...credential,
	type: 'dingTalkGroupRobotApi',
	data: { webhookToken, secret: '', baseUrl },
});

type Connections = Record<
	string,
	Record<string, Array<Array<{ node: string; type: string; index: number }>>>
>;

/** A node whose ID is its name: a copied workflow has the same ones. */
export const node = (
	name: string,
	type: string,
	typeVersion: number,
	parameters: object = {},
	more: object = {},
): WorkflowNode =>
	({ id: name, name, type, typeVersion, position: [0, 0], parameters, ...more }) as WorkflowNode;

export const workflow = (
	id: string,
	nodes: WorkflowNode[],
	connections: Connections,
	more: object = {},
): Workflow => ({
	id,
	name: `Check: ${id}`,
	active: false,
	settings: { executionOrder: 'v1' },
	nodes,
	connections,
	...more,
});

/** Connections by lines such as `Loop.1 > Robot`: from output 1 (0 unless told) of one node to another. */
export function wires(...lines: string[]): Connections {
	const connections: Connections = {};
	for (const line of lines) {
		const [from, to] = line.split(' > ');
		const [name, output = '0'] = from.split('.');
		const outputs = ((connections[name] ??= { main: [] }).main ??= []);
		while (outputs.length <= Number(output)) outputs.push([]);
		outputs[Number(output)].push({ node: to, type: 'main', index: 0 });
	}
	return connections;
}

/** Tools and models below the node that uses them. */
export const below = (parent: string, type: string, names: string[]): Connections =>
	Object.fromEntries(names.map((name) => [name, { [type]: [[{ node: parent, type, index: 0 }]] }]));

/** As n8n's editor writes it for "Let the model define this parameter". */
export const fromAi = (key: string, description: string): string =>
	`={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${key}', \`${description}\`, 'string') }}`;

export const BY_HAND = node(ONE_NODE_TRIGGER, 'n8n-nodes-base.manualTrigger', 1);

/** A robot that says what the item's `t` is; the keyword robot unless told. */
export const robot = (name: string, more: object = {}): WorkflowNode =>
	node(
		name,
		'n8n-nodes-dingtalk-suite.dingTalkRobot',
		1,
		{ operation: 'sendText', text: '={{ $json.t }}', mentions: {}, options: {} },
		{ credentials: { dingTalkGroupRobotApi: KEYWORD_ROBOT }, ...more },
	);

/** Items with these texts as `t`. */
export const items = (...texts: string[]): WorkflowNode[] => [
	node('Texts', 'n8n-nodes-base.set', 3.4, {
		mode: 'raw',
		jsonOutput: JSON.stringify({ texts: texts.map((t) => ({ t })) }),
		options: {},
	}),
	node('Items', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'texts', options: {} }),
];

/** The group robot as a tool that takes a text. */
export const robotTool = (name: string, more: object = {}): WorkflowNode =>
	node(
		name,
		'n8n-nodes-dingtalk-suite.dingTalkRobotTool',
		1,
		{
			operation: 'sendText',
			text: fromAi('text', 'The message'),
			mentions: {},
			options: {},
		},
		{ credentials: { dingTalkGroupRobotApi: PLAIN_ROBOT }, ...more },
	);

/** One-to-one messages of the app robot as a tool that takes people and a text. */
export const peopleTool = (name: string): WorkflowNode =>
	appTool(name, {
		resource: 'message',
		operation: 'send',
		target: 'people',
		people: { list: [{ ids: fromAi('userIds', 'Who gets it') }] },
		messageType: 'text',
		text: fromAi('text', 'The message'),
		options: {},
	});

/** The DingTalk node as a tool. */
export const appTool = (name: string, parameters: object): WorkflowNode =>
	node(name, 'n8n-nodes-dingtalk-suite.dingTalkTool', 1, parameters, {
		credentials: { dingTalkAppApi: APP },
	});
