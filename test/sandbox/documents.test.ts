import { client, sandbox, token, useSandbox } from './started.mts';

useSandbox();

const BASE = 'wsHandbook000001';
const ROOT = 'rootHandbook0000000000000000001';
const MINUTES = 'docMinutes000000000000000000001';
type Fields = Record<string, unknown>;

const call = async (method: string, path: string, body?: Fields, userId = 'alice') =>
	await client.api(
		method,
		`${path}${path.includes('?') ? '&' : '?'}operatorId=union-${userId}`,
		body,
		token,
	);
const blocksOf = async (key: string, query = '') => {
	const { body } = await call('GET', `/v1.0/doc/suites/documents/${key}/blocks?${query}`);
	return (body.result as { data: Fields[] }).data;
};
const insert = async (element: Fields, more: Fields = {}, userId?: string) =>
	(await call('POST', `/v1.0/doc/suites/documents/${MINUTES}/blocks`, { element, ...more }, userId))
		.body;
const paragraph = (text: string) => ({
	blockType: 'paragraph',
	paragraph: {},
	children: [{ text }],
});

it('shows knowledge bases and nodes to whom they are shared with alone, in pages', async () => {
	const list = async (userId: string) =>
		(await call('GET', '/v2.0/wiki/workspaces?maxResults=1', undefined, userId)).body;
	expect(await list('zhangwei')).toMatchObject({
		workspaces: [{ workspaceId: BASE, rootNodeId: ROOT }],
		nextToken: '1',
	});
	expect(await list('alice')).not.toHaveProperty('nextToken');
	expect((await call('GET', '/v2.0/wiki/workspaces/wsFinance0000001')).body).toMatchObject({
		code: 'permissionDenied',
	});
	const { body } = await call('GET', `/v2.0/wiki/nodes?parentNodeId=${ROOT}`);
	expect(body.nodes).toMatchObject([
		{ type: 'FOLDER', name: '会议 Meetings', hasChildren: true },
		{ type: 'FILE', category: 'ALIDOC', name: '欢迎 Welcome.adoc', extension: 'adoc' },
		{ type: 'FILE', category: 'ALIDOC', name: '项目 Projects.able', workspaceId: BASE },
		{ type: 'FILE', category: 'ALIDOC', name: '订单 Orders.axls', workspaceId: BASE },
	]);
	const hidden = '/v2.0/wiki/nodes?parentNodeId=rootFinance00000000000000000001';
	expect((await call('GET', hidden)).body).toMatchObject({ code: 'parentNodeNotExist' });
	expect((await call('GET', '/v2.0/wiki/nodes?parentNodeId=x&maxResults=51')).status).toBe(400);
});

it('a node is found by its address too, and not by strangers', async () => {
	const url = `https://alidocs.dingtalk.com/i/nodes/${MINUTES}?utm_scene=team_space`;
	const find = async (userId: string) =>
		(await call('POST', '/v2.0/wiki/nodes/queryByUrl', { url }, userId)).body;
	const { body } = await call('GET', `/v2.0/wiki/nodes/${MINUTES}`);
	expect(await find('bob')).toEqual(body);
	expect(await find('wangfang')).toMatchObject({ code: 'nodeNotExist' });
});

it('nodes of every kind are told by their IDs, without what the person may not see', async () => {
	const nodeIds = [
		ROOT,
		MINUTES,
		'20eMKjyp810mMdK4Ho1LpqBwJxAZB1Gv',
		'nodeOrders000000000000000000001',
	];
	const find = async (userId: string, ids = nodeIds) => {
		const { body } = await call('POST', '/v2.0/wiki/nodes/batchQuery', { nodeIds: ids }, userId);
		return ((body.nodes ?? []) as Fields[]).map(({ extension }) => extension);
	};
	expect(await find('alice')).toEqual(['adoc', 'able', 'axls']);
	expect(await find('bob')).toEqual(['adoc', 'able']);
	expect(await find('wangfang')).toEqual([]);
	const many = Array.from({ length: 21 }, () => MINUTES);
	expect(await find('alice', many)).toEqual([]);
});

it('the search finds documents, tables and spreadsheets, alone where asked for', async () => {
	const find = async (keyword: string, dentryCategories?: string[]) => {
		const option = dentryCategories ? { dentryCategories } : {};
		const { body } = await call('POST', '/v2.0/storage/dentries/search', { keyword, option });
		return ((body.items ?? []) as Fields[]).map(({ name }) => name);
	};
	expect(await find('o', ['alidoc'])).toEqual(
		expect.arrayContaining(['欢迎 Welcome.adoc', '项目 Projects.able', '订单 Orders.axls']),
	);
	expect(await find('orders')).toEqual(['订单 Orders.axls']);
	expect(await find('orders', ['pdf'])).toEqual([]);
	expect(await find('发布', ['alidoc'])).toEqual([]);
	expect(await find('发布')).not.toEqual([]);
});

it('blocks are read as texts, in their order, some of them where asked for', async () => {
	expect(await blocksOf(MINUTES)).toMatchObject([
		{ blockType: 'heading', index: 0, heading: { level: 'heading-1', text: '周会 Weekly' } },
		{ blockType: 'paragraph', paragraph: { text: '出席 Present: Zhang Wei, Li Na' } },
		{ blockType: 'unorderedList', unorderedList: { text: '发布 Release 2.4' } },
		{ blockType: 'unorderedList', unorderedList: { text: '招聘 Hiring' } },
		{ blockType: 'blockquote', blockquote: { text: '下周二 Next Tuesday' } },
		{
			blockType: 'table',
			table: { rowSize: 2, colSize: 2, cells: [['事项 Item', '负责 Owner'], {}] },
		},
	]);
	expect(await blocksOf(MINUTES, 'startIndex=1&endIndex=2')).toHaveLength(2);
	expect(await blocksOf(MINUTES, 'blockType=table')).toHaveLength(1);
});

it('a block goes to the end, or to its place', async () => {
	const end = await insert(paragraph('last'));
	const { id } = (end.result as { data: { id: string } }).data;
	await insert(paragraph('before it'), { blockId: id, where: 'before' });
	await insert(paragraph('second'), { index: 0 });
	const texts = (await blocksOf(MINUTES)).map(({ paragraph: one }) => (one as Fields)?.text);
	expect(texts.at(1)).toBe('second');
	expect(texts.slice(-2)).toEqual(['before it', 'last']);
	expect(await insert(paragraph('x'), { blockId: 'gone' })).toMatchObject({
		code: 'invalidRequest.resource.notFound',
	});
});

it.each<[string, Fields, RegExp]>([
	['an unknown type', { blockType: 'code', code: {} }, /blockType is invalid/],
	['no properties', { blockType: 'paragraph' }, /paragraph is required/],
	['a level as text', { blockType: 'heading', heading: { level: '1' } }, /integer from 1 to 6/],
	[
		'a list without a style',
		{ blockType: 'orderedList', orderedList: { list: { level: 0 } } },
		/list needs/,
	],
	[
		'a table that is too small',
		{ blockType: 'table', table: { rolSize: 1, colSize: 1, cells: [['a', 'b']] } },
		/cells must be texts within/,
	],
	[
		'a link without a text',
		{ ...paragraph(''), children: [{ elementType: 'link', properties: { href: 'https://x.cn' } }] },
		/link needs a text/,
	],
])('refuses %s', async (_name, element, words) => {
	const { code, message } = await insert(element);
	expect(code).toBe('invalidRequest.inputArgs.invalid');
	expect(message).toMatch(words);
});

it('readers read, strangers find nothing', async () => {
	expect(await insert(paragraph('x'), {}, 'bob')).toMatchObject({ code: 'forbidden.accessDenied' });
	expect(await insert(paragraph('x'), {}, 'wangfang')).toMatchObject({
		code: 'invalidRequest.resource.notFound',
	});
});

it('a document is made, written, and deleted by any of its names', async () => {
	const create = async (more: Fields = {}) =>
		(
			await call('POST', `/v1.0/doc/workspaces/${BASE}/docs`, {
				...{ name: 'Plan', docType: 'DOC', operatorId: 'union-alice' },
				...more,
			})
		).body;
	const made = (await create()) as Record<'nodeId' | 'docKey' | 'dentryUuid', string>;
	expect(await create()).toMatchObject({ code: 'invalidRequest.workspaceNode.nameConflict' });
	expect(await create({ parentNodeId: 'x' })).toMatchObject({
		code: 'invalidRequest.workspaceNode.parentNotFound',
	});
	const write = async (key: string, content: string) =>
		(await call('POST', `/v1.0/doc/suites/documents/${key}/overwriteContent`, { content })).body;
	expect(await write(made.docKey, '# A\n\n```\nx\n```\n**b** [c](https://x.cn)')).toMatchObject({
		success: true,
	});
	expect(await blocksOf(made.dentryUuid)).toMatchObject([
		{ heading: { text: 'A' } },
		{ blockType: 'unknown', unknown: {} },
		{ paragraph: { text: 'b c' } },
	]);
	expect(await write(made.nodeId, 'x')).toMatchObject({ code: 'invalidRequest.resource.notFound' });
	expect(await write(made.docKey, 'x'.repeat(50_001))).toMatchObject({
		code: 'invalidRequest.inputArgs.invalid',
	});
	const remove = `/v1.0/doc/workspaces/${BASE}/docs/${made.nodeId}`;
	expect((await call('DELETE', remove)).body).toEqual({});
	expect((await call('DELETE', remove)).body).toMatchObject({
		code: 'invalidRequest.resource.notFound',
	});
	const [{ nodes }] = sandbox.control.state().knowledgeBases;
	expect(nodes.map(({ name }) => name)).not.toContain('Plan');
});
