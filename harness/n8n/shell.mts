import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';

/** What a finished command left behind. */
export interface Finished {
	code: number;
	stdout: string;
	stderr: string;
}

/** How a command is started. */
export interface ShellOptions {
	cwd?: string;
	env?: NodeJS.ProcessEnv;
	/** Shown with the elapsed time while the command runs; silent without it. */
	label?: string;
	/** Ends the command after this many ms. @default 900 000 */
	timeoutMs?: number;
}

const TICK_MS = 5_000;
const TAIL_LINES = 30;

const running = new Set<ChildProcess>();

/** Every child this process started, ended at the latest when this process ends. */
export function track(child: ChildProcess): ChildProcess {
	running.add(child);
	child.once('exit', () => running.delete(child));
	return child;
}

process.once('exit', () => {
	for (const child of running) killGroup(child, 'SIGKILL');
});

/** Cleans up when the user breaks off; a second signal ends at once, and nothing is left then either. */
export function cleanUpOnSignals(cleanUp: () => Promise<void>, exitCode: number): void {
	let isStopping = false;
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(signal, () => {
			if (isStopping) process.exit(exitCode);
			isStopping = true;
			console.log('\nStopping …');
			void cleanUp().finally(() => process.exit(exitCode));
		});
	}
}

/** Signals a child that leads its own process group, and everything below it. */
export function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
	if (child.pid === undefined) return;
	try {
		process.kill(-child.pid, signal);
	} catch {
		/* the group is gone already */
	}
}

/** Starts a child that leads a process group of its own, so that nothing below it can be left. */
export function start(command: string, args: string[], options: ShellOptions = {}): ChildProcess {
	return track(
		spawn(command, args, {
			cwd: options.cwd,
			env: options.env ?? process.env,
			stdio: ['ignore', 'pipe', 'pipe'],
			detached: true,
		}),
	);
}

/** Runs a command to its end and returns its exit code and output. */
export async function run(
	command: string,
	args: string[],
	options: ShellOptions = {},
): Promise<Finished> {
	const child = start(command, args, options);
	const output = { stdout: '', stderr: '' };
	child.stdout?.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
	child.stderr?.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
	const ticker = options.label === undefined ? undefined : tick(options.label);
	const timer = setTimeout(() => killGroup(child, 'SIGKILL'), options.timeoutMs ?? 900_000);
	try {
		const code = await new Promise<number>((done, failed) => {
			child.once('error', failed);
			child.once('close', (exitCode) => done(exitCode ?? 1));
		});
		return { code, ...output };
	} finally {
		clearTimeout(timer);
		if (ticker !== undefined) ticker();
	}
}

/** Like `run`, but a non-zero exit code is an exception that carries the end of the output. */
export async function runOrThrow(
	command: string,
	args: string[],
	options: ShellOptions = {},
): Promise<Finished> {
	const finished = await run(command, args, options);
	if (finished.code === 0) return finished;
	const tail = `${finished.stdout}\n${finished.stderr}`.trim().split('\n').slice(-TAIL_LINES);
	const line = [command, ...args].join(' ');
	throw new Error(`"${line}" ended with code ${finished.code}:\n${tail.join('\n')}`);
}

/** Prints a line at once and another every few seconds; the returned function says how long it took. */
function tick(label: string): () => void {
	const startedAt = Date.now();
	const seconds = () => Math.round((Date.now() - startedAt) / 1000);
	console.log(`  ${label} …`);
	const timer = setInterval(() => console.log(`  ${label} … ${seconds()} s`), TICK_MS);
	return () => {
		clearInterval(timer);
		console.log(`  ${label}: ${seconds()} s`);
	};
}

/** A TCP port of 127.0.0.1 that is free now; `wanted` if that one is. */
export async function freePort(wanted = 0): Promise<number> {
	return await new Promise((done, failed) => {
		const server = createServer();
		server.once('error', (error) => (wanted === 0 ? failed(error) : done(freePort())));
		server.listen(wanted, '127.0.0.1', () => {
			const { port } = server.address() as AddressInfo;
			server.close(() => done(port));
		});
	});
}
