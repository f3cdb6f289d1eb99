/** The generated pages as they are on disk, and the command that writes them. */
import { spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(
	import.meta.dirname ?? process.cwd(),
	import.meta.dirname ? '../..' : '.',
);

/** A page in docs. */
export const pageOnDisk = (name: string): string =>
	readFileSync(path.join(ROOT, 'docs', name), 'utf8');

/** Makes a page differ from the code. */
export const spoilPage = (folder: string, name: string): void =>
	appendFileSync(path.join(folder, name), 'edited by hand\n');

/** Runs `docs/generate.mts` as `npm run docs` does. */
export function generate(...words: string[]): { code: number | null; output: string } {
	const script = path.join(ROOT, 'docs', 'generate.mts');
	const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...words], {
		encoding: 'utf8',
	});
	return { code: status, output: `${stdout}${stderr}` };
}
