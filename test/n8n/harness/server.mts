import type { ChildProcess } from 'node:child_process';
import type { Instance } from './instance.mts';
import { N8N_BIN } from './paths.mts';
import { killGroup, start } from './shell.mts';

/** A running n8n. */
export interface N8nServer {
	url: string;
	/** Ends n8n and waits until it is gone. */
	stop(): Promise<void>;
}

const START_LIMIT_MS = 120_000;
const STOP_LIMIT_MS = 15_000;
const POLL_MS = 200;

/** Starts n8n's server and waits until it takes requests and its workflows are active. */
export async function startN8n(instance: Instance): Promise<N8nServer> {
	const url = `http://127.0.0.1:${instance.port}`;
	const child = start(process.execPath, [N8N_BIN, 'start'], {
		cwd: instance.userDir,
		env: instance.env,
	});
	const collect = (text: string) => instance.output.push(text);
	child.stdout?.setEncoding('utf8').on('data', collect);
	child.stderr?.setEncoding('utf8').on('data', collect);
	try {
		await waitUntilReady(child, url, instance);
	} catch (error) {
		await stop(child);
		throw error;
	}
	return { url, stop: async () => await stop(child) };
}

async function waitUntilReady(child: ChildProcess, url: string, instance: Instance): Promise<void> {
	const deadline = Date.now() + START_LIMIT_MS;
	while (Date.now() < deadline) {
		if (child.exitCode !== null || child.signalCode !== null) break;
		// "ready" answers before the workflows are active; the editor line comes after both.
		const isEditorUp = instance.output.join('').includes('Editor is now accessible via');
		if (isEditorUp && (await answersOk(`${url}/healthz/readiness`))) return;
		await new Promise((done) => setTimeout(done, POLL_MS));
	}
	const tail = instance.output.join('').trim().split('\n').slice(-30).join('\n');
	throw new Error(`n8n did not start:\n${tail}`);
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
