import { execFile } from 'node:child_process';
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
