/**
 * The whole package at work: a real n8n with the packed nodes runs the example workflows against
 * the sandbox, or against the real DingTalk when the environment names an app or a webhook.
 * `--open` keeps n8n's editor and the sandbox page running.
 */
import type { Sandbox } from '../sandbox/index.mts';
import { startChatModel, type ChatModel } from '../harness/n8n/chatModel.mts';
import { OWNER } from '../harness/n8n/client.mts';
import type { RunResult } from '../harness/n8n/runData.mts';
import { cleanUpOnSignals } from '../harness/n8n/shell.mts';
import { openSandbox, openSession, runExample, type Session } from '../harness/session.mts';
import {
	realTarget,
	sandboxTarget,
	VARIABLES,
	wantsRealDingTalk,
	type Target,
} from '../harness/target.mts';
import { startCi } from './demo/ci.mts';
import { EXAMPLE_MODEL, SCRIPTS } from './demo/model.mts';
import {
	compareBytes,
	describeOutcomes,
	describeSkipped,
	describeReceived,
	describeSteps,
	describeWorkRecords,
	findFailures,
	watch,
} from '../harness/transcript.mts';
import { hearsDingTalk, type Example } from '../harness/workflows.mts';

const EDITOR_PORT = 5678;

const isKeptOpen = process.argv.includes('--open');
const cleanups: Array<() => Promise<void>> = [];

async function cleanUp(): Promise<void> {
	for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
}

cleanUpOnSignals(cleanUp, isKeptOpen ? 0 : 130);

/** What stands in for DingTalk and for a chat model. */
interface Played {
	sandbox: Sandbox;
	model: ChatModel;
}

/** Runs one example and prints its part of the transcript; returns what went wrong. */
async function show(session: Session, example: Example, played?: Played): Promise<string[]> {
	const sandbox = played?.sandbox;
	played?.model.play(SCRIPTS[example.slug] ?? []);
	console.log(`\n${example.workflow.name} – ${example.story}`);
	for (const line of describeSkipped(example)) console.log(line);
	if (example.steps.length === 0) {
		console.log('  nothing left to run');
		return [];
	}
	const effects = sandbox === undefined ? undefined : watch(sandbox);
	const run = await runExample(session, example, sandbox);
	const seen = effects?.();
	console.log(describeSteps(example, run, seen?.calls ?? []).join('\n'));
	if (seen !== undefined && seen.messages.length > 0) {
		console.log(`  received:\n${describeReceived(seen).join('\n')}`);
	}
	if (seen !== undefined && example.slug === 'schedule') {
		console.log(`  received:\n${describeWorkRecords(seen.state).join('\n')}`);
	}
	const outcomes = describeOutcomes(run, seen?.state);
	if (outcomes.length > 0) console.log(`  who has got it:\n${outcomes.join('\n')}`);
	const page = `${session.server.url}/workflow/${example.workflow.id}/executions/${run.id}`;
	if (isKeptOpen) console.log(`  look: ${page}`);
	const faults = findFailures(example, run);
	if (example.slug === 'share-file' && faults.length === 0) {
		faults.push(...(await compareFiles(run, sandbox)));
	}
	for (const fault of faults) console.log(`  ✗ ${fault}`);
	return faults;
}

/** For the share-file example: the digests at both ends. */
async function compareFiles(run: RunResult, sandbox?: Sandbox): Promise<string[]> {
	const files = await compareBytes(run, sandbox?.apiUrl);
	if (files.length === 0) return ['no file came back'];
	return files.flatMap(({ fileName, before, after, isSame }) => {
		if (!isSame) return [`${fileName} went with sha256 ${before} and came back with ${after}`];
		console.log(`  ✓ ${fileName}: sha256 ${before.slice(0, 16)}… at both ends`);
		return [];
	});
}

function announceTarget(isReal: boolean): void {
	if (!isReal) {
		console.log('Target: the sandbox on this machine (no DingTalk account needed)');
		return;
	}
	console.log('Target: the real DingTalk. People will get these messages.');
	const missing = Object.entries(VARIABLES).filter(([name]) => !process.env[name]);
	if (missing.length > 0)
		console.log('  Steps that need one of these are skipped; set it to run them:');
	for (const [name, purpose] of missing) console.log(`    ${name.padEnd(30)} ${purpose}`);
}

/** From now on they answer what one does on the sandbox page. */
async function publishPushExamples({ client, examples }: Session): Promise<void> {
	for (const example of examples.filter(hearsDingTalk)) await client.activate(example.workflow.id);
}

function tellWhereToLook(session: Session, sandbox?: Sandbox): void {
	console.log('\nOpen in a browser:');
	console.log(`  n8n editor    ${session.server.url}  (${OWNER.email} / ${OWNER.password})`);
	if (sandbox !== undefined) {
		console.log(`  sandbox page  ${sandbox.pageUrl}  (write to the robot: it answers)`);
	}
	const alert = session.examples.find(({ slug }) => slug === 'alert');
	const hook = `${session.server.url}/webhook/${alert?.trigger.parameters.path}`;
	console.log(`  raise an alert: curl -H 'content-type: application/json' \\`);
	console.log(`    -d @examples/files/alert-payload.json ${hook}`);
	console.log('Ctrl-C ends both.');
}

async function startPlayed(): Promise<Played> {
	const sandbox = await openSandbox();
	cleanups.push(() => sandbox.close());
	const model = await startChatModel();
	cleanups.push(() => model.close());
	return { sandbox, model };
}

/** The sandbox with a scripted chat model and a CI, as the examples need it. */
async function demoTarget({ sandbox, model }: Played): Promise<Target> {
	const ci = await startCi();
	cleanups.push(() => ci.close());
	const target = sandboxTarget(sandbox, ci.url);
	return { ...target, credentials: [...target.credentials, EXAMPLE_MODEL(model.url)] };
}

async function main(): Promise<number> {
	const startedAt = Date.now();
	const isReal = wantsRealDingTalk(process.env);
	announceTarget(isReal);
	console.log('\nSetting up');
	const played = isReal ? undefined : await startPlayed();
	const session = await openSession({
		target: played === undefined ? realTarget(process.env) : await demoTarget(played),
		port: isKeptOpen ? EDITOR_PORT : undefined,
		onCleanup: (cleanup) => cleanups.push(cleanup),
	});
	let faults = 0;
	for (const example of session.examples) faults += (await show(session, example, played)).length;
	const seconds = Math.round((Date.now() - startedAt) / 1000);
	const skipped = session.examples.reduce((sum, example) => sum + example.skipped.length, 0);
	const verdict = faults === 0 ? 'All steps that ran went well' : `${faults} failed`;
	console.log(`\n${verdict}${skipped > 0 ? `, ${skipped} skipped` : ''} – ${seconds} s`);
	if (isKeptOpen) {
		if (!isReal) await publishPushExamples(session);
		tellWhereToLook(session, played?.sandbox);
		await new Promise(() => setInterval(() => undefined, 60_000));
	}
	console.log('To see it in n8n and on the sandbox page: npm run demo:open');
	return faults === 0 ? 0 : 1;
}

try {
	process.exitCode = await main();
} catch (error) {
	console.error(`\n${error instanceof Error ? error.message : String(error)}`);
	process.exitCode = 1;
} finally {
	await cleanUp();
}
