import { itemsOf, NOTHING } from '../../../helpers/calls.mts';
import { ORDERS } from '../../../helpers/sheets.mts';
import { byId, byUrl, PROJECTS, tableRuns } from '../aiTableRecord/tables';
import { addressOf, FINANCE, HANDBOOK, MEETINGS, MINUTES, WELCOME } from '../document/documents';

const runs = tableRuns('knowledgeBaseNode');
const { run, refusal, call, calls } = runs;
const list = (more: object = {}, workspaceId = HANDBOOK) => ({
	operation: 'getAll',
	workspaceId: byId(workspaceId),
	returnAll: true,
	...more,
});
const ids = (items: Array<{ nodeId?: unknown }>) => items.map(({ nodeId }) => nodeId);

test('lists what is right below a knowledge base', async () => {
	const items = await run(list());
	expect(ids(items)).toEqual([MEETINGS, WELCOME, PROJECTS, ORDERS]);
	expect(items[1]).toEqual({
		nodeId: WELCOME,
		workspaceId: HANDBOOK,
		name: '欢迎 Welcome.adoc',
		type: 'FILE',
		category: 'ALIDOC',
		extension: 'adoc',
		url: addressOf(WELCOME),
		hasChildren: false,
		createTime: expect.any(String),
		modifiedTime: expect.any(String),
	});
});

test('of a folder, by ID or address, without asking for the knowledge base', async () => {
	expect(ids(await run(list({ parentNodeId: byId(MEETINGS) })))).toEqual([MINUTES]);
	expect(ids(await run(list({ parentNodeId: byUrl(addressOf(MEETINGS)) })))).toEqual([MINUTES]);
	expect(calls('wiki.workspace.get')).toBe(0);
});

test('up to the limit; on to the next page; as DingTalk gives them', async () => {
	expect(ids(await run(list({ returnAll: false, limit: 1 })))).toEqual([MEETINGS]);
	runs.sandbox.control.addFault({
		match: { id: 'wiki.nodes.list' },
		times: 1,
		answer: { status: 200, body: { nodes: [{ nodeId: 'n', workspaceId: 'w' }], nextToken: '1' } },
	});
	expect(ids(await run(list({ simplify: false })))).toEqual(['n', WELCOME, PROJECTS, ORDERS]);
});

test('a folder that is not there fails alone in the middle', async () => {
	const { items } = await call(
		list({ parentNodeId: byId('={{ $json.id }}') }),
		itemsOf({ id: MEETINGS }, { id: 'gone' }, { id: MEETINGS }),
		{ settings: { onError: 'continueRegularOutput' } },
	);
	expect(items.map(({ json }) => json.nodeId ?? json.error)).toEqual([
		MINUTES,
		expect.stringMatching(/no such folder/),
		MINUTES,
	]);
});

test('a knowledge base that is closed, and none', async () => {
	expect(await refusal(list({}, FINANCE))).toMatch(/may not do this there/);
	expect(await refusal(list({}, NOTHING))).toMatch(/'Knowledge Base' is empty/);
	expect(await refusal(list({ parentNodeId: byId('a b') }))).toMatch(/'Parent' is neither/);
});
