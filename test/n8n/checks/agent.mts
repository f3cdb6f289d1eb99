import assert from 'node:assert/strict';
import { describeError, watch } from '../../../harness/transcript.mts';
import type { Workflow } from '../../../harness/workflows.mts';
import { callTool, sayFrom, toolOutputs, type ChatModel } from '../../../harness/n8n/chatModel.mts';
import type { CredentialSeed } from '../../../harness/n8n/instance.mts';
import { itemsOf } from '../../../harness/n8n/runData.mts';
import type { Bench } from '../run.mts';
import type { Report } from './report.mts';
import { ONE_NODE_TRIGGER } from './workflow.mts';

const OPS = 'cidOpsAlerts000000001==';
const TEXT = '订单失败率 7.2% – Bob, please look 👀';
/** What workflows name the model by. */
export const MODEL_CREDENTIAL = { id: 'scriptedModel', name: 'A scripted chat model' };

/** What one answer of the tool may cost a model. */
const MAX_OUTPUT_CHARS = 500;

/** The credential of the local stand-in for OpenAI. */
export const SCRIPTED_MODEL = (url: string): CredentialSeed => ({
	...MODEL_CREDENTIAL,
	type: 'openAiApi',
	data: { apiKey: 'sk-scripted', url, header: false },
});

/** n8n's AI Agent with a chat model and the DingTalk node as its only tool. */
export function agentWorkflow(): Workflow {
	const at = (id: number, x: number, y: number) => ({
		id: `agent-${id}`,
		position: [x, y],
	});
	return {
		id: 'check-agent',
		name: 'Check: agent',
		active: false,
		settings: { executionOrder: 'v1' },
		nodes: [
			{
				...at(1, 0, 0),
				name: ONE_NODE_TRIGGER,
				type: 'n8n-nodes-base.manualTrigger',
				...{ typeVersion: 1, parameters: {} },
			},
			{
				...at(2, 240, 0),
				name: 'Agent',
				type: '@n8n/n8n-nodes-langchain.agent',
				...{ typeVersion: 3.1 },
				parameters: {
					promptType: 'define',
					text: 'Tell the operations group that 7.2% of the orders fail and that Bob should look.',
					options: { systemMessage: 'You tell people on DingTalk what they have to know.' },
				},
			},
			{
				...at(3, 160, 240),
				name: 'Model',
				type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
				...{ typeVersion: 1.3 },
				credentials: { openAiApi: MODEL_CREDENTIAL },
				parameters: {
					model: { __rl: true, mode: 'id', value: 'scripted' },
					responsesApiEnabled: false,
					options: { maxRetries: 0 },
				},
			},
			{
				...at(4, 360, 240),
				name: 'Send in DingTalk',
				type: 'n8n-nodes-dingtalk-suite.dingTalkTool',
				...{ typeVersion: 1 },
				credentials: {
					dingTalkAppApi: { id: 'dingTalkAppExample', name: 'DingTalk App API account' },
				},
				parameters: {
					resource: 'message',
					operation: 'send',
					target: 'group',
					openConversationId: {
						__rl: true,
						mode: 'id',
						value: fromAi('group', 'The open conversation ID of the group, starting with cid'),
					},
					messageType: 'text',
					text: fromAi('text', 'The message'),
					options: {},
				},
			},
		],
		connections: {
			[ONE_NODE_TRIGGER]: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
			Model: { ai_languageModel: [[{ node: 'Agent', type: 'ai_languageModel', index: 0 }]] },
			'Send in DingTalk': { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
		},
	};
}

/** As n8n's editor writes it for "Let the model define this parameter". */
function fromAi(key: string, description: string): string {
	return `={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${key}', \`${description}\`, 'string') }}`;
}

/** The DingTalk node as a tool of n8n's AI Agent: what the model is offered, and what it gets back. */
export async function checkAgent(report: Report, bench: Bench, model: ChatModel): Promise<void> {
	console.log('\nAI Agent with the DingTalk node as its tool');
	const { session, sandbox } = bench;
	const answerOf = async () => {
		const run = await session.client.run('check-agent', ONE_NODE_TRIGGER);
		assert.equal(run.status, 'success', describeError(run.error ?? { message: 'no error' }));
		return String(itemsOf(run, 'Agent')[0]?.json.output);
	};
	await report.check('the model’s call of the tool sends the message', async () => {
		model.play([
			callTool({ group: OPS, text: TEXT }),
			sayFrom((output) => `Sent: ${JSON.parse(output)[0].processQueryKey}`),
		]);
		const effectsOf = watch(sandbox);
		const said = await answerOf();
		const [message, ...more] = effectsOf().messages;
		assert.deepEqual(more, []);
		assert.equal(message?.content.text, TEXT);
		assert.equal(message.target.openConversationId, OPS);
		assert.equal(said, `Sent: ${message.processQueryKey}`);
	});
	await report.check('the model is told what the tool does and what it needs', () => {
		const [tool, ...others] = model.requests()[0]?.tools ?? [];
		assert.deepEqual(others, []);
		assert.equal(tool?.function.name, 'Send_in_DingTalk');
		assert.match(tool.function.description, /send/i);
		assert.match(tool.function.description, /DingTalk/);
		assert.deepEqual(Object.keys(tool.function.parameters.properties ?? {}), ['group', 'text']);
		assert.deepEqual(tool.function.parameters.required, ['group', 'text']);
	});
	await report.check('its output is JSON, small, and only what a model can use', () => {
		const [output] = toolOutputs(model.requests().at(-1)?.messages ?? []);
		assert.ok(output.length <= MAX_OUTPUT_CHARS, `${output.length} characters: ${output}`);
		const [result] = JSON.parse(output) as Array<Record<string, unknown>>;
		assert.equal(result.openConversationId, OPS);
		assertWithoutSecrets(output);
	});
	await report.check('after a refusal the model knows why, and can try again', async () => {
		model.play([
			callTool({ group: 'cidNobodyKnowsThisOne==', text: TEXT }),
			callTool({ group: OPS, text: TEXT }),
			sayFrom(() => 'Sent at the second attempt'),
		]);
		const effectsOf = watch(sandbox);
		assert.equal(await answerOf(), 'Sent at the second attempt');
		assert.equal(effectsOf().messages.length, 1);
		const [refusal] = toolOutputs(model.requests()[1]?.messages ?? []);
		// What happened, what to do, and DingTalk's own code.
		assert.match(refusal, /no such conversation[^]*starts with cid[^]*invalid\.openConversationId/);
		assert.ok(refusal.length <= MAX_OUTPUT_CHARS, `${refusal.length} characters: ${refusal}`);
		assertWithoutSecrets(refusal);
	});
	await report.check(
		'a missing value is refused before DingTalk is asked, by its name',
		async () => {
			model.play([callTool({ group: OPS, text: '' }), sayFrom((output) => output)]);
			const effectsOf = watch(sandbox);
			assert.match(await answerOf(), /Text/);
			assert.deepEqual(effectsOf().messages, []);
		},
	);
}

function assertWithoutSecrets(text: string): void {
	for (const word of ['sandbox-app-secret', 'x-acs-dingtalk-access-token', 'access_token']) {
		assert.ok(!text.includes(word), `${word} is in what the model got`);
	}
	// A token is 32 hex digits; a tool's output has no other use for so many.
	assert.doesNotMatch(text, /\b[0-9a-f]{32}\b/);
}
