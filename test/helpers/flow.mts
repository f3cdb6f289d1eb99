/** Nodes of n8n that the tests' workflows are made of, beside ours. */
import {
	NodeConnectionTypes,
	type IConnections,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
	type INodeType,
} from 'n8n-workflow';

const description = (name: string, outputs: number) =>
	({
		displayName: name,
		name,
		group: ['transform'],
		version: 1,
		description: '',
		defaults: { name },
		inputs: [NodeConnectionTypes.Main],
		outputs: Array.from({ length: outputs }, () => NodeConnectionTypes.Main),
		properties: [],
	}) as unknown as INodeType['description'];

/** Hands its items on, the same objects, as No Operation does. */
class PassOn implements INodeType {
	description = description('passOn', 1);

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [this.getInputData()];
	}
}

/** Sends its items three times around its second output. */
class ThreeRounds implements INodeType {
	description = description('threeRounds', 2);

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const state = this.getContext('node');
		state.rounds = ((state.rounds as number | undefined) ?? 0) + 1;
		const items = this.getInputData();
		return (state.rounds as number) > 3 ? [items, []] : [[], items];
	}
}

/** Puts out one object as two items. */
class Twins implements INodeType {
	description = description('twins', 1);

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const [{ json }] = this.getInputData();
		return [[{ json }, { json }]];
	}
}

export const FLOW_TYPES = {
	'test.passOn': new PassOn(),
	'test.threeRounds': new ThreeRounds(),
	'test.twins': new Twins(),
};

/** A node of a test's workflow; its name is its ID. */
export const nodeOf = (name: string, type: string, more: Partial<INode> = {}): INode => ({
	id: name,
	name,
	type,
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
	...more,
});

/** The trigger of a test's workflow. */
export const START = nodeOf('Start', 'n8n-nodes-base.manualTrigger');

/** Connections by lines such as `Loop.1 > Robot`: from output 1 (0 unless told) of one node to another. */
export function wires(...lines: string[]): IConnections {
	const connections: IConnections = {};
	for (const line of lines) {
		const [, from, output = '0', to] = /^(\w+)(?:\.(\d))? > (\w+)$/.exec(line) ?? [];
		const outputs = ((connections[from] ??= { main: [] }).main ??= []);
		while (outputs.length <= Number(output)) outputs.push([]);
		outputs[Number(output)]?.push({ node: to, type: NodeConnectionTypes.Main, index: 0 });
	}
	return connections;
}
