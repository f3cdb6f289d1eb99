import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { freePort, killGroup, start } from '../../../harness/n8n/shell.mts';

/** A Redis of our own, with nothing on disk. */
export interface Redis {
	port: number;
	stop(): Promise<void>;
}

const COMMAND = 'redis-server';
const START_LIMIT_MS = 15_000;

/** Whether this machine has Redis (Debian's package is called redis-server). */
export function hasRedis(): boolean {
	const folders = (process.env.PATH ?? '').split(delimiter);
	return folders.some((folder) => existsSync(join(folder, COMMAND)));
}

/** Starts Redis on a free port of 127.0.0.1, without persistence, and waits until it takes connections. */
export async function startRedis(): Promise<Redis> {
	const port = await freePort();
	const local = ['--bind', '127.0.0.1', '--port', String(port)];
	const child = start(COMMAND, [...local, '--save', '', '--appendonly', 'no']);
	const gone = new Promise<void>((done) => child.once('exit', () => done()));
	const stop = async () => {
		killGroup(child, 'SIGTERM');
		await gone;
	};
	let output = '';
	const ready = new Promise<void>((done) => {
		child.stdout?.setEncoding('utf8').on('data', (text: string) => {
			output += text;
			if (output.includes('Ready to accept connections')) done();
		});
	});
	const isReady = await Promise.race([
		ready.then(() => true),
		gone.then(() => false),
		new Promise<false>((done) => setTimeout(done, START_LIMIT_MS, false).unref()),
	]);
	if (isReady) return { port, stop };
	await stop();
	throw new Error(`${COMMAND} did not start:\n${output.trim()}`);
}
