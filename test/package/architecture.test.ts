import {
	byFolder,
	importRing,
	N8N_LINT,
	sourcesBelow,
	textOf,
	usersOf,
	type Source,
} from '../helpers/sources.mts';

const shipped = [...sourcesBelow('nodes', '.ts'), ...sourcesBelow('credentials', '.ts')];
const sandbox = sourcesBelow('sandbox', '.mts', '.ts');

const folderOf = (file: string) => /^nodes\/([A-Z]\w*)\//.exec(file)?.[1];

/** `file → target` for each import that the rule refuses. */
const refused = (sources: Source[], isRefused: (file: string, target: string) => boolean) =>
	sources.flatMap(({ file, imports }) =>
		imports
			.filter(({ target }) => isRefused(file, target))
			.map(({ target }) => `${file} → ${target}`),
	);
const matching = (pattern: RegExp, isAllowed: (file: string) => boolean = () => false) =>
	shipped
		.filter(({ file, text }) => !isAllowed(file) && pattern.test(text))
		.map(({ file }) => file);

test('no files import each other in a ring, types included', () => {
	expect(shipped.length).toBeGreaterThan(50);
	expect(importRing(shipped)).toBeUndefined();
});

test('no two folders depend on each other, directly or by way of others, types included', () => {
	expect(importRing(byFolder(shipped))).toBeUndefined();
});

test('nothing that one node alone uses lies in nodes/shared', () => {
	const users = usersOf(shipped);
	const lonely = shipped
		.map(({ file }) => file)
		.filter((file) => file.startsWith('nodes/shared/') && (users.get(file)?.size ?? 0) < 2);
	expect(lonely).toEqual([]);
});

test('no node imports from another, and shared code from none', () => {
	const foreign = (file: string, target: string) =>
		folderOf(target) !== undefined && folderOf(target) !== folderOf(file);
	expect(refused(shipped, foreign)).toEqual([]);
});

test('nodes and sandbox share no code', () => {
	expect(refused(shipped, (_file, target) => target.startsWith('sandbox/'))).toEqual([]);
	expect(refused(sandbox, (_file, target) => /^(nodes|credentials)\//.test(target))).toEqual([]);
});

test('shipped code needs nothing but n8n-workflow and crypto', () => {
	const known = (target: string) => /^(nodes|credentials)\//.test(target);
	const packages = refused(shipped, (_file, target) => !known(target));
	const allowed = / → (n8n-workflow|(node:)?crypto)$/;
	expect(packages.filter((entry) => !allowed.test(entry))).toEqual([]);
});

test('only transport makes HTTP calls', () => {
	const isAllowed = (file: string) => file.startsWith('nodes/shared/transport/');
	expect(matching(/\bhelpers\s*\.\s*(httpRequest|request)\w*\s*(\.call)?\s*\(/, isAllowed)).toEqual(
		[],
	);
	// A function passed in may be called fetch.
	const ownFetch = /\bfetch: \(|\bfetch = /;
	const withFetch = shipped.filter(
		({ text }) => /(?<![.\w])fetch\s*\(/.test(text) && !ownFetch.test(text),
	);
	expect(withFetch.map(({ file }) => file)).toEqual([]);
	expect(matching(/globalThis\.fetch|XMLHttpRequest/)).toEqual([]);
});

test('only the typed readers ask n8n for parameters', () => {
	// The router reads what no expression can hold: resource and operation.
	const isAllowed = (file: string) =>
		/^nodes\/(shared\/params\/nodeParameters|DingTalk\/router)\.ts$/.test(file);
	expect(matching(/\bgetNodeParameter\(\s*[^)n\s]|\.getNodeParameter\b/, isAllowed)).toEqual([]);
});

test('only one file opens sockets', () => {
	const isAllowed = (file: string) => file === 'nodes/DingTalkTrigger/stream/socket.ts';
	expect(matching(/\b(new|typeof)\s+WebSocket\b|\bWebSocket\.\w/, isAllowed)).toEqual([]);
});

test('only the clock tells the time of waiting', () => {
	const isAllowed = (file: string) => file === 'nodes/shared/run/clock.ts';
	expect(
		matching(/\bsetTimeout\b|\bsetInterval\b|\bsleep\w*\b.*from 'n8n-workflow'/, isAllowed),
	).toEqual([]);
});

test('shipped code writes nothing to the console and silences no lint rule', () => {
	expect(matching(/\bconsole\s*\.\s*\w+\s*\(/)).toEqual([]);
	expect(matching(/@ts-ignore|@ts-expect-error|@ts-nocheck/)).toEqual([]);
	expect(matching(/eslint-disable/)).toEqual([]);
});

test("lint goes by n8n's own rules, unchanged", () => {
	const words = (file: string) => textOf(file).split(/\s+/).filter(Boolean);
	expect(words('eslint.config.mjs')).toEqual(words(N8N_LINT));
});

test('shipped code asks of no object whether it is of a class of n8n: n8n may have a copy of its own', () => {
	const asked = shipped.filter(({ text }) => {
		const imported = [...text.matchAll(/import \{([^}]*)\} from 'n8n-workflow'/g)];
		const names = new Set(imported.flatMap(([, list]) => list.split(/[\s,]+/)));
		return [...text.matchAll(/\binstanceof (\w+)/g)].some(([, name]) => names.has(name));
	});
	expect(asked.map(({ file }) => file)).toEqual([]);
});
