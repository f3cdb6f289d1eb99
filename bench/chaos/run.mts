/**
 * A real n8n whose DingTalk Triggers get thousands of pushes while the lines to them are broken in
 * every way the sandbox knows, and n8n is killed (kill −9) three times: `npm run chaos`, or `npm run chaos -- 2000 40 1`
 * for fewer pushes, faults and kills.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { openSession } from '../../harness/session.mts';
import { sandboxTarget } from '../../harness/target.mts';
import { startSandbox } from '../../sandbox/index.mts';
import { Inspector } from '../../harness/n8n/inspector.mts';
import { cleanUpOnSignals, freePort } from '../../harness/n8n/shell.mts';
import { machine, toTable } from '../report.mts';
import { runChaos } from './chaos.mts';
import { laneWorkflow, loneCredential, makeLanes } from './lanes.mts';
import { barsOf, toSvg } from './plot.mts';
import { toRows } from './tables.mts';

const SHARED_LANES = 8;
const RESULTS = new URL('../results/', import.meta.url);
const [pushes = 10_000, faults = 200, kills = 3] = process.argv.slice(2).map(Number);
const cleanups: Array<() => Promise<void>> = [];

async function cleanUp(): Promise<void> {
	for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
}

cleanUpOnSignals(cleanUp, 130);

async function main(): Promise<number> {
	const sandbox = await startSandbox();
	cleanups.push(() => sandbox.close());
	const lanes = makeLanes(SHARED_LANES);
	const target = sandboxTarget(sandbox);
	const inspectPort = await freePort();
	const session = await openSession({
		target: { ...target, credentials: [...target.credentials, loneCredential(sandbox)] },
		extraWorkflows: lanes.map(laneWorkflow),
		// n8n would delete the oldest of ten thousand executions, and run any number of them side by side.
		env: { EXECUTIONS_DATA_PRUNE: 'false', N8N_CONCURRENCY_PRODUCTION_LIMIT: '20' },
		nodeArgs: [`--inspect=127.0.0.1:${inspectPort}`],
		onCleanup: (cleanup) => cleanups.push(cleanup),
	});
	let inspector = await Inspector.connect(inspectPort, session.server.pid);
	cleanups.push(async () => inspector.close());
	const result = await runChaos(
		{
			session,
			sandbox,
			lanes,
			memory: async () => await inspector.memory(),
			async onRestarted() {
				inspector.close();
				inspector = await Inspector.connect(inspectPort, session.server.pid);
			},
			progress: (text) => console.error(`chaos: ${text} …`),
		},
		{ pushes, faults, perSecond: 18, faultGapMs: 3000, outages: [3, 5, 8], kills },
	);
	const rows = toRows(result);
	console.log(`\n${machine()}\n\n${toTable(rows)}\n`);
	console.log(`Pauses before each attempt of the longest outage:\n\n${barsOf(result.pauses)}\n`);
	await mkdir(RESULTS, { recursive: true });
	await writeFile(new URL('chaos.svg', RESULTS), toSvg(result.pauses, result.memory));
	console.log('Plotted in bench/results/chaos.svg');
	return rows.filter(({ isMet }) => isMet === false).length;
}

try {
	process.exitCode = (await main()) === 0 ? 0 : 1;
} catch (error) {
	console.error(error);
	process.exitCode = 1;
} finally {
	await cleanUp();
}
