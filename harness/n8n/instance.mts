import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { N8N_BIN } from './paths.mts';
import { toRunResult, type RawRunData, type RunResult } from './runData.mts';
import { freePort, run, type Finished } from './shell.mts';

/** A throw-away n8n: its own folder, key, database and ports, all on 127.0.0.1. */
export interface Instance {
	/** n8n's user folder. */
	userDir: string;
	/** Where n8n keeps its database and its community nodes. */
	n8nDir: string;
	port: number;
	env: NodeJS.ProcessEnv;
	/** Everything n8n's commands and the server printed, for the search for secrets. */
	output: string[];
}

/** A credential as `n8n import:credentials` takes it. */
export interface CredentialSeed {
	id: string;
	name: string;
	type: string;
	data: Record<string, unknown>;
}

/**
 * Creates the folder and the environment of a throw-away n8n.
 * @param more settings of n8n on top of ours
 */
export async function createInstance(
	wantedPort = 0,
	more: Record<string, string> = {},
): Promise<Instance> {
	const userDir = await mkdtemp(join(tmpdir(), 'n8n-dingtalk-'));
	const n8nDir = join(userDir, '.n8n');
	await mkdir(n8nDir, { recursive: true });
	const port = await freePort(wantedPort);
	const env = { ...inheritedEnv(), ...n8nEnv(userDir, port, await freePort()), ...more };
	return { userDir, n8nDir, port, env, output: [] };
}

/** Deletes what the throw-away n8n left. */
export async function removeInstance(instance: Instance): Promise<void> {
	await rm(instance.userDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/** Never hand DingTalk secrets or an n8n set-up of the user's on to the throw-away n8n. */
function inheritedEnv(): NodeJS.ProcessEnv {
	const ours = (name: string) => name.startsWith('DINGTALK_');
	const foreign = /^(N8N_|DB_|EXECUTIONS_|QUEUE_|WEBHOOK_URL$|NODE_OPTIONS$|npm_)/;
	return Object.fromEntries(
		Object.entries(process.env).filter(([name]) => !ours(name) && !foreign.test(name)),
	);
}

function n8nEnv(userDir: string, port: number, brokerPort: number): Record<string, string> {
	const local = '127.0.0.1,localhost';
	return {
		N8N_USER_FOLDER: userDir,
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_RUNNERS_BROKER_LISTEN_ADDRESS: '127.0.0.1',
		N8N_EDITOR_BASE_URL: `http://127.0.0.1:${port}`,
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		GENERIC_TIMEZONE: 'Asia/Shanghai',
		NO_COLOR: '1',
		NO_PROXY: process.env.NO_PROXY === undefined ? local : `${process.env.NO_PROXY},${local}`,
	};
}

/** Runs one of n8n's own commands against the instance. */
export async function cli(instance: Instance, args: string[]): Promise<Finished> {
	const options = { cwd: instance.userDir, env: instance.env, timeoutMs: 180_000 };
	const finished = await run(process.execPath, [N8N_BIN, ...args], options);
	instance.output.push(finished.stdout, finished.stderr);
	return finished;
}

async function importFile(instance: Instance, what: string, content: unknown): Promise<void> {
	const file = join(instance.userDir, `import-${what}.json`);
	await writeFile(file, JSON.stringify(content), { mode: 0o600 });
	try {
		const { code, stdout, stderr } = await cli(instance, [`import:${what}`, `--input=${file}`]);
		// n8n ends with code 0 after some refusals too; only this line says that it worked.
		if (code === 0 && stdout.includes('Successfully imported')) return;
		throw new Error(`n8n import:${what} failed:\n${stdout}\n${stderr}`);
	} finally {
		await rm(file, { force: true });
	}
}

/** Imports credentials with n8n's own command; their plain text is on disk only meanwhile. */
export async function importCredentials(instance: Instance, seeds: CredentialSeed[]) {
	await importFile(instance, 'credentials', seeds);
}

/** Imports workflows with n8n's own command. */
export async function importWorkflows(instance: Instance, workflows: unknown[]): Promise<void> {
	await importFile(instance, 'workflow', workflows);
}

/** Makes an imported workflow's triggers go live at the next start of n8n. */
export async function publishWorkflow(instance: Instance, workflowId: string): Promise<void> {
	const { code, stdout, stderr } = await cli(instance, ['publish:workflow', `--id=${workflowId}`]);
	if (code !== 0) throw new Error(`n8n publish:workflow failed:\n${stdout}\n${stderr}`);
}

/** Runs a workflow with `n8n execute` in a process of its own. */
export async function execute(instance: Instance, workflowId: string): Promise<RunResult> {
	const env = { ...instance.env, N8N_RUNNERS_BROKER_PORT: String(await freePort()) };
	const aside = { ...instance, env };
	const { stdout, stderr } = await cli(aside, ['execute', `--id=${workflowId}`, '--rawOutput']);
	const start = stdout.search(/^\{/m);
	if (start === -1) throw new Error(`n8n execute gave no run data:\n${stdout}\n${stderr}`);
	const raw = JSON.parse(stdout.slice(start, stdout.lastIndexOf('}') + 1)) as {
		data: RawRunData;
		status?: string;
	};
	return toRunResult('cli', raw.status ?? 'unknown', raw.data);
}
