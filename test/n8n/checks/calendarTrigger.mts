import assert from 'node:assert/strict';
import { openSession, type Session } from '../../../harness/session.mts';
import { sandboxTarget } from '../../../harness/target.mts';
import type { Workflow } from '../../../harness/workflows.mts';
import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { itemsOf, type RunResult } from '../../../harness/n8n/runData.mts';
import { startN8n, type N8nServer } from '../../../harness/n8n/server.mts';
import type { Bench } from '../run.mts';
import type { Report } from './report.mts';
import { runAfter } from './runAfter.mts';

// n8n keeps no static data for workflows with an ID of more than 21 characters.
const ID = 'check-calendar';
const TRIGGER = 'In the calendar';
const HOUR_MS = 3_600_000;

/** An n8n of its own, which is stopped and started again. */
interface Setup {
	session: Session;
	sandbox: Sandbox;
	/** The one that runs now. */
	server: N8nServer;
	onCleanup(cleanup: () => Promise<void>): void;
}

/** The polling trigger in a real n8n: what happens before, during and after a stop comes once. */
export async function checkCalendarTrigger(report: Report, { session }: Bench): Promise<void> {
	console.log('\nDingTalk Calendar Trigger, across a restart');
	const cleanups: Array<() => Promise<void>> = [];
	const onCleanup = (cleanup: () => Promise<void>) => void cleanups.push(cleanup);
	try {
		const setup = await open(session.tarball, onCleanup);
		await checkLife(report, setup);
	} finally {
		for (const cleanup of cleanups.reverse()) await cleanup();
	}
}

async function open(tarball: string, onCleanup: Setup['onCleanup']): Promise<Setup> {
	const sandbox = await startSandbox();
	onCleanup(() => sandbox.close());
	const session = await openSession({
		target: sandboxTarget(sandbox),
		extraWorkflows: [workflow()],
		tarball,
		onCleanup,
	});
	return { session, sandbox, server: session.server, onCleanup };
}

async function checkLife(report: Report, setup: Setup): Promise<void> {
	const { session, sandbox } = setup;
	const { client } = session;
	const { control } = sandbox;
	const old = make(sandbox, 'Old', 30);
	await report.check('starts without a run for what is in the calendar already', async () => {
		await client.activate(ID);
		assert.deepEqual(await client.executionIds(ID), []);
	});
	let fresh = '';
	await report.check('the next poll starts a run for a new event', async () => {
		const run = await client.nextRun(ID, () => {
			fresh = make(sandbox, 'Fresh', 40);
		});
		assert.deepEqual(occasions(run), ['created Fresh']);
	});
	await report.check(
		'what happened while n8n was off comes with the first poll, once',
		async () => {
			const before = await client.executionIds(ID);
			await setup.server.stop();
			const start = Date.now() + 60 * HOUR_MS;
			control.moveEvent(fresh, 'zhangwei', { start, end: start + HOUR_MS });
			control.cancelEvent(old, 'zhangwei');
			make(sandbox, 'Meanwhile', 50);
			await restart(setup);
			const happened = occasions(await runAfter(client, ID, before)).sort();
			assert.deepEqual(happened, ['cancelled Old', 'created Meanwhile', 'updated Fresh']);
		},
	);
	await report.check('after one more restart, nothing comes twice', async () => {
		await setup.server.stop();
		await restart(setup);
		const run = await client.nextRun(ID, () => {
			make(sandbox, 'Last', 70);
		});
		assert.deepEqual(occasions(run), ['created Last']);
		assert.equal((await client.executionIds(ID)).length, 3);
	});
}

async function restart(setup: Setup): Promise<void> {
	const server = await startN8n(setup.session.instance);
	setup.onCleanup(() => server.stop());
	setup.server = server;
}

/** An event of zhangwei's, to which lina is invited. */
function make(sandbox: Sandbox, summary: string, inHours: number): string {
	const start = Date.now() + inHours * HOUR_MS;
	const draft = { summary, start, end: start + HOUR_MS, attendeeUserIds: ['lina'] };
	return sandbox.control.makeEvent('zhangwei', draft).eventId;
}

const occasions = (run: RunResult): string[] =>
	itemsOf(run, TRIGGER).map(({ json }) => `${String(json.kind)} ${String(json.summary)}`);

function workflow(): Workflow {
	return {
		id: ID,
		name: 'Check: calendar trigger',
		active: false,
		settings: { executionOrder: 'v1' },
		nodes: [
			{
				...{ id: `${ID}-trigger`, position: [0, 0], typeVersion: 1 },
				name: TRIGGER,
				type: 'n8n-nodes-dingtalk-suite.dingTalkCalendarTrigger',
				parameters: {
					pollTimes: { item: [{ mode: 'everyMinute' }] },
					userId: { __rl: true, mode: 'id', value: 'lina' },
					triggerOn: ['cancelled', 'created', 'updated'],
				},
				credentials: {
					dingTalkAppApi: { id: 'dingTalkAppExample', name: 'DingTalk App API account' },
				},
			},
		],
		connections: {},
	};
}
