/**
 * `npm test`: types, lint and format beside the tests, which wait for clocks and sockets often enough to leave room.
 * Words after `npm test --` go to jest. Ends with one line that says how each went and what was skipped; what
 * any of them leaves in the temporary folder is a failure.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

// Node keeps compiled packages between processes; its own place for them is the temporary folder.
process.env.NODE_COMPILE_CACHE ??= resolve('node_modules/.cache/node');

// A temporary folder of the run's own shows what stays; it goes with the run, however that ends.
const folder = mkdtempSync(join(tmpdir(), 'dingtalk-run-'));
Object.assign(process.env, { TMPDIR: folder, TEMP: folder, TMP: folder });
process.on('exit', () =>
	rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }),
);

const TOOLS = {
	// The compiler in Go, three times as quick; ESLint asks the one in JavaScript.
	tsc: 'node_modules/typescript-7/bin/tsc',
	eslint: 'node_modules/eslint/bin/eslint.js',
	prettier: 'node_modules/prettier/bin/prettier.cjs',
	jest: 'node_modules/jest/bin/jest.js',
};

/** What n8n's own scan reads. Of the rest `npm run lint` tells, which CI runs: it takes as long again. */
const SHIPPED = ['nodes', 'credentials', 'package.json'];

/** In MB, and explicit: Node gives more on a machine with much memory, which makes nothing here quicker. */
const ROOM = '--max-semi-space-size=16';
// Else each of a process's threads keeps memory of its own that was given back.
process.env.MALLOC_ARENA_MAX ??= '2';

interface Result {
	name: string;
	isPassed: boolean;
	seconds: number;
	output: string;
}

const running = new Set<ChildProcess>();
let isBrokenOff = false;
const isWindows = process.platform === 'win32';

/** Runs one of Node's programs to its end; what it prints is shown as it comes, or as one block if it fails. */
async function step(name: string, args: string[], show: 'live' | 'on failure'): Promise<Result> {
	const startedAt = Date.now();
	const color = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
	const child = spawn(process.execPath, [ROOM, ...args], {
		stdio: ['ignore', 'pipe', 'pipe'],
		env: { ...process.env, ...color },
		// A process group of its own, so that its children end with it: see `end`.
		detached: !isWindows,
	});
	running.add(child);
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text: string) => {
			output += text;
			if (show === 'live') process.stdout.write(text);
		});
	}
	const code = await new Promise<number | null>((done, failed) => {
		child.once('error', failed);
		child.once('close', done);
	});
	running.delete(child);
	const isPassed = code === 0;
	if (!isPassed && show === 'on failure') process.stdout.write(`\n${output}\n`);
	return { name, isPassed, seconds: Math.round((Date.now() - startedAt) / 1000), output };
}

async function inTurn(steps: Array<() => Promise<Result>>): Promise<Result[]> {
	const results: Result[] = [];
	for (const run of steps) {
		if (!isBrokenOff) results.push(await run());
	}
	return results;
}

/** e.g. "All passed (types 13 s, lint 20 s, tests 90 s)"; what was skipped is said by jest's own last line. */
function verdict(results: Result[]): string {
	const failed = results.filter(({ isPassed }) => !isPassed).map(({ name }) => name);
	const head = failed.length === 0 ? 'All passed' : `FAILED: ${failed.join(', ')}`;
	const times = results
		.filter(({ seconds }) => seconds > 0)
		.map(({ name, seconds }) => `${name} ${seconds} s`)
		.join(', ');
	const skipped = results.map(({ output }) => /^!! (SKIPPED.*)$/m.exec(output)?.[1]).find(Boolean);
	return `${head} (${times})${skipped === undefined ? '' : `  !! ${skipped}`}`;
}

/** Ends a command with everything that it started. */
function end({ pid }: ChildProcess): void {
	if (pid !== undefined) process.kill(isWindows ? pid : -pid, 'SIGTERM');
}

/** Fails when something is left in the temporary folder, and names it. */
function leftOvers(): Result {
	const names = readdirSync(folder);
	const output = names.map((name) => `Left in the temporary folder: ${name}`).join('\n');
	if (names.length > 0) console.log(`\n${output}`);
	return { name: 'left-overs', isPassed: names.length === 0, seconds: 0, output };
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.on(signal, () => {
		isBrokenOff = true;
		for (const child of running) end(child);
	});
}

const [checks, tests] = await Promise.all([
	inTurn([
		async () => await step('types', [TOOLS.tsc, '-p', 'tsconfig.json'], 'on failure'),
		async () => await step('lint', [TOOLS.eslint, ...SHIPPED], 'on failure'),
		async () => await step('format', [TOOLS.prettier, '--check', ...SHIPPED], 'on failure'),
	]),
	step('tests', [TOOLS.jest, ...process.argv.slice(2)], 'live'),
]);
const results = [...checks, tests, leftOvers()];
console.log(`\n${isBrokenOff ? 'BROKEN OFF, ' : ''}${verdict(results)}`);
process.exitCode = !isBrokenOff && results.every(({ isPassed }) => isPassed) ? 0 : 1;
