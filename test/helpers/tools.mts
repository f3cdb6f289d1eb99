/** Our nodes as tools, and what calls them: an AI Agent that runs its tools itself, and the MCP Server Trigger. */
import { RoutingNode, WebhookContext } from 'n8n-core';
import {
	NodeConnectionTypes,
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
	type INodeType,
} from 'n8n-workflow';

import type { TestCredentialsHelper } from '../../harness/credentials.mts';
import { additionalDataOf, buildWorkflow } from '../../harness/runWorkflow.mts';

export const TOOL = 'Tool';
export const CALLER = 'Caller';
const TOOL_TYPE = 'n8n-nodes-dingtalk-suite.tool';
const AGENT_TYPE = 'test.agent';
const MCP_TYPE = 'test.mcp';

interface Invocable {
	invoke(args: IDataObject): Promise<string>;
}

/** The node as n8n's node types make a tool of it (tool-generation/ai-tools.js, node-types.js). */
export function toolOf(nodeType: INodeType): INodeType {
	const tool = Object.create(nodeType) as INodeType;
	tool.description = { ...nodeType.description, inputs: [], outputs: [NodeConnectionTypes.AiTool] };
	tool.execute ??= async function (this: IExecuteFunctions) {
		return (await new RoutingNode(this as never, tool).runNode()) ?? [];
	};
	return tool;
}

const callerDescription = (name: string, main: boolean) =>
	({
		displayName: name,
		name,
		group: ['transform'],
		version: 1,
		description: '',
		defaults: { name },
		inputs: [
			...(main ? [{ type: NodeConnectionTypes.Main }] : []),
			{ type: NodeConnectionTypes.AiTool },
		],
		outputs: main ? [NodeConnectionTypes.Main] : [],
		properties: [],
	}) as unknown as INodeType['description'];

/**
 * Runs its tool itself, as AI Agent 2.2 and earlier do: the items of a batch at once, each with a tool of its
 * own; the calls of an item one after the other. An item's `calls` are the arguments of its calls.
 */
export class AgentOfOld implements INodeType {
	description = callerDescription('agent', true);

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const answers = await Promise.all(
			this.getInputData().map(async ({ json }, itemIndex) => {
				const [tool] = (await this.getInputConnectionData(
					NodeConnectionTypes.AiTool,
					itemIndex,
				)) as Invocable[];
				return await callInTurn(tool, json.calls as IDataObject[]);
			}),
		);
		return [answers.map((said) => ({ json: { said } }))];
	}
}

async function callInTurn(tool: Invocable, calls: IDataObject[]): Promise<string[]> {
	const said: string[] = [];
	for (const args of calls) {
		// As an agent goes on after a tool that failed.
		said.push(await tool.invoke(args).catch((error: Error) => `failed: ${error.message}`));
	}
	return said;
}

export interface ToolSetUp {
	node: INodeType;
	parameters: INode['parameters'];
	credentials: TestCredentialsHelper;
	/** The name of the credential's type. */
	credential: string;
	/** The tool's own settings, e.g. retryOnFail. */
	settings?: Partial<INode>;
}

/** Nodes, connections and node types of a tool below its caller. */
export function toolWorkflow(
	{ node, parameters, credential, settings }: ToolSetUp,
	caller: string,
) {
	const nodes: INode[] = [
		{
			id: 'caller',
			name: CALLER,
			type: caller,
			typeVersion: 1,
			position: [200, 0],
			parameters: {},
		},
		{
			id: 'tool',
			name: TOOL,
			type: TOOL_TYPE,
			typeVersion: 1,
			position: [200, 200],
			parameters,
			credentials: { [credential]: { id: 'c1', name: 'DingTalk' } },
			...settings,
		},
	];
	return {
		nodes,
		connections: {
			[TOOL]: { ai_tool: [[{ node: CALLER, type: NodeConnectionTypes.AiTool, index: 0 }]] },
		},
		types: {
			[TOOL_TYPE]: toolOf(node),
			[AGENT_TYPE]: new AgentOfOld(),
			[MCP_TYPE]: { description: callerDescription('mcp', false) } as INodeType,
		},
	};
}

export const agentWorkflow = (setUp: ToolSetUp) => toolWorkflow(setUp, AGENT_TYPE);

/**
 * Calls of a tool on n8n's MCP Server Trigger, one after the other: each is a request of its own, without an
 * execution.
 *
 * @returns what the client is told, `failed: …` for an error
 */
export async function callByMcp(setUp: ToolSetUp, calls: IDataObject[]): Promise<string[]> {
	const said: string[] = [];
	for (const args of calls) {
		const { nodes, connections, types } = toolWorkflow(setUp, MCP_TYPE);
		const workflow = buildWorkflow({ nodes, connections }, types);
		const context = new WebhookContext(
			workflow,
			workflow.nodes[CALLER],
			{ ...additionalDataOf(undefined, setUp.credentials), httpRequest: { body: {} } } as never,
			'webhook',
			{} as never,
			[],
			null,
		);
		const [tool] = (await context.getInputConnectionData(
			NodeConnectionTypes.AiTool,
			0,
		)) as Invocable[];
		said.push(...(await callInTurn(tool, [args])));
	}
	return said;
}
