import assert from 'node:assert/strict';
import type { Workflow } from '../../../harness/workflows.mts';
import type { Queue } from '../queue/queue.mts';
import type { Report } from './report.mts';
import { APP, OPS } from './sendAndWaitWorkflows.mts';
import { answer, asker } from './waitAsked.mts';
import { ONE_NODE_TRIGGER } from './workflow.mts';

const SLUG = 'card-elsewhere';
const PIECES = ['One. ', 'Two. '];
/** More than the card is to hold. */
const LAST = `${'Three is a longer sentence. '.repeat(10)}\n\nAnd the rest, which is another sentence.`;

/** Types into a card, waits for somebody's answer, and types on. */
export function cardElsewhereWorkflow(): Workflow {
	const outTrackId = '=two-workers-{{ $execution.id }}';
	const card = (operation: string, more: object) => ({
		parameters: { resource: 'card', operation, outTrackId, options: {}, ...more },
	});
	const steps: Array<[string, { parameters: object }]> = [
		[
			'Start',
			card('startStream', {
				templateId: 'sandbox-ai.schema',
				target: 'group',
				openConversationId: { __rl: true, mode: 'id', value: OPS },
				text: 'Thinking …',
				options: { outTrackId },
			}),
		],
		['First', card('appendStream', { text: PIECES[0] })],
		[
			'Ask',
			{
				parameters: {
					resource: 'message',
					operation: 'sendAndWait',
					target: 'people',
					people: { list: [{ ids: 'lina' }] },
					message: 'Go on?',
					responseType: 'approval',
					options: {},
				},
			},
		],
		['Second', card('appendStream', { text: PIECES[1] })],
		[
			'Step',
			card('stream', {
				card: 'existing',
				text: LAST,
				options: { cardLimit: 300, isEndRepeated: false },
			}),
		],
	];
	const nodes = [
		{
			...{ id: 'card-by-hand', name: ONE_NODE_TRIGGER, position: [0, 0], typeVersion: 1 },
			...{ type: 'n8n-nodes-base.manualTrigger', parameters: {} },
		},
		...steps.map(([name, step], index) => ({
			...{ id: `card-${index}`, name, position: [200 * (index + 1), 0], typeVersion: 1 },
			...{ type: 'n8n-nodes-dingtalk-suite.dingTalk', credentials: APP },
			...step,
		})),
	] as Workflow['nodes'];
	return {
		id: `check-wait-${SLUG}`,
		name: `Check: ${SLUG}`,
		active: false,
		settings: { executionOrder: 'v1' },
		nodes,
		connections: Object.fromEntries(
			nodes
				.slice(1)
				.map(({ name }, index) => [
					nodes[index].name,
					{ main: [[{ node: name, type: 'main', index: 0 }]] },
				]),
		),
	};
}

/** One card that two workers type into, one after the other: in the midst of it the first one stops. */
export async function checkCardElsewhere(report: Report, queue: Queue): Promise<void> {
	const { session, sandbox, workers } = queue;
	const { ask } = asker(queue);
	await report.check('a card that one worker began is typed to its end by another', async () => {
		const { executionId, messages } = await ask(SLUG);
		const outTrackId = `two-workers-${executionId}`;
		const cardNow = () =>
			sandbox.control.state().cards.find((card) => card.outTrackId === outTrackId);
		assert.equal(cardNow()?.params.content, PIECES[0]);
		const finished = `Worker finished execution ${executionId} `;
		const first = workers.findIndex((worker) => worker.output().includes(finished));
		assert.notEqual(first, -1, 'no worker began it');
		await workers.splice(first, 1)[0].stop();
		try {
			await goOn();
		} finally {
			await queue.startWorker();
		}

		async function goOn() {
			const [question] = messages.filter(({ content }) => content.buttons !== undefined);
			const { url } = (question.content.buttons as Array<{ url: string }>)[0];
			assert.equal((await answer(url)).status, 200);
			const run = await session.client.waitForRun(executionId);
			assert.equal(run.status, 'success', JSON.stringify(run.error));
			assert.ok(workers[0].output().includes(finished), 'another worker went on with it');
			const texts = run.nodes
				.filter(({ name }) => name === 'Second')
				.map(({ items }) => items[0].json.text);
			assert.deepEqual(texts, [PIECES.join('')], 'what the first worker typed is known');
			assert.equal(cardNow()?.typing?.state, 'done');
			assert.doesNotMatch(cardNow()?.params.content ?? '', /the rest/);
			const rest = sandbox.control.state().messages.at(-1);
			assert.equal(rest?.target.openConversationId, OPS);
			assert.equal(rest?.content.text, 'And the rest, which is another sentence.');
		}
	});
}
