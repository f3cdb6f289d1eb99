import assert from 'node:assert/strict';
import { openSession } from '../../../harness/session.mts';
import { sandboxTarget } from '../../../harness/target.mts';
import type { Workflow } from '../../../harness/workflows.mts';
import { startSandbox } from '../../../sandbox/index.mts';
import type { RunResult } from '../../../harness/n8n/runData.mts';
import { itemsOf } from '../../../harness/n8n/runData.mts';
import { startN8n } from '../../../harness/n8n/server.mts';
import type { Bench } from '../run.mts';
import type { Report } from './report.mts';
import { runAfter } from './runAfter.mts';

// n8n keeps no static data for workflows with an ID of more than 21 characters.
const ID = 'check-ai-table';
const DATES_ID = 'check-ai-table-dates';
const TRIGGER = 'In the table';
const PLACE = { baseId: '20eMKjyp810mMdK4Ho1LpqBwJxAZB1Gv', sheetId: 'hERWDMS' };
const TITLE = '标题 Title';
const MINUTE_MS = 60_000;

/** The polling trigger in a real n8n: what happens to records before, during and after stops comes once. */
export async function checkAiTableTrigger(report: Report, { session }: Bench): Promise<void> {
	console.log('\nDingTalk AI Table Trigger, across two restarts');
	const cleanups: Array<() => Promise<void>> = [];
	const onCleanup = (cleanup: () => Promise<void>) => void cleanups.push(cleanup);
	try {
		await checkLife(report, session.tarball, onCleanup);
	} finally {
		for (const cleanup of cleanups.reverse()) await cleanup();
	}
}

async function checkLife(
	report: Report,
	tarball: string,
	onCleanup: (cleanup: () => Promise<void>) => void,
): Promise<void> {
	const sandbox = await startSandbox();
	onCleanup(() => sandbox.close());
	const extraWorkflows = [
		workflow(ID, { triggerOn: 'createdOrUpdated', options: { ignoreOperator: true } }),
		workflow(DATES_ID, { triggerOn: 'dateReached', column: byId('截止 Due') }),
	];
	const session = await openSession({
		target: sandboxTarget(sandbox),
		extraWorkflows,
		tarball,
		onCleanup,
	});
	let { server } = session;
	const restart = async () => {
		server = await startN8n(session.instance);
		const started = server;
		onCleanup(() => started.stop());
	};
	const { client } = session;
	const { control } = sandbox;
	const add = (title: string, due?: number) =>
		control.addRecord(PLACE, 'lina', { [TITLE]: title, ...(due ? { '截止 Due': due } : {}) })
			.recordId;

	await report.check('starts without a run for the records that are there', async () => {
		await client.activate(ID);
		await client.activate(DATES_ID);
		assert.deepEqual(await client.executionIds(ID), []);
	});
	let fresh = '';
	await report.check('the next poll starts a run for a new record', async () => {
		const run = await client.nextRun(ID, () => {
			fresh = add('Fresh');
		});
		assert.deepEqual(occasions(run), ['created Fresh']);
	});
	await report.check(
		'what happened while n8n was off comes with the first poll, once; what n8n wrote itself does not',
		async () => {
			const before = await client.executionIds(ID);
			const datesBefore = await client.executionIds(DATES_ID);
			await server.stop();
			control.changeRecord(PLACE, 'lina', fresh, { [TITLE]: 'Fresh, changed' });
			control.changeRecord(PLACE, 'zhangwei', 'recTaskOne', { '数量 Count': 99 });
			add('Meanwhile', Date.now() + 1000);
			await restart();
			assert.deepEqual(occasions(await runAfter(client, ID, before)).sort(), [
				'created Meanwhile',
				'updated Fresh, changed',
			]);
			const due = await runAfter(client, DATES_ID, datesBefore);
			assert.deepEqual(occasions(due), ['dateReached Meanwhile']);
		},
	);
	await report.check('after one more restart, nothing comes twice', async () => {
		await server.stop();
		await restart();
		const run = await client.nextRun(ID, () => {
			add('Last', Date.now() + 60 * MINUTE_MS);
		});
		assert.deepEqual(occasions(run), ['created Last']);
		assert.equal((await client.executionIds(ID)).length, 3);
		assert.equal((await client.executionIds(DATES_ID)).length, 1);
	});
}

const occasions = (run: RunResult): string[] =>
	itemsOf(run, TRIGGER).map(({ json }) => `${String(json.kind)} ${String(json[TITLE])}`);

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** The table is named as people do it: by the address of its base, and from the list. */
function workflow(id: string, parameters: object): Workflow {
	const url = `https://alidocs.dingtalk.com/i/nodes/${PLACE.baseId}?utm_scene=team_space`;
	return {
		id,
		name: `Check: AI table trigger (${id})`,
		active: false,
		settings: { executionOrder: 'v1' },
		nodes: [
			{
				...{ id: `${id}-trigger`, position: [0, 0], typeVersion: 1 },
				name: TRIGGER,
				type: 'n8n-nodes-dingtalk-suite.dingTalkAiTableTrigger',
				parameters: {
					pollTimes: { item: [{ mode: 'everyMinute' }] },
					baseId: { __rl: true, mode: 'url', value: url },
					table: { __rl: true, mode: 'list', value: PLACE.sheetId },
					...parameters,
					options: {
						...(parameters as { options?: object }).options,
						operatorId: byId('zhangwei'),
					},
				},
				credentials: {
					dingTalkAppApi: { id: 'dingTalkAppExample', name: 'DingTalk App API account' },
				},
			},
		],
		connections: {},
	};
}
