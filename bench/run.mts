import { existsSync } from 'node:fs';

import type { Case, Row } from './report.mts';
import { machine, toTable } from './report.mts';

const BUILT = new URL('../dist/nodes/DingTalk/DingTalk.node.js', import.meta.url);

async function allCases(): Promise<Case[]> {
	const { load } = await import('./cases/load.mts');
	const { upload } = await import('./cases/upload.mts');
	const { drive } = await import('./cases/drive.mts');
	const { documents } = await import('./cases/documents.mts');
	const { watch } = await import('./cases/watch.mts');
	const { split } = await import('./cases/split.mts');
	const { send } = await import('./cases/send.mts');
	const { typing } = await import('./cases/typing.mts');
	const { processes } = await import('./cases/processes.mts');
	const { latency } = await import('./cases/latency.mts');
	const { resume } = await import('./cases/resume.mts');
	return [load, split, upload, drive, documents, watch, latency, resume, typing, send, processes];
}

function fail(message: string): never {
	console.error(message);
	process.exit(1);
}

if (!existsSync(BUILT)) fail('The package is not built. Run: npm run bench (it builds first)');
const wanted = process.argv.slice(2);
const cases = await allCases();
const names = cases.map(({ name }) => name);
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0)
	fail(`No case is called ${unknown.join(', ')}. There are: ${names.join(', ')}`);
const chosen = cases.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const rows: Row[] = [];
for (const { name, run } of chosen) {
	rows.push(...(await run((text) => console.error(`${name}: ${text} …`))));
}
console.log(`\n${machine()}\n`);
console.log(toTable(rows));
const missed = rows.filter(({ isMet }) => isMet === false);
if (missed.length > 0) fail(`\n${missed.length} target(s) missed.`);
