import { itemsOf, NOTHING } from '../../../helpers/calls.mts';
import { byId, byUrl, tableRuns } from '../aiTableRecord/tables';
import { addressOf, as, HANDBOOK, MEETINGS, nodeOf, textsOf } from './documents';

const runs = tableRuns('document');
const { run, refusal, call, calls } = runs;
const create = (more: object = {}) => ({
	operation: 'create',
	name: 'Plan',
	workspaceId: byId(HANDBOOK),
	...more,
});

test('makes a document from markdown', async () => {
	const [item] = await run(create({ markdown: '# Plan\n\n- a' }));
	const made = nodeOf(runs.sandbox, 'Plan');
	expect(item).toEqual({
		documentId: made?.nodeId,
		name: 'Plan',
		docKey: made?.docKey,
		workspaceId: HANDBOOK,
		url: addressOf(made?.nodeId ?? ''),
	});
	expect(textsOf(runs.sandbox, 'Plan')).toEqual([
		['heading', 'Plan'],
		['unorderedList', 'a'],
	]);
});

test.each([
	byId(MEETINGS),
	byUrl(addressOf(MEETINGS)),
	byUrl(`https://alidocs.dingtalk.com/i/p/${MEETINGS}`),
])('in a folder: %j; without content nothing is written', async (parentNodeId) => {
	await run(create({ parentNodeId }));
	expect(nodeOf(runs.sandbox, 'Plan')).toMatchObject({ parentId: MEETINGS, blocks: [] });
	expect(calls('doc.content.overwrite')).toBe(0);
});

test('content that is refused: the document is told, and a retry makes no second one', async () => {
	const fault = () =>
		runs.sandbox.control.addFault({
			match: { id: 'doc.content.overwrite' },
			times: 1,
			answer: { status: 403, body: { code: 'forbidden.accessDenied', message: 'no' } },
		});
	fault();
	expect(await refusal(create({ markdown: 'x' }))).toMatch(
		/The document was created \(https:\S+\), and its content was not written/,
	);
	runs.sandbox.control.reset();
	fault();
	const { error } = await call(create({ markdown: 'x' }), undefined, {
		settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
	});
	expect(error).toBeUndefined();
	expect(calls('doc.workspaceDoc.create')).toBe(1);
	expect(textsOf(runs.sandbox, 'Plan')).toEqual([['paragraph', 'x']]);
});

test('a taken name in the middle fails alone', async () => {
	const { items } = await call(
		create({ name: '={{ $json.name }}' }),
		itemsOf({ name: 'A' }, { name: '欢迎 Welcome' }, { name: 'B' }),
		{ settings: { onError: 'continueRegularOutput' } },
	);
	expect(items.map(({ json }) => json.name ?? json.error)).toEqual([
		'A',
		expect.stringMatching(/has something of that name already/),
		'B',
	]);
});

test.each<[string, RegExp]>([
	['bob', /has no access to this document/],
	['wangfang', /finds no such document/],
])('%s is refused', async (userId, words) => {
	expect(await refusal(create({ options: as(userId) }))).toMatch(words);
});

test('a folder that is not there is told as such', async () => {
	expect(await refusal(create({ parentNodeId: byId('gone') }))).toMatch(/no such folder/);
});

test.each<[object, RegExp]>([
	[{ name: NOTHING }, /'Name' is empty/],
	[{ workspaceId: byId(NOTHING) }, /'Knowledge Base' is empty/],
	[{ parentNodeId: byId('a folder') }, /'Folder' is neither an address nor/],
	[{ markdown: 'x'.repeat(50_001) }, /'Markdown' has 50001 characters/],
])('refuses %j before anything is sent', async (more, words) => {
	expect(await refusal(create(more))).toMatch(words);
	expect(calls('doc.workspaceDoc.create')).toBe(0);
});
