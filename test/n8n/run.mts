/**
 * The packed nodes in a real n8n against the sandbox: every example is run and judged by what the
 * sandbox's people received. Ends with one line, "N passed, N failed", and what was skipped.
 */
import { laneWorkflow } from '../../bench/chaos/lanes.mts';
import { demoAnswer, EXAMPLE_MODEL } from '../../examples/demo/model.mts';
import { openSession, type Session } from '../../harness/session.mts';
import { sandboxTarget } from '../../harness/target.mts';
import { startSandbox, type Sandbox } from '../../sandbox/index.mts';
import { agentWorkflow, checkAgent, SCRIPTED_MODEL } from './checks/agent.mts';
import { checkCalendarTrigger } from './checks/calendarTrigger.mts';
import { checkCallbackTrigger } from './checks/callbackTrigger.mts';
import { CHAOS_LANES, checkChaos } from './checks/chaos.mts';
import { BARE_APP, checkEditor, editorWorkflow } from './checks/editor.mts';
import { createReport } from './checks/report.mts';
import { checkCredentials, checkPackage } from './checks/package.mts';
import { checkExamples } from './checks/examples.mts';
import { checkFailures, FAILING_ROBOT, failureWorkflows } from './checks/failures.mts';
import { checkHttpRequest, httpRequestWorkflows } from './checks/httpRequest.mts';
import { checkKeys, keyWorkflows } from './checks/keys.mts';
import { checkKilled } from './checks/killed.mts';
import { keyCredentials } from './checks/keyWorkflows.mts';
import { peopleEditorWorkflow } from './checks/peopleEditor.mts';
import { checkQueueMode } from './checks/queueMode.mts';
import { checkOtherProcess, checkSecrets, checkTokenExchanges } from './checks/secrets.mts';
import { checkSendAndWait } from './checks/sendAndWait.mts';
import { ROUTE_CREDENTIAL, waitWorkflows } from './checks/sendAndWaitWorkflows.mts';
import { checkStreamTrigger } from './checks/streamTrigger.mts';
import { timeEditorWorkflow } from './checks/timeEditor.mts';
import { triggerEditorWorkflow } from './checks/triggerEditor.mts';
import { triggerCredentials, triggerWorkflows } from './checks/triggerWorkflows.mts';
import { checkWaitCards } from './checks/waitCards.mts';
import { checkWaitReminders } from './checks/waitReminders.mts';
import { checkWaitRoutes } from './checks/waitRoutes.mts';
import { startChatModel } from '../../harness/n8n/chatModel.mts';
import { cleanUpOnSignals } from '../../harness/n8n/shell.mts';

/** What every check gets. */
export interface Bench {
	session: Session;
	sandbox: Sandbox;
}

const report = createReport();
const cleanups: Array<() => Promise<void>> = [];

async function cleanUp(): Promise<void> {
	for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
}

cleanUpOnSignals(cleanUp, 130);

async function main(): Promise<void> {
	const sandbox = await startSandbox();
	cleanups.push(() => sandbox.close());
	const model = await startChatModel();
	cleanups.push(() => model.close());
	const target = sandboxTarget(sandbox);
	const credentials = [
		...target.credentials,
		FAILING_ROBOT(sandbox.oapiUrl),
		BARE_APP(sandbox),
		SCRIPTED_MODEL(model.url),
		EXAMPLE_MODEL(model.url),
		...triggerCredentials(sandbox),
		...keyCredentials(sandbox),
		ROUTE_CREDENTIAL,
	];
	const session = await openSession({
		target: { ...target, credentials },
		extraWorkflows: [
			...httpRequestWorkflows(sandbox),
			...failureWorkflows(),
			agentWorkflow(),
			...keyWorkflows(),
			...waitWorkflows(),
			editorWorkflow(),
			peopleEditorWorkflow(),
			timeEditorWorkflow(),
			triggerEditorWorkflow(),
			...triggerWorkflows(),
			...CHAOS_LANES.map(laneWorkflow),
		],
		onCleanup: (cleanup) => cleanups.push(cleanup),
	});
	const bench: Bench = { session, sandbox };
	await checkPackage(report, bench);
	model.play([demoAnswer]);
	await checkExamples(report, bench);
	await checkHttpRequest(report, bench);
	await checkFailures(report, bench);
	await checkAgent(report, bench, model);
	await checkKeys(report, bench, model);
	await checkSendAndWait(report, bench, model);
	await checkOtherProcess(report, bench);
	await checkTokenExchanges(report, bench);
	await checkStreamTrigger(report, bench);
	await checkCallbackTrigger(report, bench);
	await checkCalendarTrigger(report, bench);
	await checkWaitCards(report, bench);
	await checkWaitRoutes(report, bench);
	await checkWaitReminders(report, bench);
	await checkChaos(report, bench);
	await checkKilled(report, bench);
	await checkQueueMode(report, bench);
	await checkCredentials(report, bench);
	await checkEditor(report, bench);
	await checkSecrets(report, bench);
}

try {
	await main();
} catch (error) {
	report.fail('the run comes to its end', error);
} finally {
	await cleanUp();
}
const skipped = report.skipped === 0 ? '' : `  !! ${report.skipped} SKIPPED`;
console.log(`\n${report.passed} passed, ${report.failed} failed${skipped}`);
// PostgreSQL's package ends the process with 0, whatever exit code was set.
process.exit(report.failed === 0 && report.passed > 0 ? 0 : 1);
