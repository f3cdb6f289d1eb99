import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs a script of `bench/children` in a process of its own; its last line of output is JSON. */
export async function inChild<T>(script: string, ...parameters: string[]): Promise<T> {
	const file = new URL(`children/${script}`, import.meta.url).pathname;
	const { stdout } = await run(process.execPath, ['--expose-gc', file, ...parameters], {
		maxBuffer: 16 * 1024 * 1024,
	});
	return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as T;
}

/** The middle one of an odd number of values. */
export const median = (values: readonly number[]): number =>
	[...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** A process that sends until it is ended. */
export interface Sending {
	begin(): void;
	/** At once, wherever it is. */
	end(): Promise<void>;
}

/** Starts `children/sending.mts`, and waits until it has loaded everything. */
export async function startSending(...parameters: string[]): Promise<Sending> {
	const file = new URL('children/sending.mts', import.meta.url).pathname;
	const child = spawn(process.execPath, [file, ...parameters], {
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	await once(child.stdout, 'data');
	const ended = once(child, 'exit');
	return {
		begin: () => void child.stdin.write('begin\n'),
		async end() {
			child.kill('SIGTERM');
			await ended;
		},
	};
}
