import assert from 'node:assert/strict';
import { runExample } from '../../../harness/session.mts';
import { describeError, watch } from '../../../harness/transcript.mts';
import { itemsOf } from '../../../harness/n8n/runData.mts';
import type { ChatModel } from '../../../harness/n8n/chatModel.mts';
import { until } from '../../../harness/n8n/until.mts';
import { openQueue, type Queue } from '../queue/queue.mts';
import { hasRedis } from '../queue/redis.mts';
import { startN8n } from '../../../harness/n8n/server.mts';
import type { Bench } from '../run.mts';
import { SCRIPTED_MODEL } from './agent.mts';
import { cardElsewhereWorkflow, checkCardElsewhere } from './cardElsewhere.mts';
import { keyCredentials } from './keyWorkflows.mts';
import { checkLiveTokens, liveCredentials, liveWorkflows } from './liveTokens.mts';
import { checkMcp, MCP, mcpWorkflow } from './mcp.mts';
import { assertOnWorker } from './onWorker.mts';
import { PUSH_JUDGES } from './pushJudges.mts';
import { checkQueueLoad, queueLoadWorkflow } from './queueLoad.mts';
import type { Report } from './report.mts';
import { waitWorkflows } from './sendAndWaitWorkflows.mts';
import { STREAM, TRIGGER, triggerCredentials, triggerWorkflows } from './triggerWorkflows.mts';
import { checkResultQueue } from './waitForResult.mts';
import { resultWorkflows } from './waitForResultWorkflows.mts';
import { checkWaitQueue } from './waitQueue.mts';

const ACKNOWLEDGED_WITHIN_MS = 150_000;

/** Triggers and webhooks on the main process, executions on two workers. */
export async function checkQueueMode(
	report: Report,
	{ session }: Bench,
	model: ChatModel,
): Promise<void> {
	console.log('\nQueue mode: a main process and two workers, PostgreSQL, Redis');
	if (!hasRedis()) return report.skip('queue mode: no redis-server');
	const cleanups: Array<() => Promise<void>> = [];
	try {
		let queue: Queue | undefined;
		await report.check('n8n starts, with two workers', async () => {
			queue = await openQueue(
				{
					tarball: session.tarball,
					credentials: (sandbox) => [
						...triggerCredentials(sandbox),
						...keyCredentials(sandbox),
						...liveCredentials(model.url),
						SCRIPTED_MODEL(model.url),
					],
					workflows: [
						...triggerWorkflows(),
						mcpWorkflow(),
						queueLoadWorkflow(),
						...waitWorkflows(),
						cardElsewhereWorkflow(),
						...resultWorkflows(),
						...liveWorkflows(),
					],
				},
				(cleanup) => cleanups.push(cleanup),
			);
		});
		if (queue === undefined) return;
		await checkWebhook(report, queue);
		await checkMcpOnWorker(report, queue);
		await checkTrigger(report, queue);
		await checkResultQueue(report, queue);
		await checkWaitQueue(report, queue);
		await checkCardElsewhere(report, queue);
		const { session: queued, workers } = queue;
		await checkLiveTokens(report, queue, model, undefined, (executionId) =>
			assertOnWorker(workers, queued, executionId),
		);
		await checkQueueLoad(report, queue);
		await checkRestart(report, queue, (cleanup) => cleanups.push(cleanup));
	} finally {
		for (const cleanup of cleanups.reverse()) await cleanup();
	}
}

async function checkWebhook(report: Report, { session, sandbox, workers }: Queue): Promise<void> {
	const example = session.examples.find(({ slug }) => slug === 'on-call');
	assert.ok(example);
	await report.check('a webhook’s execution runs on the worker, to its end', async () => {
		const effectsOf = watch(sandbox);
		const run = await runExample(session, example);
		assert.equal(run.status, 'success', describeError(run.error ?? { message: 'no error' }));
		assert.equal(effectsOf().messages.length, 3);
		assertOnWorker(workers, session, run.id);
	});
	await report.check('the workers keep the token for the next execution', async () => {
		await runExample(session, example);
		assert.equal(sandbox.control.counts()['token.app'], 1);
	});
}

async function checkMcpOnWorker(report: Report, queue: Queue): Promise<void> {
	const { workers, session } = queue;
	await checkMcp(report, queue);
	await report.check('a worker ran the tools', async () => {
		const [newest] = await session.client.executionIds(MCP);
		assertOnWorker(workers, session, newest);
	});
}

async function checkTrigger(report: Report, queue: Queue): Promise<void> {
	const { session, sandbox, workers } = queue;
	const { client, server } = session;
	const { control } = sandbox;
	await report.check('a trigger’s connection is on the main process', async () => {
		await client.activate(STREAM);
		assert.equal(control.connections().length, 1);
		for (const { output } of workers) assert.ok(!output().includes('DingTalk Trigger'), output());
	});
	await report.check('what it is pushed starts an execution on the worker', async () => {
		const run = await client.nextRun(STREAM, () => {
			control.raiseEvent('check_in', { timeStamp: 3, staffId: 'lina' });
		});
		assert.equal(itemsOf(run, TRIGGER)[0].json.eventType, 'check_in');
		assertOnWorker(workers, session, run.id);
		await client.deactivate(STREAM);
	});
	const bot = session.examples.find(({ slug }) => slug === 'answering-bot');
	await report.check(
		'the answering bot: files downloaded there are read on the worker',
		async () => {
			assert.ok(bot);
			const effectsOf = watch(sandbox);
			const run = await runExample(session, bot, sandbox);
			assert.equal(run.status, 'success', describeError(run.error ?? { message: 'no error' }));
			assertOnWorker(workers, session, run.id);
			// n8n's editor shows nobody a file that a trigger stored in the database, so DingTalk is asked.
			const judges = Object.values(PUSH_JUDGES['answering-bot']).filter(
				(judge) => judge !== PUSH_JUDGES['answering-bot']['the file has come as it was sent'],
			);
			for (const judge of judges) await judge(run, effectsOf(), { session, sandbox });
		},
	);
	// n8n gives nodes no lock between processes: two that find no good token at once both ask for it.
	await report.check('no process asked for a token twice', () => {
		const exchanges = control.counts()['token.app'];
		assert.ok(exchanges <= 1 + workers.length, `${exchanges} exchanges`);
	});
	await report.check(
		'unpublished, no connection is left; the main process ran nothing',
		async () => {
			await until('no connections', () => control.connections().length === 0);
			assert.ok(!server.output().includes('Worker started execution'));
		},
	);
}

async function checkRestart(
	report: Report,
	{ session: { client, server, instance }, sandbox: { control } }: Queue,
	onCleanup: (cleanup: () => Promise<void>) => void,
): Promise<void> {
	const raise = (eventId: string) => {
		control.raiseEvent('check_in', { timeStamp: 4, staffId: 'lina' }, { eventId });
	};
	await report.check('restarted, the trigger is live again by itself', async () => {
		await client.activate(STREAM);
		await client.nextRun(STREAM, () => raise('before-the-restart'));
		await server.stop();
		await until('no connections', () => control.connections().length === 0);
		const again = await startN8n(instance);
		onCleanup(() => again.stop());
		await until('one connection', () => control.connections().length === 1);
	});
	await report.check('an event from before that comes again starts nothing', async () => {
		const before = (await client.executionIds(STREAM)).length;
		raise('before-the-restart');
		const run = await client.nextRun(STREAM, () => raise('after-the-restart'));
		assert.equal(itemsOf(run, TRIGGER)[0].json.eventId, 'after-the-restart');
		assert.equal((await client.executionIds(STREAM)).length, before + 1);
		// Half a minute after the start, events get LATER: other triggers of the app may not be up yet.
		const isAcked = () => control.pushes(2).every(({ status }) => status === 'acked');
		await until('both are acknowledged', isAcked, { limitMs: ACKNOWLEDGED_WITHIN_MS });
	});
}
