import type { ChildProcess } from 'node:child_process';
import type { Instance } from './instance.mts';
import { N8N_BIN } from './paths.mts';
import { freePort, killGroup, start } from './shell.mts';

/** A process of n8n. */
export interface N8nProcess {
	pid: number;
	/** What it printed so far. */
	output(): string;
	/** Ends it and waits until it is gone. */
	stop(): Promise<void>;
	/** Ends it as a crash would (kill −9): it gets no chance to finish anything. */
	kill(): Promise<void>;
}

/** A running n8n. */
export interface N8nServer extends N8nProcess {
	url: string;
}

/** How a process of n8n is started. */
interface StartOptions {
	args: string[];
	env?: NodeJS.ProcessEnv;
	/** Flags for Node. */
	nodeArgs?: string[];
	isReady(output: string): Promise<boolean>;
}

const START_LIMIT_MS = 120_000;
const STOP_LIMIT_MS = 15_000;
const POLL_MS = 200;

/**
 * Starts n8n's server and waits until it takes requests and its workflows are active.
 * @param nodeArgs flags for Node, such as `--inspect`
 */
export async function startN8n(instance: Instance, nodeArgs: string[] = []): Promise<N8nServer> {
	const url = `http://127.0.0.1:${instance.port}`;
	const server = await startProcess(instance, {
		args: ['start'],
		nodeArgs,
		// "ready" answers before the workflows are active; the editor line comes after both.
		isReady: async (output) =>
			output.includes('Editor is now accessible via') &&
			(await answersOk(`${url}/healthz/readiness`)),
	});
	return { ...server, url };
}

/** Starts a worker of an n8n in queue mode, which shares the instance's folder and database. */
export async function startWorker(instance: Instance): Promise<N8nProcess> {
	const env = { ...instance.env, N8N_RUNNERS_BROKER_PORT: String(await freePort()) };
	return await startProcess(instance, {
		args: ['worker'],
		env,
		isReady: async (output) => output.includes('n8n worker is now ready'),
	});
}

async function startProcess(instance: Instance, options: StartOptions): Promise<N8nProcess> {
	const args = [...(options.nodeArgs ?? []), N8N_BIN, ...options.args];
	const env = options.env ?? instance.env;
	const child = start(process.execPath, args, { cwd: instance.userDir, env });
	const texts: string[] = [];
	const collect = (text: string) => {
		texts.push(text);
		instance.output.push(text);
	};
	child.stdout?.setEncoding('utf8').on('data', collect);
	child.stderr?.setEncoding('utf8').on('data', collect);
	const output = () => texts.join('');
	try {
		await waitUntilReady(child, async () => await options.isReady(output()));
	} catch {
		await stop(child);
		const tail = output().trim().split('\n').slice(-30).join('\n');
		throw new Error(`"n8n ${options.args.join(' ')}" did not come up:\n${tail}`);
	}
	return {
		pid: child.pid ?? 0,
		output,
		stop: async () => await stop(child),
		kill: async () => await kill(child),
	};
}

async function waitUntilReady(child: ChildProcess, isReady: () => Promise<boolean>): Promise<void> {
	const deadline = Date.now() + START_LIMIT_MS;
	while (Date.now() < deadline) {
		if (child.exitCode !== null || child.signalCode !== null) break;
		if (await isReady()) return;
		await new Promise((done) => setTimeout(done, POLL_MS));
	}
	throw new Error('not ready');
}

async function answersOk(url: string): Promise<boolean> {
	return await fetch(url).then(
		(response) => response.ok,
		() => false,
	);
}

async function stop(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const gone = new Promise<void>((done) => child.once('exit', () => done()));
	const timer = setTimeout(() => killGroup(child, 'SIGKILL'), STOP_LIMIT_MS);
	child.kill('SIGTERM');
	await gone;
	clearTimeout(timer);
	// The task runner is a child of n8n: whatever is left of the group goes too.
	killGroup(child, 'SIGKILL');
}

async function kill(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const gone = new Promise<void>((done) => child.once('exit', () => done()));
	killGroup(child, 'SIGKILL');
	await gone;
}
