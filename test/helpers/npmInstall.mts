import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(
	import.meta.dirname ?? process.cwd(),
	import.meta.dirname ? '../..' : '.',
);

/** What a plain `npm install` of this package, without network, puts into an empty folder. @throws when npm fails */
export function installAlone(): string[] {
	const folder = mkdtempSync(path.join(tmpdir(), 'dingtalk-install-'));
	const packed = path.join(folder, 'packed');
	mkdirSync(packed);
	for (const file of ['package.json', 'index.js']) {
		cpSync(path.join(ROOT, file), path.join(packed, file));
	}
	const nodes = path.join(folder, 'nodes');
	mkdirSync(nodes);
	// An empty cache, else npm might find there what it would download.
	const flags = ['--offline', `--cache=${path.join(folder, 'cache')}`, '--install-links'];
	const args = ['install', '--no-audit', '--no-fund', ...flags, packed];
	execFileSync('npm', args, { cwd: nodes, encoding: 'utf8', stdio: 'pipe' });
	return readdirSync(path.join(nodes, 'node_modules')).filter((name) => !name.startsWith('.'));
}
