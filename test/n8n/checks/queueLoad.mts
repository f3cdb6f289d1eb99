import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Workflow } from '../../../harness/workflows.mts';
import type { Queue } from '../queue/queue.mts';
import { until } from '../../../harness/n8n/until.mts';
import type { Report } from './report.mts';

const LOAD = 'check-queue-load';
const REFUSED = 'refused:robot.oto.batchSend';
const EXECUTIONS = 20;
const MESSAGES_EACH = 50;
const TEXT = /^load (\d+)\/\d+$/;
/** Everything at 20 calls a second takes 50 s; it may take three times as long. */
const LIMIT_MS = 150_000;
/** Those under way when the token is dropped, and some of two processes for their number; 200 wait for their turn then. */
const MOST_REFUSED_LATER = 60;
/** Longer than a worker that sends is ever silent. */
const QUIET_MS = 8_000;

/** A webhook that is given people and texts, and sends each of them a message. */
export function queueLoadWorkflow(): Workflow {
	const at = (id: string, x: number, typeVersion: number) => ({
		id: `${LOAD}-${id}`,
		position: [x, 0] as [number, number],
		typeVersion,
	});
	const then = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
	return {
		id: LOAD,
		name: `Check: ${LOAD}`,
		active: false,
		settings: { executionOrder: 'v1' },
		nodes: [
			{
				...at('webhook', 0, 2),
				name: 'Called',
				type: 'n8n-nodes-base.webhook',
				webhookId: `${LOAD}-hook`,
				parameters: { httpMethod: 'POST', path: LOAD, responseMode: 'onReceived', options: {} },
			},
			{
				...at('split', 220, 1),
				name: 'One by one',
				type: 'n8n-nodes-base.splitOut',
				parameters: { fieldToSplitOut: 'body.messages', options: {} },
			},
			{
				...at('send', 440, 1),
				name: 'Send',
				type: 'n8n-nodes-dingtalk-suite.dingTalk',
				parameters: {
					resource: 'message',
					operation: 'send',
					target: 'people',
					people: { list: [{ ids: '={{ $json.userId }}' }] },
					messageType: 'text',
					text: '={{ $json.text }}',
				},
				credentials: {
					dingTalkAppApi: { id: 'dingTalkAppExample', name: 'DingTalk App API account' },
				},
			},
		],
		connections: { Called: then('One by one'), 'One by one': then('Send') },
	} as Workflow;
}

/** What a load run came to. */
interface Result {
	/** How often each text was delivered. */
	delivered: Map<string, number>;
	/** Number of the execution in our count → what n8n says became of it. */
	statuses: Map<number, string>;
	/** Calls refused after the token was dropped, whether for it or for their number. */
	refusedLater: number;
}

/** Many messages at once, while a worker is killed and DingTalk drops the token. */
export async function checkQueueLoad(report: Report, queue: Queue): Promise<void> {
	const { control } = queue.sandbox;
	const countsBefore = control.counts();
	const since = (name: string) => (control.counts()[name] ?? 0) - (countsBefore[name] ?? 0);
	let result: Result | undefined;
	await report.check('1,000 messages, a worker killed, the token dropped: all ends', async () => {
		result = await sendThem(queue);
	});
	if (result === undefined) return;
	const { delivered, statuses, refusedLater } = result;
	const of = (wanted: (status: string) => boolean) =>
		[...statuses].filter(([, status]) => wanted(status)).map(([number]) => number);
	const missing = textsOf([...statuses.keys()]).filter((text) => !delivered.has(text));
	const refused = since(REFUSED);
	console.log(
		`    n8n: ${of((status) => status === 'success').length} executions succeeded, ` +
			`${of((status) => status !== 'success').length} did not; ` +
			`${delivered.size} messages delivered, ${missing.length} not; ` +
			`${refused} calls refused, ${since('token.app')} token exchanges`,
	);
	await report.check('who n8n says succeeded sent all its messages', () => {
		const promised = textsOf(of((status) => status === 'success'));
		assert.deepEqual(
			promised.filter((text) => !delivered.has(text)),
			[],
		);
	});
	await report.check('only what the killed worker had in hand is missing, and n8n says so', () => {
		const owners = new Set(missing.map((text) => Number(TEXT.exec(text)?.[1])));
		assert.notEqual(of((status) => status === 'success').length, 0);
		for (const owner of owners) assert.match(statuses.get(owner) ?? '', /^(crashed|error)$/);
	});
	await report.check('nobody got a message twice', () => {
		assert.deepEqual(
			[...delivered].filter(([, times]) => times !== 1),
			[],
		);
	});
	await report.check('a dropped token is renewed before all who wait are refused for it', () => {
		assert.ok(refusedLater >= 1 && refusedLater <= MOST_REFUSED_LATER, String(refusedLater));
	});
	await report.check('a dropped token costs each process one exchange at most', () => {
		// The worker that was killed, the one that took its place, and the one that stayed.
		assert.ok(since('token.app') >= 1 && since('token.app') <= 3, String(since('token.app')));
	});
}

async function sendThem(queue: Queue): Promise<Result> {
	const { session, sandbox, workers } = queue;
	const { client, server } = session;
	await client.activate(LOAD);
	for (let number = 1; number <= EXECUTIONS; number++) await callWebhook(server.url, number);
	// Numbered in the order of the calls; n8n lists them by the time a worker began.
	const ids = (await client.executionIds(LOAD)).sort((a, b) => Number(a) - Number(b));
	assert.equal(ids.length, EXECUTIONS);
	const sent = () => deliveries(sandbox).size;
	await until('a tenth is sent', () => sent() >= (EXECUTIONS * MESSAGES_EACH) / 10, {
		limitMs: LIMIT_MS,
	});
	await workers.splice(0, 1)[0].kill();
	await until('a third is sent', () => sent() >= (EXECUTIONS * MESSAGES_EACH) / 3, {
		limitMs: LIMIT_MS,
	});
	const refused = () => sandbox.control.counts()[REFUSED] ?? 0;
	const refusedBefore = refused();
	sandbox.control.expireTokens();
	await queue.startWorker();
	for (const id of ids) await client.waitForRun(id, LIMIT_MS);
	await whenNothingIsSent(sent);
	const statuses = new Map<number, string>();
	for (const [index, id] of ids.entries()) {
		statuses.set(index + 1, (await client.waitForRun(id, LIMIT_MS)).status);
	}
	await client.deactivate(LOAD);
	return { delivered: deliveries(sandbox), statuses, refusedLater: refused() - refusedBefore };
}

/** n8n says of executions that they failed while a busy worker still runs them, and later that they succeeded. */
async function whenNothingIsSent(sent: () => number): Promise<void> {
	let before: number;
	do {
		before = sent();
		await sleep(QUIET_MS);
	} while (sent() > before);
}

async function callWebhook(url: string, number: number): Promise<void> {
	const messages = textsOf([number]).map((text, index) => ({ text, userId: personOf(index) }));
	const response = await fetch(`${url}/webhook/${LOAD}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ messages }),
	});
	assert.equal(response.status, 200, await response.text());
}

const personOf = (index: number) => `load${String(index + 1).padStart(4, '0')}`;

const textsOf = (numbers: number[]): string[] =>
	numbers.flatMap((number) =>
		Array.from({ length: MESSAGES_EACH }, (_, index) => `load ${number}/${index + 1}`),
	);

function deliveries({ control }: Queue['sandbox']): Map<string, number> {
	const times = new Map<string, number>();
	for (const { content } of control.state().messages) {
		const text = content.text ?? '';
		if (TEXT.test(text)) times.set(text, (times.get(text) ?? 0) + 1);
	}
	return times;
}
