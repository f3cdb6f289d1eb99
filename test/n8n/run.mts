/**
 * The packed nodes in a real n8n against the sandbox: every example is run and judged by what the
 * sandbox's people received. Ends with one line, "N passed, N failed", and what was skipped.
 * Words on the command line choose sections by their names, `examples/todo` a single example.
 */
import { laneWorkflow } from '../../bench/chaos/lanes.mts';
import { startCi } from '../../examples/demo/ci.mts';
import { EXAMPLE_MODEL } from '../../examples/demo/model.mts';
import { openSession, type Session } from '../../harness/session.mts';
import { sandboxTarget } from '../../harness/target.mts';
import { startSandbox, type Sandbox } from '../../sandbox/index.mts';
import { agentWorkflow, checkAgent, SCRIPTED_MODEL } from './checks/agent.mts';
import { approvalEditorWorkflow } from './checks/approvalEditor.mts';
import { bigFileWorkflow, checkBigFile, startFileServer } from './checks/bigFile.mts';
import { checkAiTableTrigger } from './checks/aiTableTrigger.mts';
import { checkCalendarTrigger } from './checks/calendarTrigger.mts';
import { checkCallbackTrigger } from './checks/callbackTrigger.mts';
import { CHAOS_LANES, checkChaos } from './checks/chaos.mts';
import { documentsEditorWorkflow } from './checks/documentsEditor.mts';
import { BARE_APP, checkEditor, editorWorkflow } from './checks/editor.mts';
import { checkLiveTokens, liveCredentials, liveWorkflows } from './checks/liveTokens.mts';
import { createReport, type Report } from './checks/report.mts';
import { checkCredentials, checkPackage } from './checks/package.mts';
import { checkExamples } from './checks/examples.mts';
import { checkFailures, FAILING_ROBOT, failureWorkflows } from './checks/failures.mts';
import { JUDGES } from './checks/judges.mts';
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
import { checkWaitForResult } from './checks/waitForResult.mts';
import { resultWorkflows } from './checks/waitForResultWorkflows.mts';
import { checkWaitCards } from './checks/waitCards.mts';
import { checkWaitKilled } from './checks/waitKilled.mts';
import { checkWaitReminders } from './checks/waitReminders.mts';
import { checkWaitRoutes } from './checks/waitRoutes.mts';
import { startChatModel, type ChatModel } from '../../harness/n8n/chatModel.mts';
import { cleanUpOnSignals } from '../../harness/n8n/shell.mts';

/** What every check gets. */
export interface Bench {
	session: Session;
	sandbox: Sandbox;
}

type Section = (report: Report, bench: Bench, model: ChatModel) => Promise<void>;

/** In this order: what kills n8n comes late, and the search for secrets reads what all others left. */
const SECTIONS: Record<string, Section> = {
	package: checkPackage,
	async examples(to, bench, model) {
		await checkExamples(to, bench, model, chosenExamples);
	},
	httpRequest: checkHttpRequest,
	failures: checkFailures,
	agent: checkAgent,
	async liveTokens(to, bench, model) {
		console.log('\nDingTalk AI Card Stream: tokens of chat models, live');
		await checkLiveTokens(to, bench, model);
	},
	keys: checkKeys,
	sendAndWait: checkSendAndWait,
	otherProcess: checkOtherProcess,
	tokenExchanges: checkTokenExchanges,
	streamTrigger: checkStreamTrigger,
	callbackTrigger: checkCallbackTrigger,
	aiTableTrigger: checkAiTableTrigger,
	calendarTrigger: checkCalendarTrigger,
	waitCards: checkWaitCards,
	waitRoutes: checkWaitRoutes,
	waitReminders: checkWaitReminders,
	waitForResult: checkWaitForResult,
	waitKilled: checkWaitKilled,
	chaos: checkChaos,
	killed: checkKilled,
	bigFile: checkBigFile,
	queueMode: checkQueueMode,
	credentials: checkCredentials,
	editor: checkEditor,
	secrets: checkSecrets,
};

const EXAMPLE = 'examples/';

/** The examples that words such as `examples/todo` name. */
function examplesFor(words: string[]): string[] {
	const known = Object.keys(JUDGES);
	const slugs = words
		.filter((word) => word.startsWith(EXAMPLE))
		.map((word) => word.slice(EXAMPLE.length));
	for (const slug of slugs) {
		if (known.includes(slug)) continue;
		console.error(`No example is called "${slug}". There are: ${known.join(', ')}`);
		process.exit(1);
	}
	return slugs;
}

/** The sections whose names have one of these words in them; all where there are none. */
function sectionsFor(given: string[]): Section[] {
	const names = Object.keys(SECTIONS);
	const words = given.map((word) => (word.startsWith(EXAMPLE) ? 'examples' : word));
	for (const word of words) {
		if (names.some((name) => name.includes(word))) continue;
		console.error(`No section has "${word}" in its name. There are: ${names.join(', ')}`);
		process.exit(1);
	}
	const isWanted = (name: string) => words.some((word) => name.includes(word));
	return names.filter((name) => words.length === 0 || isWanted(name)).map((name) => SECTIONS[name]);
}

const chosen = sectionsFor(process.argv.slice(2));
const chosenExamples = examplesFor(process.argv.slice(2));
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
	const ci = await startCi();
	cleanups.push(() => ci.close());
	const files = await startFileServer();
	cleanups.push(() => files.close());
	const target = sandboxTarget(sandbox, ci.url);
	const credentials = [
		...target.credentials,
		FAILING_ROBOT(sandbox.oapiUrl),
		BARE_APP(sandbox),
		SCRIPTED_MODEL(model.url),
		EXAMPLE_MODEL(model.url),
		...liveCredentials(model.url),
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
			...liveWorkflows(),
			...keyWorkflows(),
			...waitWorkflows(),
			...resultWorkflows(),
			bigFileWorkflow(files),
			editorWorkflow(),
			peopleEditorWorkflow(),
			timeEditorWorkflow(),
			approvalEditorWorkflow(),
			documentsEditorWorkflow(),
			triggerEditorWorkflow(),
			...triggerWorkflows(),
			...CHAOS_LANES.map(laneWorkflow),
		],
		onCleanup: (cleanup) => cleanups.push(cleanup),
	});
	const bench: Bench = { session, sandbox };
	for (const section of chosen) await section(report, bench, model);
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
