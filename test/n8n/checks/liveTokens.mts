import assert from 'node:assert/strict';
import { callTool, type ChatModel, type ChatTurn } from '../../../harness/n8n/chatModel.mts';
import type { CredentialSeed } from '../../../harness/n8n/instance.mts';
import { itemsOf } from '../../../harness/n8n/runData.mts';
import { watch } from '../../../harness/transcript.mts';
import type { Workflow } from '../../../harness/workflows.mts';
import type { Bench } from '../run.mts';
import { agentWorkflow } from './agent.mts';
import type { Report } from './report.mts';
import { APP, OPS } from './sendAndWaitWorkflows.mts';
import { ONE_NODE_TRIGGER } from './workflow.mts';

const WORD_MS = 120;
const ANSWER = Array.from({ length: 40 }, (_, index) => `word${index}`).join(' ');

const ANTHROPIC = { id: 'scriptedAnthropic', name: 'A scripted Anthropic' };
const OLLAMA = { id: 'scriptedOllama', name: 'A scripted Ollama' };

/** Of the chat models that are listened to, beside OpenAI's. @param url of the scripted model */
export const liveCredentials = (url: string): CredentialSeed[] => {
	const base = url.replace(/\/v1$/, '');
	return [
		{ ...ANTHROPIC, type: 'anthropicApi', data: { apiKey: 'scripted', url: base } },
		{ ...OLLAMA, type: 'ollamaApi', data: { baseUrl: base } },
	];
};

const LLMS = '@n8n/n8n-nodes-langchain';
/** n8n's chat models, each with a client of its own. */
const MODELS: Record<string, object> = {
	OpenAI: {},
	Anthropic: {
		...{ type: `${LLMS}.lmChatAnthropic`, typeVersion: 1.3 },
		credentials: { anthropicApi: ANTHROPIC },
		parameters: { model: { __rl: true, mode: 'id', value: 'claude-scripted' }, options: {} },
	},
	Ollama: {
		...{ type: `${LLMS}.lmChatOllama`, typeVersion: 1 },
		credentials: { ollamaApi: OLLAMA },
		parameters: { model: 'scripted', options: {} },
	},
};

const idOf = (name: string) => `check-live-${name.toLowerCase()}`;

/** A card, an agent with a tool whose model is listened to, and the end of the card. */
function liveWorkflow(name: string): Workflow {
	const workflow = agentWorkflow();
	const [trigger, agent, model, tool] = workflow.nodes;
	const card = (id: string, step: string, parameters: object) => ({
		...{ id, name: step, position: [0, 0], typeVersion: 1 },
		...{ type: 'n8n-nodes-dingtalk-suite.dingTalk', credentials: APP },
		parameters: { resource: 'card', ...parameters },
	});
	const outTrackId = "={{ $('Start').first().json.outTrackId }}";
	const to = (node: string, type = 'main') => ({ [type]: [[{ node, type, index: 0 }]] });
	return {
		...workflow,
		id: idOf(name),
		name: `Check: live tokens of ${name}`,
		nodes: [
			trigger,
			card('live-start', 'Start', {
				...{ operation: 'startStream', templateId: 'sandbox-ai.schema', target: 'group' },
				openConversationId: { __rl: true, mode: 'id', value: OPS },
				...{ text: '', options: {} },
			}),
			agent,
			{ ...model, ...MODELS[name] },
			{
				...{ id: 'live-tap', name: 'Live', position: [0, 0], typeVersion: 1 },
				...{ type: 'n8n-nodes-dingtalk-suite.dingTalkAiCardStream', credentials: APP },
				parameters: { outTrackId, options: { intervalMs: 600 } },
			},
			tool,
			card('live-end', 'End', {
				...{ operation: 'stream', card: 'existing', outTrackId },
				...{ text: '={{ $json.output }}', options: { isEndRepeated: false } },
			}),
		] as Workflow['nodes'],
		connections: {
			[ONE_NODE_TRIGGER]: to('Start'),
			Start: to('Agent'),
			Agent: to('End'),
			Model: to('Live', 'ai_languageModel'),
			Live: to('Agent', 'ai_languageModel'),
			[tool.name]: to('Agent', 'ai_tool'),
		},
	};
}

export const liveWorkflows = (): Workflow[] => Object.keys(MODELS).map(liveWorkflow);

/** Two rounds in which the agent calls its tool, then the answer. */
const turns = (): ChatTurn[] => [
	callTool({ group: OPS, text: 'First' }),
	callTool({ group: OPS, text: 'Second' }),
	() => ({ text: ANSWER }),
];

/** What the model says is on the card while it says it. @param also checks the execution */
export async function checkLiveTokens(
	report: Report,
	{ session, sandbox }: Bench,
	model: ChatModel,
	names = Object.keys(MODELS),
	also: (executionId: string) => void = () => {},
): Promise<void> {
	for (const name of names) {
		await report.check(`what ${name} says is typed into the card while it says it`, async () => {
			model.play(turns(), WORD_MS);
			const effectsOf = watch(sandbox);
			const run = await session.client.run(idOf(name), ONE_NODE_TRIGGER);
			assert.equal(run.status, 'success', JSON.stringify(run.error));
			assert.equal(itemsOf(run, 'Agent')[0].json.output, ANSWER);
			const { calls, messages, state } = effectsOf();
			const texts = messages.map(({ content }) => content.text);
			assert.ok(texts.includes('First') && texts.includes('Second'), 'the tools have run');
			const end = run.nodes.find((node) => node.name === 'End');
			const frames = calls.filter(({ id }) => id === 'card.streaming');
			assert.ok(frames.every(({ refused }) => !refused));
			const live = frames.filter(({ time }) => time < (end?.startTime ?? 0));
			console.log(`    ${live.length} frames while it spoke, ${frames.length} in all`);
			// On a busy machine there are fewer; one alone could be the answer as a whole.
			assert.ok(live.length >= 2, `${live.length} frames came while the model spoke`);
			const contents = live.map(({ request }) => String((request as { content: string }).content));
			for (const content of contents) assert.ok(ANSWER.startsWith(content.trim()), content);
			const card = state.cards.at(-1);
			assert.deepEqual([card?.typing?.state, card?.params.content], ['done', ANSWER]);
			also(run.id);
		});
	}
}
