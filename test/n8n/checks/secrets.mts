import assert from 'node:assert/strict';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runExample } from '../../../harness/session.mts';
import { SANDBOX_APP, SANDBOX_ROBOT } from '../../../harness/target.mts';
import { watch } from '../../../harness/transcript.mts';
import { cli, execute } from '../../../harness/n8n/instance.mts';
import type { Bench } from '../run.mts';
import type { Report } from './report.mts';
import { CALLBACK_KEYS } from './triggerWorkflows.mts';

const SHORTEST_SECRET = 8;
/** Whoever has what follows it can write into the conversation. */
const SESSION_WEBHOOK = 'sendBySession?session=';
const RUN_BY_CHECKS = [
	...['http-api', 'http-oapi', 'http-robot', 'no-robot', 'gone-robot', 'agent'],
	...['stream', 'stream-files', 'stream-answer', 'stream-error', 'callback', 'callback-managed'],
];

/** The same stored credential serves a second n8n process. */
export async function checkOtherProcess(report: Report, { session }: Bench): Promise<void> {
	console.log('\nn8n execute, a process of its own');
	await report.check('runs an example', async () => {
		const schedule = session.examples.find(({ slug }) => slug === 'schedule');
		const run = await execute(session.instance, schedule?.workflow.id ?? '');
		assert.equal(run.error, undefined);
		const failed = run.nodes.filter(({ status }) => status !== 'success');
		assert.deepEqual(failed, []);
		assert.ok(run.nodes.some(({ name }) => name === 'How many are left'));
	});
}

/** All executions so far, in two processes, lived on one token. */
export async function checkTokenExchanges(report: Report, bench: Bench): Promise<void> {
	const { session, sandbox } = bench;
	await report.check('one token exchange for all executions', () => {
		assert.equal(sandbox.control.counts()['token.app'], 1);
	});
	await report.check(
		'a token that DingTalk dropped is replaced, once, and the run goes on',
		async () => {
			const example = session.examples.find(({ slug }) => slug === 'share-file');
			assert.ok(example);
			sandbox.control.expireTokens();
			const effectsOf = watch(sandbox);
			const run = await runExample(session, example);
			assert.equal(run.status, 'success', run.error?.message);
			assert.equal(effectsOf().messages.length, 3);
			assert.equal(sandbox.control.counts()['token.app'], 2);
		},
	);
}

/** No secret is in what n8n printed or stored about the runs. */
export async function checkSecrets(report: Report, bench: Bench): Promise<void> {
	console.log('\nSecrets');
	const { instance } = bench.session;
	let secrets: string[] = [];
	await report.check('the token is kept in the stored credential', async () => {
		secrets = await readSecrets(bench);
		// Five that we gave, session webhooks – and the app's token.
		assert.ok(secrets.length >= 7, `${secrets.length} secrets found`);
	});
	await report.check('no secret in n8n’s output', () => {
		const output = instance.output.join('');
		for (const secret of secrets) assert.ok(!output.includes(secret), mask(secret));
	});
	await report.check('no secret in n8n’s execution data', async () => {
		for (const { workflow } of bench.session.examples)
			await assertCleanRuns(bench, workflow.id, secrets);
		for (const slug of RUN_BY_CHECKS) {
			await assertCleanRuns(bench, `check-${slug}`, [...secrets, 'sandboxrobotgone']);
		}
	});
	await report.check('no secret in n8n’s database files', async () => {
		const names = await readdir(instance.n8nDir);
		let isExampleSeen = false;
		for (const name of names.filter((entry) => entry.startsWith('database.sqlite'))) {
			const bytes = await readFile(join(instance.n8nDir, name));
			isExampleSeen ||= bytes.includes('DingTalk: share a file');
			for (const secret of secrets) assert.ok(!bytes.includes(secret), `${name}: ${mask(secret)}`);
		}
		assert.ok(isExampleSeen, 'the database was not where it was searched');
	});
}

async function assertCleanRuns(
	{ session: { client } }: Bench,
	workflowId: string,
	secrets: string[],
): Promise<void> {
	const ids = await client.executionIds(workflowId);
	assert.ok(ids.length > 0, `${workflowId} has no execution`);
	for (const id of ids) {
		const stored = await client.rawExecution(id);
		for (const secret of secrets)
			assert.ok(!stored.includes(secret), `${workflowId}: ${mask(secret)}`);
	}
}

/** The secrets we gave, and the token n8n got, read with n8n's own export. */
async function readSecrets({ session: { instance } }: Bench): Promise<string[]> {
	const file = join(instance.userDir, 'export.json');
	await cli(instance, ['export:credentials', '--all', '--decrypted', `--output=${file}`]);
	const stored = JSON.parse(await readFile(file, 'utf8')) as Array<{
		type: string;
		data: { accessToken?: string };
	}>;
	await rm(file, { force: true });
	const tokens = stored.map(({ data }) => data.accessToken ?? '');
	const all = [
		SANDBOX_APP.clientSecret,
		SANDBOX_ROBOT.secret,
		SANDBOX_ROBOT.webhookToken,
		SESSION_WEBHOOK,
		...Object.values(CALLBACK_KEYS),
		...tokens,
	];
	return all.filter((secret) => secret.length >= SHORTEST_SECRET);
}

function mask(secret: string): string {
	return `a secret that ends with "${secret.slice(-3)}" (${secret.length} characters)`;
}
