/** The source files of the package, and what they import. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(
	import.meta.dirname ?? process.cwd(),
	import.meta.dirname ? '../..' : '.',
);

/** The lint rules that n8n gives to packages. */
export const N8N_LINT =
	'node_modules/@n8n/node-cli/dist/template/templates/shared/default/eslint.config.mjs';

/** @param file from the root of the project */
export const textOf = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

export interface Import {
	/** Path from the root of the project, or the name of a package. */
	target: string;
	/** Types only: nothing of it is left after the build. */
	isType: boolean;
}

export interface Source {
	/** From the root of the project, with slashes. */
	file: string;
	text: string;
	imports: Import[];
}

/** All sources below a folder of the project that end so; none when the folder is not there. */
export function sourcesBelow(folder: string, ...endings: string[]): Source[] {
	const start = path.join(ROOT, folder);
	if (!existsSync(start)) return [];
	return readdirSync(start, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
		.map((entry) => path.join(entry.parentPath, entry.name))
		.filter((file) => endings.some((ending) => file.endsWith(ending)))
		.map(toSource)
		.sort((a, b) => a.file.localeCompare(b.file));
}

function toSource(fullPath: string): Source {
	const text = readFileSync(fullPath, 'utf8');
	const file = fromRoot(fullPath);
	const statements = text.matchAll(
		/^(?:import|export)\s+(type\s)?(?:[^'"]*?\sfrom\s+)?'([^']+)'/gms,
	);
	const imports = [...statements].map(([, type, specifier]) => ({
		target: specifier.startsWith('.') ? resolve(fullPath, specifier) : specifier,
		isType: type !== undefined,
	}));
	return { file, text, imports };
}

function resolve(from: string, specifier: string): string {
	const base = path.resolve(path.dirname(from), specifier);
	const found = ['', '.ts', '.mts', '/index.ts'].map((ending) => base + ending).find(isFile);
	return fromRoot(found ?? base);
}

const isFile = (file: string) => /\.\w+$/.test(file) && existsSync(file);
const fromRoot = (file: string) => path.relative(ROOT, file).split(path.sep).join('/');

/** Folders in place of files: each imports what its files import of other folders. A folder in it is another one. */
export function byFolder(sources: Source[]): Source[] {
	const folders = new Map<string, Source>();
	for (const { file, imports } of sources) {
		const folder = path.posix.dirname(file);
		const known = folders.get(folder) ?? { file: folder, text: '', imports: [] };
		const others = imports
			.filter(({ target }) => target.includes('/'))
			.map((entry) => ({ ...entry, target: path.posix.dirname(entry.target) }))
			.filter(({ target }) => target !== folder);
		folders.set(folder, { ...known, imports: [...known.imports, ...others] });
	}
	return [...folders.values()];
}

/** Which nodes reach a file by their imports, types included; the credentials count as one. */
export function usersOf(sources: Source[]): Map<string, Set<string>> {
	const byFile = new Map(sources.map((source) => [source.file, source]));
	const users = new Map<string, Set<string>>();
	const reach = (file: string, user: string): void => {
		const known = users.get(file) ?? new Set();
		if (known.has(user)) return;
		users.set(file, known.add(user));
		for (const { target } of byFile.get(file)?.imports ?? []) reach(target, user);
	};
	for (const { file } of sources) {
		const user = /^nodes\/[A-Z]\w*|^credentials/.exec(file)?.[0];
		if (user) reach(file, user);
	}
	return users;
}

/** A chain of files that import each other in a ring, types included, or undefined. */
export function importRing(sources: Source[]): string[] | undefined {
	const targets = new Map(sources.map(({ file, imports }) => [file, imports]));
	const done = new Set<string>();
	const walk = (file: string, trail: string[]): string[] | undefined => {
		if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file];
		if (done.has(file)) return undefined;
		for (const { target } of targets.get(file) ?? []) {
			const ring = walk(target, [...trail, file]);
			if (ring) return ring;
		}
		done.add(file);
		return undefined;
	};
	for (const file of targets.keys()) {
		const ring = walk(file, []);
		if (ring) return ring;
	}
	return undefined;
}
