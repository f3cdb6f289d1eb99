/** Runs of jest by its command, over files that stand aside from the tests. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

const FILES = 'test/jest/files';
const require = createRequire(import.meta.url);

export interface JestRun {
	/** Everything it has printed so far. */
	readonly output: string;
	/** Resolves with the exit code. */
	readonly ended: Promise<number | null>;
	/** What is in its temporary folder, which was empty at the start. */
	leftOvers(): string[];
	/** Resolves as soon as it has printed a text. */
	hasPrinted(text: string): Promise<void>;
	breakOff(): void;
}

/** Starts jest over files of test/jest/files (a glob), one after the other in one process. */
export function startJest(files: string): JestRun {
	const folder = mkdtempSync(path.join(tmpdir(), 'jest-'));
	const child = spawn(
		process.execPath,
		[
			'--expose-gc',
			path.join(path.dirname(require.resolve('jest/package.json')), 'bin/jest.js'),
			'--runInBand',
			`--testMatch=**/${FILES}/${files}`,
			`--testSequencer=./${FILES}/order.js`,
		],
		{ env: { ...process.env, TMPDIR: folder, TEMP: folder, TMP: folder, FORCE_COLOR: '0' } },
	);
	let output = '';
	const printed: Array<() => void> = [];
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text: string) => {
			output += text;
			for (const check of printed) check();
		});
	}
	return {
		get output() {
			return output;
		},
		ended: new Promise((resolve) => child.once('close', resolve)),
		leftOvers: () => readdirSync(folder),
		hasPrinted: async (text) =>
			await new Promise((resolve) => {
				printed.push(() => {
					if (output.includes(text)) resolve();
				});
			}),
		breakOff: () => child.kill('SIGTERM'),
	};
}
