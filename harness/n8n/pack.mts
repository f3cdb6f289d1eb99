import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_DIR } from './paths.mts';
import { runOrThrow } from './shell.mts';

/** Where a package was installed and what it says about itself. */
export interface InstalledPackage {
	name: string;
	version: string;
	directory: string;
}

/** Builds the project and packs it as it would be published; returns the tarball's path. */
export async function buildAndPack(intoDir: string): Promise<string> {
	await mkdir(intoDir, { recursive: true });
	await runOrThrow('npm', ['run', 'build'], { cwd: PROJECT_DIR, label: 'npm run build' });
	const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', intoDir];
	const packed = await runOrThrow('npm', args, { cwd: PROJECT_DIR, label: 'npm pack' });
	const [{ filename }] = JSON.parse(packed.stdout) as Array<{ filename: string }>;
	return join(intoDir, filename);
}

/**
 * Puts a tarball into an n8n user folder the way n8n's own community package installer does it:
 * unpacked below `nodes/node_modules`, development fields taken out of its manifest, npm run with
 * install scripts off, and its name written into the folder's list.
 */
export async function installTarball(tarball: string, n8nDir: string): Promise<InstalledPackage> {
	const nodesDir = join(n8nDir, 'nodes');
	const name = await nameInside(tarball);
	const directory = join(nodesDir, 'node_modules', name);
	await mkdir(directory, { recursive: true });
	await runOrThrow('tar', ['-xzf', tarball, '-C', directory, '--strip-components=1']);
	const version = await stripManifest(join(directory, 'package.json'));
	const flags = [
		'--audit=false',
		'--fund=false',
		'--bin-links=false',
		'--install-strategy=shallow',
		'--ignore-scripts=true',
		'--package-lock=false',
	];
	await runOrThrow('npm', ['install', ...flags], { cwd: directory });
	const list = { name: 'installed-nodes', private: true, dependencies: { [name]: version } };
	await writeFile(join(nodesDir, 'package.json'), JSON.stringify(list, null, 2));
	return { name, version, directory };
}

async function nameInside(tarball: string): Promise<string> {
	const { stdout } = await runOrThrow('tar', ['-xzOf', tarball, 'package/package.json']);
	return JSON.parse(stdout).name;
}

async function stripManifest(path: string): Promise<string> {
	const manifest = JSON.parse(await readFile(path, 'utf8'));
	for (const field of ['devDependencies', 'peerDependencies', 'optionalDependencies']) {
		delete manifest[field];
	}
	await writeFile(path, JSON.stringify(manifest, null, 2));
	return manifest.version;
}
