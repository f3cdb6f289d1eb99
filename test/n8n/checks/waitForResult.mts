import assert from 'node:assert/strict';
import { itemsOf, type RunResult } from '../../../harness/n8n/runData.mts';
import type { ApprovalAct } from '../../../sandbox/people/onApprovals.mts';
import type { Bench } from '../run.mts';
import type { Queue } from '../queue/queue.mts';
import { assertOnWorker } from './onWorker.mts';
import type { Report } from './report.mts';
import { STREAM } from './triggerWorkflows.mts';
import { asker } from './waitAsked.mts';
import { ONE_NODE_TRIGGER } from './workflow.mts';

/** n8n looks for waits that are over once a minute, and wakes those of the next minute at their time. */
const ROUND_MS = 90_000;
/** An event is heard at once. */
const SOON_MS = 15_000;

/** An execution that waits for the result of the approval it has started. */
interface Waiting {
	executionId: string;
	processInstanceId: string;
}

/** What the checks do with approvals that executions wait for. */
export function resultAsker(bench: Pick<Bench, 'session' | 'sandbox'>) {
	const { session, sandbox } = bench;
	const { control } = sandbox;
	const { untilWaiting } = asker(bench as Bench);
	return {
		async start(slug = 'create'): Promise<Waiting> {
			const before = control.state().approvals.length;
			const executionId = await session.client.start(`check-result-${slug}`, ONE_NODE_TRIGGER);
			await untilWaiting(executionId);
			const { approvals } = control.state();
			assert.equal(approvals.length, before + 1, 'one approval was started');
			return { executionId, processInstanceId: approvals[before].processInstanceId };
		},
		/** Somebody ends it, as on the sandbox's page. */
		act: ({ processInstanceId }: Waiting, act: ApprovalAct, userId = 'lina') =>
			control.actOnApproval(processInstanceId, userId, act, { remark: 'as checked' }),
		/** @returns what came out of the node, once the group was told of it */
		async outcomeOf({ executionId }: Waiting, limitMs: number): Promise<Record<string, unknown>> {
			const run: RunResult = await session.client.waitForRun(executionId, limitMs);
			assert.equal(run.status, 'success', JSON.stringify(run.error));
			return itemsOf(run, 'Step')[0].json;
		},
		/** What the group was told of an execution. */
		told: ({ executionId }: Waiting): string[] =>
			control.state().messages.flatMap(({ content: { text = '' } }) => {
				const [, id, outcome] = /^Execution (\d+): (\w+)/.exec(text) ?? [];
				return id === executionId ? [outcome] : [];
			}),
	};
}

/** Executions wait on workers, and the trigger hears on the main process. */
export async function checkResultQueue(report: Report, queue: Queue): Promise<void> {
	const { session, workers } = queue;
	const { start, act, outcomeOf, told } = resultAsker(queue);
	await session.client.activate(STREAM);
	try {
		await report.check('an approval ends: whoever waits on a worker is woken at once', async () => {
			const waiting = await start();
			assertOnWorker(workers, session, waiting.executionId);
			// The main process is told that it waits once n8n has stored it.
			await new Promise((done) => setTimeout(done, 2_000));
			act(waiting, 'agree');
			assert.equal((await outcomeOf(waiting, SOON_MS)).outcome, 'approved');
			assert.deepEqual(told(waiting), ['approved']);
		});
	} finally {
		await session.client.deactivate(STREAM);
	}
	await report.check('no trigger: it is found by looking, on whichever worker', async () => {
		const waiting = await start();
		act(waiting, 'refuse');
		assert.equal((await outcomeOf(waiting, ROUND_MS)).outcome, 'refused');
		assert.deepEqual(told(waiting), ['refused']);
	});
}

/** Approval > Create that waits for the result: by looking alone, woken by events, over a restart of n8n. */
export async function checkWaitForResult(report: Report, bench: Bench): Promise<void> {
	console.log('\nApproval: wait for the result');
	const { session, sandbox } = bench;
	const { control } = sandbox;
	const { start, act, outcomeOf, told } = resultAsker(bench);

	// These take a minute each, so they wait at once.
	const limited = await start('limit');
	const alone = await start();
	const stopped = await start();
	const [sub] = await session.client.executionIds('check-result-create');
	assert.notEqual(sub, stopped.executionId);
	await session.client.stop(sub);
	await report.check('no trigger anywhere: approved, found by looking, told', async () => {
		act(alone, 'agree');
		const { outcome, timeline, form } = await outcomeOf(alone, ROUND_MS);
		assert.equal(outcome, 'approved');
		assert.equal((form as Record<string, unknown>)['天数 Days'], 1);
		assert.ok(
			(timeline as Array<{ remark?: string }>).some(({ remark }) => remark === 'as checked'),
		);
		assert.deepEqual(told(alone), ['approved']);
	});
	await report.check('nobody decides in time: told so', async () => {
		const { outcome, status, openTasks } = await outcomeOf(limited, ROUND_MS);
		assert.deepEqual([outcome, status], ['timedOut', 'running']);
		assert.equal((openTasks as unknown[]).length, 1);
		assert.deepEqual(told(limited), ['timedOut']);
	});
	await report.check('somebody stops the sub-execution: who waits for it fails', async () => {
		const run = await session.client.waitForRun(stopped.executionId, ROUND_MS);
		assert.equal(run.status, 'error');
		assert.match(run.error?.message ?? '', /cancel/i);
		assert.deepEqual(told(stopped), []);
	});
	await report.check('n8n restarts while it waits, and the approval ends meanwhile', async () => {
		const waiting = await start();
		await session.server.stop();
		act(waiting, 'refuse');
		await session.restart();
		assert.equal((await outcomeOf(waiting, ROUND_MS)).outcome, 'refused');
		assert.deepEqual(told(waiting), ['refused']);
	});
	await session.client.activate(STREAM);
	try {
		const ends: Array<[ApprovalAct, string, string]> = [
			['agree', 'approved', 'lina'],
			['refuse', 'refused', 'lina'],
			['withdraw', 'withdrawn', 'alice'],
		];
		for (const [deed, expected, userId] of ends) {
			await report.check(
				`the event of an approval that is ${expected} wakes it at once`,
				async () => {
					const waiting = await start();
					act(waiting, deed, userId);
					assert.equal((await outcomeOf(waiting, SOON_MS)).outcome, expected);
					assert.deepEqual(told(waiting), [expected]);
				},
			);
		}
		await report.check('an event that is pushed twice resumes once', async () => {
			const waiting = await start();
			control.streamFault({ what: 'duplicate', times: 5 });
			act(waiting, 'agree');
			assert.equal((await outcomeOf(waiting, SOON_MS)).outcome, 'approved');
			// Whatever came of the second push would have come by then.
			await new Promise((done) => setTimeout(done, 3_000));
			assert.deepEqual(told(waiting), ['approved']);
		});
	} finally {
		await session.client.deactivate(STREAM);
	}
}
