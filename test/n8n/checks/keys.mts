import assert from 'node:assert/strict';
import { describeError, watch } from '../../../harness/transcript.mts';
import type { Workflow } from '../../../harness/workflows.mts';
import {
	toolOutputs,
	type ChatMessage,
	type ChatModel,
	type ChatTurn,
} from '../../../harness/n8n/chatModel.mts';
import type { Bench } from '../run.mts';
import { MODEL_CREDENTIAL } from './agent.mts';
import {
	below,
	BY_HAND,
	items,
	node,
	peopleTool,
	robot,
	robotTool,
	wires,
	workflow,
} from './keyWorkflows.mts';
import { checkMcp, checkMcpRetry, mcpWorkflow } from './mcp.mts';
import type { Report } from './report.mts';
import { ONE_NODE_TRIGGER as START } from './workflow.mts';

const AGENTS = { 'check-keys-agent-2.2': 2.2, 'check-keys-agent-3.1': 3.1 };
const TO_PEOPLE = 'check-keys-agent-people';
const RETRIED = { retryOnFail: true, maxTries: 2, waitBetweenTries: 10 };
// The robot of the flows takes nothing without this word.
const ALERT = 'alert';

/** Workflows that send one text more than once, on purpose or because n8n tries again. */
export function keyWorkflows(): Workflow[] {
	const flow = (id: string, nodes: Workflow['nodes'], ...lines: string[]) =>
		workflow(id, [BY_HAND, ...nodes], wires(...lines));
	const one = items(ALERT);
	const toItems = [`${START} > Texts`, 'Texts > Items'];
	return [
		mcpWorkflow(),
		...Object.entries(AGENTS).map(([id, version]) => agentWorkflow(id, version, robotTool('tool'))),
		agentWorkflow(TO_PEOPLE, 2.2, peopleTool('tool')),
		flow(
			'check-keys-loop',
			[
				...items(ALERT, ALERT, ALERT),
				node('Loop', 'n8n-nodes-base.splitInBatches', 3),
				robot('Robot'),
			],
			...toItems,
			'Items > Loop',
			'Loop.1 > Robot',
			'Robot > Loop',
		),
		flow(
			'check-keys-twice',
			[...one, node('Pass', 'n8n-nodes-base.noOp', 1), robot('Robot')],
			...toItems,
			'Items > Robot',
			'Items > Pass',
			'Pass > Robot',
		),
		flow(
			'check-keys-main',
			[
				...items(ALERT, ALERT),
				node('Sub', 'n8n-nodes-base.executeWorkflow', 1.2, {
					workflowId: { __rl: true, mode: 'id', value: 'check-keys-sub' },
					mode: 'each',
					options: { waitForSubWorkflow: true },
				}),
			],
			...toItems,
			'Items > Sub',
		),
		workflow(
			'check-keys-sub',
			[
				node('Called', 'n8n-nodes-base.executeWorkflowTrigger', 1.1, {
					inputSource: 'passthrough',
				}),
				robot('Robot'),
			],
			wires('Called > Robot'),
		),
		flow('check-keys-retry', [...one, robot('Robot', RETRIED)], ...toItems, 'Items > Robot'),
		// The same nodes with the same IDs in two workflows.
		flow('check-keys-original', [...one, robot('Robot')], ...toItems, 'Items > Robot'),
		flow('check-keys-copy', [...one, robot('Robot')], ...toItems, 'Items > Robot'),
		{
			...flow('check-keys-pinned', [...one, robot('Robot')], ...toItems, 'Items > Robot'),
			pinData: { Items: [{ json: { t: `pinned ${ALERT}` } }] },
		},
	];
}

/** Two items at once, each of which the agent has to send on. */
function agentWorkflow(id: string, version: number, tool: Workflow['nodes'][0]): Workflow {
	return workflow(
		id,
		[
			BY_HAND,
			...items('to lina', 'to bob'),
			node('Agent', '@n8n/n8n-nodes-langchain.agent', version, {
				promptType: 'define',
				text: '={{ $json.t }}',
				options: { batching: { batchSize: 2, delayBetweenBatches: 0 } },
			}),
			node(
				'Model',
				'@n8n/n8n-nodes-langchain.lmChatOpenAi',
				1.3,
				{
					model: { __rl: true, mode: 'id', value: 'scripted' },
					responsesApiEnabled: false,
					options: { maxRetries: 0 },
				},
				{ credentials: { openAiApi: MODEL_CREDENTIAL } },
			),
			tool,
		],
		{
			...wires(`${START} > Texts`, 'Texts > Items', 'Items > Agent'),
			...below('Agent', 'ai_languageModel', ['Model']),
			...below('Agent', 'ai_tool', [tool.name]),
		},
	);
}

/** A message is sent as often as it was meant to be, whatever n8n numbers alike. */
export async function checkKeys(report: Report, bench: Bench, model: ChatModel): Promise<void> {
	console.log('\nOne key, one message');
	await checkMcp(report, bench);
	await checkMcpRetry(report, bench);
	for (const [id, version] of Object.entries(AGENTS)) {
		await report.check(`AI Agent ${version}: each item of a batch sends its own text`, async () => {
			assert.deepEqual(await sentByAgent(bench, model, id, sendOnce), ['to bob', 'to lina']);
		});
		await report.check(`AI Agent ${version}: what it sends twice arrives twice`, async () => {
			assert.deepEqual(await sentByAgent(bench, model, id, sendTwice), [
				...Array.from({ length: 4 }, () => 'the same'),
			]);
		});
	}
	await report.check('AI Agent 2.2: each item of a batch writes to its own person', async () => {
		const effectsOf = watch(bench.sandbox);
		await sentByAgent(bench, model, TO_PEOPLE, sendToPerson);
		const sent = effectsOf().messages.map(
			({ target, content }) => `${target.userIds?.join()} got ${content.text}`,
		);
		assert.deepEqual(sent.sort(), ['bob got to bob', 'lina got to lina']);
	});
	await checkFlows(report, bench);
}

async function checkFlows(report: Report, bench: Bench): Promise<void> {
	const { sandbox } = bench;
	for (const [what, id, texts] of [
		['in the rounds of a loop', 'loop', [ALERT, ALERT, ALERT]],
		['in a node that runs twice in one execution', 'twice', [ALERT, ALERT]],
		['in a sub-workflow that is called for each item', 'main', [ALERT, ALERT]],
		['from pinned data', 'pinned', [`pinned ${ALERT}`]],
		['from pinned data, run again', 'pinned', [`pinned ${ALERT}`]],
		['of a workflow', 'original', [ALERT]],
		['of its copy', 'copy', [ALERT]],
	] as const) {
		await report.check(`one text ${what} arrives each time`, async () => {
			assert.deepEqual(await sentBy(bench, `check-keys-${id}`), texts);
		});
	}
	await report.check('what Retry On Fail tries again arrives once', async () => {
		// The node itself tries three times.
		const match = { id: 'robot.webhook.send' };
		sandbox.control.addFault({ match, times: 3, cut: true, afterWork: true });
		const effectsOf = watch(sandbox);
		assert.deepEqual(await sentBy(bench, 'check-keys-retry'), [ALERT]);
		assert.equal(effectsOf().calls.filter(({ path }) => path === '/robot/send').length, 4);
	});
}

async function sentBy({ session, sandbox }: Bench, id: string): Promise<unknown[]> {
	const effectsOf = watch(sandbox);
	const run = await session.client.run(id, START);
	assert.equal(run.status, 'success', describeError(run.error ?? { message: 'no error' }));
	return effectsOf().messages.map(({ content }) => content.text);
}

async function sentByAgent(
	bench: Bench,
	model: ChatModel,
	id: string,
	turn: ChatTurn,
): Promise<unknown[]> {
	// The conversations of the two items come in any order.
	model.play(Array.from({ length: 10 }, () => turn));
	return (await sentBy(bench, id)).sort();
}

const askedIn = (messages: ChatMessage[]): string =>
	messages.filter(({ role }) => role === 'user').at(-1)?.content ?? '';

/** Calls the tool so often, and then speaks. */
const calling =
	(times: number, argumentsFor: (asked: string) => Record<string, unknown>): ChatTurn =>
	({ messages }) =>
		toolOutputs(messages).length < times
			? { toolArguments: argumentsFor(askedIn(messages)) }
			: { text: 'Sent' };

const sendOnce = calling(1, (text) => ({ text }));
const sendTwice = calling(2, () => ({ text: 'the same' }));
const sendToPerson = calling(1, (text) => ({ text, userIds: text.split(' ').at(-1) }));
