import { importRing, sourcesBelow, type Source } from '../helpers/sources.mts';

const shipped = [...sourcesBelow('nodes', '.ts'), ...sourcesBelow('credentials', '.ts')];
const sandbox = sourcesBelow('sandbox', '.mts', '.ts');

/** Layers from the bottom up, first match counts; a file may import from its own layer and from those below. */
const LAYERS: Array<[layer: number, files: RegExp]> = [
	[0, /^nodes\/shared\/clock\.ts$/],
	// Pure: no input or output. These few live beside the effects that use them.
	[1, /^nodes\/shared\/(auth\/redact|transport\/(hosts|json|path)|media\/(fileName|kinds))\.ts$/],
	[1, /^nodes\/shared\/contacts\/personRef\.ts$/],
	[1, /^nodes\/shared\/(crypto|errors|fields|messages|paging|values)\//],
	[1, /^nodes\/shared\/(formReader|operation|params|runInOrder|time)\.ts$/],
	[2, /^nodes\/shared\//],
	[3, /^nodes\/[A-Z]\w*\/(resources|operations|listSearch)\//],
	[5, /^nodes\/[A-Z]\w*\/\w+\.node\.ts$/],
	[5, /^credentials\//],
	[4, /^nodes\/[A-Z]\w*\//],
];
// Declarative nodes: an operation holds its routing, which is what the hooks do.
const SAME_LAYER = /^nodes\/DingTalkRobot\//;

const layerOf = (file: string) => LAYERS.find(([, files]) => files.test(file))?.[0];
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

test('every shipped file has a layer', () => {
	expect(shipped.length).toBeGreaterThan(50);
	expect(shipped.filter(({ file }) => layerOf(file) === undefined)).toEqual([]);
});

test('imports only go down the layers, types excepted', () => {
	const ups = shipped.flatMap(({ file, imports }) =>
		imports
			.filter(({ target, isType }) => !isType && (layerOf(target) ?? -1) > (layerOf(file) ?? 9))
			.filter(({ target }) => !(SAME_LAYER.test(file) && SAME_LAYER.test(target)))
			.map(({ target }) => `${file} → ${target}`),
	);
	expect(ups).toEqual([]);
});

test('no files import each other in a ring', () => {
	expect(importRing(shipped)).toBeUndefined();
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

test('only transport and the token exchange make HTTP calls', () => {
	const isAllowed = (file: string) =>
		file.startsWith('nodes/shared/transport/') || file === 'nodes/shared/transport/token.ts';
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
	const isAllowed = (file: string) => /^nodes\/(shared\/params|DingTalk\/router)\.ts$/.test(file);
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
	// The rule's own text asks for a confirmation where a name does not say that the field holds a secret.
	const confirmed =
		/eslint-disable-next-line @n8n\/community-nodes\/credential-unnecessary-password\n/g;
	const silenced = shipped.filter(({ text }) => /eslint-disable/.test(text.replace(confirmed, '')));
	expect(silenced.map(({ file }) => file)).toEqual([]);
});
