import { generatedPages } from '../../docs/pages.mts';
import { writePages } from '../../docs/write.mts';
import { RESOURCES } from '../../nodes/DingTalk/registry';
import { MATRIX, unsupported } from '../../nodes/shared/messages/matrix';
import type { MessageTarget } from '../../nodes/shared/messages/targets';
import type { MessageKind } from '../../nodes/shared/messages/content';
import { ENDPOINTS } from '../../sandbox/contract/load.mts';
import { temporaryFolder } from '../helpers/dingTalk.mts';
import { generate, pageOnDisk, spoilPage } from '../helpers/generatedDocs.mts';
import { sourcesBelow } from '../helpers/sources.mts';

const pages = generatedPages();
const operations = RESOURCES.flatMap((resource) =>
	resource.operations.map((operation) => ({
		key: `${resource.value}/${operation.value}`,
		resource,
		operation,
	})),
);
const endpoints = new Set(operations.flatMap(({ operation }) => operation.endpoints));

test.each(Object.keys(pages))('docs/%s is what the code says; else run: npm run docs', (name) => {
	expect(pageOnDisk(name)).toBe(pages[name]);
});

test('pages are written where they differ, and a check names those that do', () => {
	const folder = temporaryFolder();
	const check = () => writePages(pages, folder, { isCheck: true });
	expect(check()).toEqual({
		lines: Object.keys(pages).map((name) => `docs/${name} is out of date; run: npm run docs`),
		wasTrue: false,
	});
	expect(writePages(pages, folder, { isCheck: false }).lines).toContain('docs/messages.md written');
	const asTheCodeSays = { lines: ['The generated docs are what the code says'], wasTrue: true };
	expect(check()).toEqual(asTheCodeSays);
	spoilPage(folder, 'operations.md');
	expect(writePages(pages, folder, { isCheck: false }).lines).toEqual([
		'docs/operations.md written',
	]);
	expect(check()).toEqual(asTheCodeSays);
});

test('the command says when a page is out of date', () => {
	const folder = temporaryFolder();
	writePages(pages, folder, { isCheck: false });
	spoilPage(folder, 'operations.md');
	expect(generate('--check', folder)).toEqual({
		code: 1,
		output: 'docs/operations.md is out of date; run: npm run docs\n',
	});
});

test('every operation names its endpoints', () => {
	const silent = operations.filter(
		({ key, operation }) => key !== 'apiRequest/send' && operation.endpoints.length === 0,
	);
	expect(silent.map(({ key }) => key)).toEqual([]);
	expect([...endpoints].filter((one) => !/^(GET|POST|PUT|DELETE) \/[^ ]+$/.test(one))).toEqual([]);
});

test('the sandbox knows every endpoint', () => {
	const known = new Set(ENDPOINTS.map(({ method, path }) => `${method} ${path}`));
	expect([...endpoints].filter((endpoint) => !known.has(endpoint))).toEqual([]);
});

test('the page of the credentials names every permission that an operation takes', () => {
	const page = pageOnDisk('credentials.md');
	const scopes = ENDPOINTS.filter(({ method, path }) => endpoints.has(`${method} ${path}`)).flatMap(
		({ scope }) => scope ?? [],
	);
	expect(new Set(scopes).size).toBeGreaterThan(20);
	expect([...new Set(scopes)].filter((scope) => !page.includes(`\`${scope}\``))).toEqual([]);
});

/** Paths of DingTalk in a folder of the nodes; those with IDs inside end before the first. */
const pathsIn = (folder: string) =>
	sourcesBelow(folder, '.ts').flatMap(({ text }) =>
		[
			...text.matchAll(/['`](\/(?:v\d\.0|topapi|attendance|chat|message|media|robot)\/[^'`$]+)/g),
		].map(([, found]) => found),
	);
const named = [...endpoints].map((endpoint) => endpoint.split(' ')[1].replace(/\{.*/, ''));

test.each([
	'nodes/DingTalk/resources',
	'nodes/DingTalk/drive',
	'nodes/DingTalk/workNotification',
	'nodes/DingTalk/media',
	'nodes/shared/media',
])('every path in %s is named by an operation', (folder) => {
	const found = pathsIn(folder);
	expect(found.length).toBeGreaterThan(0);
	expect(found.filter((one) => !named.some((known) => known.startsWith(one)))).toEqual([]);
});

test('no operation names a path that the code does not call', () => {
	const called = pathsIn('nodes');
	const isCalled = (known: string) =>
		called.some((one) => known === one || known.startsWith(`${one.replace(/\/$/, '')}/`));
	const gone = named.filter((known) => !isCalled(known));
	// A reply goes to the whole URL that DingTalk handed out.
	expect(gone).toEqual(['/robot/sendBySession']);
});

test('the page of messages has each refusal in the words that the node uses', () => {
	for (const [target, cells] of Object.entries(MATRIX)) {
		for (const [kind, cell] of Object.entries(cells)) {
			if (cell.isCarried) {
				expect(pages['messages.md']).toContain(cell.wireForm);
				expect(pages['messages.md']).toContain(cell.limit);
				continue;
			}
			const { message, fix } = unsupported(target as MessageTarget, kind as MessageKind);
			expect(message).toBe(`'Message Type' ${cell.problem}`);
			expect(pages['messages.md']).toContain(`${message}. ${fix}.`);
		}
	}
});

test('the page of operations has every operation, action and endpoint', () => {
	for (const { resource, operation } of operations) {
		const start = pages['operations.md'].indexOf(`\n## ${resource.name}\n`);
		expect(start).toBeGreaterThan(0);
		const section = pages['operations.md'].slice(start);
		for (const text of [operation.name, operation.action, ...operation.endpoints]) {
			expect(section).toContain(text);
		}
	}
});
