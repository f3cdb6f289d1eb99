/**
 * `npm run docs` writes the pages that are made from the code. With --check it writes nothing, names those
 * that are out of date, and fails when there are any. Another folder than docs can be given.
 */
import './loadSources.mts';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const isCheck = process.argv.includes('--check');
const [folder = import.meta.dirname] = process.argv.slice(2).filter((word) => word !== '--check');
// Only now: the hooks that read the sources have to be there first.
const { generatedPages } = await import('./pages.mts');

const stale = Object.entries(generatedPages()).filter(([name, text]) => {
	const file = path.join(folder, name);
	return !existsSync(file) || readFileSync(file, 'utf8') !== text;
});
for (const [name, text] of stale) {
	if (!isCheck) writeFileSync(path.join(folder, name), text);
	console.log(`docs/${name} ${isCheck ? 'is out of date; run: npm run docs' : 'written'}`);
}
if (stale.length === 0) console.log('The generated docs are what the code says');
process.exit(isCheck && stale.length > 0 ? 1 : 0);
