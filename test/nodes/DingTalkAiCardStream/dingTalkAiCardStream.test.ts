import type { INode, INodeExecutionData, INodeType, ISupplyDataFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { DingTalk } from '../../../nodes/DingTalk/DingTalk.node';
import { DingTalkAiCardStream } from '../../../nodes/DingTalkAiCardStream/DingTalkAiCardStream.node';
import type { Tap } from '../../../nodes/DingTalkAiCardStream/tap';
import { output, runWorkflow } from '../../../harness/runWorkflow.mts';
import { sandboxCredential } from '../../helpers/appSandbox.mts';
import { itemsOf } from '../../helpers/calls.mts';
import { cards, frames, NEW_STREAM, sandbox, useTypingSandbox } from '../DingTalk/card/typing';

useTypingSandbox();

/** A chat model as LangChain has it, as far as agents and taps know it. */
interface FakeModel {
	callbacks?: unknown[];
}

const described = (name: string, inputs: string[], outputs: string[]) => ({
	description: {
		...{ displayName: name, name, group: ['transform'], version: 1, description: '' },
		...{ defaults: { name }, properties: [], inputs, outputs },
	},
});

const modelNode = (model: FakeModel) =>
	({
		...described('model', [], ['ai_languageModel']),
		supplyData: async () => await Promise.resolve({ response: model }),
	}) as unknown as INodeType;

/** An agent that lets its model speak. @param speak calls what listens to the model */
const agentNode = (speak: (tap: Tap) => Promise<string>) =>
	({
		...described('agent', ['main', 'ai_languageModel'], ['main']),
		async execute(this: ISupplyDataFunctions) {
			const connected = await this.getInputConnectionData('ai_languageModel', 0);
			// A copy shares the list, as that of an agent with tools does.
			const { callbacks = [] } = (Array.isArray(connected) ? connected[0] : connected) as FakeModel;
			const text = await speak(callbacks.at(-1) as Tap);
			return [[{ json: { output: text } }]];
		},
	}) as unknown as INodeType;

/** Tokens of one run of the model. */
async function say(tap: Tap, runId: string, pieces: string[]): Promise<string> {
	tap.handleChatModelStart({}, [], runId);
	for (const piece of pieces) {
		tap.handleLLMNewToken(piece, {}, runId, undefined, [], { chunk: { text: piece } });
		await sleep(60);
	}
	await tap.handleLLMEnd({}, runId);
	return pieces.join('');
}

async function run(
	speak: (tap: Tap) => Promise<string>,
	{
		model = { callbacks: [{}] } as FakeModel,
		parameters = {},
		input = undefined as INodeExecutionData[] | undefined,
	} = {},
) {
	const at = { typeVersion: 1, position: [0, 0] as [number, number] };
	const credentials = { dingTalkAppApi: { id: 'c1', name: 'DingTalk' } };
	const card = (name: string, more: object) =>
		({
			...at,
			...{ id: name, name, type: 'dingTalk', credentials },
			parameters: { resource: 'card', ...more },
		}) as INode;
	const nodes: INode[] = [
		{ ...at, id: 's', name: 'Go', type: 'n8n-nodes-base.manualTrigger', parameters: {} },
		card('Start', {
			...NEW_STREAM,
			...{ operation: 'startStream', text: '', options: { giveUpMinutes: 0, outTrackId: 'live' } },
		}),
		{ ...at, id: 'a', name: 'Agent', type: 'agent', parameters: {} },
		{ ...at, id: 'm', name: 'Model', type: 'model', parameters: {} },
		{
			...at,
			...{ id: 't', name: 'Tap', type: 'tap', credentials },
			parameters: {
				outTrackId: "={{ $('Start').first().json.outTrackId }}",
				options: { intervalMs: 500 },
				...parameters,
			},
		},
		card('End', {
			...{ operation: 'stream', card: 'existing', outTrackId: 'live' },
			...{ text: '={{ $json.output }}', options: { isEndRepeated: false } },
		}),
	];
	const to = (node: string, type = 'main') => ({
		[type]: [[{ node, type: type as 'main', index: 0 }]],
	});
	const result = await runWorkflow({
		workflow: {
			nodes: input ? nodes.filter(({ name }) => name !== 'Start') : nodes,
			connections: {
				Go: to(input ? 'Agent' : 'Start'),
				Start: to('Agent'),
				Agent: to('End'),
				Model: to('Tap', 'ai_languageModel'),
				Tap: to('Agent', 'ai_languageModel'),
			},
		},
		nodes: {
			dingTalk: new DingTalk(),
			tap: new DingTalkAiCardStream(),
			model: modelNode(model),
			agent: agentNode(speak),
		},
		credentials: sandboxCredential(sandbox),
		input,
	});
	const { error } = result.data.resultData;
	return { error, end: error ? undefined : output(result, 'End')[0].json };
}

/** n8n names the sub-node in front of its error. */
const messageOf = (error?: { message: string; description?: unknown }) =>
	String(error?.description ?? error?.message);

const PIECES = ['The leave ', 'is asked for ', 'in **OA Approval**', ' and takes a day.'];

test('types an answer while the model writes it; what ends the card types no less', async () => {
	const { error, end } = await run(async (tap) => await say(tap, 'r1', PIECES));
	expect(error).toBeUndefined();
	const contents = frames().map(({ content }) => content);
	expect(contents.length).toBeGreaterThan(2);
	contents.slice(1).forEach((content, index) => {
		expect(content.length).toBeGreaterThanOrEqual(contents[index].length);
	});
	expect(frames().map(({ isFinalize }) => isFinalize)).toEqual([
		...contents.slice(1).map(() => false),
		true,
	]);
	expect(contents.at(-1)).toBe(PIECES.join(''));
	expect(end).toMatchObject({ sentAs: 'card', state: 'done' });
});

test('the rounds of an agent replace each other, and calls of tools are not shown', async () => {
	await run(async (tap) => {
		tap.handleChatModelStart({}, [], 'r1');
		const chunk = { text: '{"q":1}', message: { tool_call_chunks: [{}] } };
		tap.handleLLMNewToken('{"q":1}', {}, 'r1', undefined, [], { chunk });
		await tap.handleLLMEnd({}, 'r1');
		await say(tap, 'r2', ['Let me look. ', 'One moment.']);
		return await say(tap, 'r3', PIECES);
	});
	const contents = frames().map(({ content }) => content);
	expect(contents.some((content) => content.includes('{'))).toBe(false);
	expect(contents[0]).toMatch(/^Let me look/);
	expect(cards()[0]).toMatchObject({ params: { content: PIECES.join('') } });
});

test('of several runs at once one is typed', async () => {
	await run(async (tap) => {
		tap.handleChatModelStart({}, [], 'other');
		const said = say(tap, 'r1', ['not shown']);
		tap.handleLLMNewToken('shown', {}, 'other');
		await said;
		await sleep(60);
		await tap.handleLLMEnd({}, 'other');
		return 'shown to its end';
	});
	expect(frames().map(({ content }) => content)).toEqual(['shown', 'shown to its end']);
});

test('makes no more frames than it may', async () => {
	const pieces = Array.from({ length: 12 }, (_, index) => `Piece ${index}. `);
	await run(
		async (tap) => {
			await say(tap, 'r1', pieces);
			expect(frames()).toHaveLength(3);
			return pieces.join('');
		},
		{ parameters: { options: { intervalMs: 500, maxFrames: 3 } } },
	);
	expect(cards()[0].params.content).toBe(pieces.join(''));
});

test('what DingTalk refuses is no fault of the model', async () => {
	sandbox.control.addFault({
		match: { id: 'card.streaming' },
		times: 1,
		answer: { status: 400, body: { code: 'param.stream.guidEmpty', message: 'refused' } },
	});
	const { error } = await run(async (tap) => await say(tap, 'r1', PIECES));
	expect(error).toBeUndefined();
	expect(cards()[0].typing?.state).toBe('done');
});

test('a model that cannot be listened to answers all the same', async () => {
	const { error, end } = await run(async () => await Promise.resolve('Whole'), { model: {} });
	expect([error, end?.state]).toEqual([undefined, 'done']);
});

test.each([
	['an empty card ID', { outTrackId: '={{ "" }}' }, /Card ID/],
	['an interval that is too short', { options: { intervalMs: 100 } }, /Frame Interval/],
	['too many frames', { options: { maxFrames: 101 } }, /Maximum Frames/],
])('refuses %s', async (_what, parameters, message) => {
	const { error } = await run(async () => await Promise.resolve('x'), { parameters });
	expect(messageOf(error)).toMatch(message);
});

test('refuses several items, which would type into one card', async () => {
	const { error } = await run(async () => await Promise.resolve('x'), {
		input: itemsOf({}, {}),
		parameters: { outTrackId: 'live' },
	});
	expect(messageOf(error)).toMatch(/the agent has 2 items/);
});
