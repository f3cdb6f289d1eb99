import type { INode } from 'n8n-workflow';

import { callPicker } from '../helpers/listSearch.mts';
import { doc, storage2, wiki } from '../sandbox/official.mts';
import { TwoClients, type Official } from './twoClients.mts';

const ALICE = 'union-alice';
const BASE = 'wsHandbook000001';
const FOLDER = 'folderMeetings00000000000000001';
const MINUTES = 'docMinutes000000000000000000001';
const CONTENT = `/v1.0/doc/suites/documents/${MINUTES}`;

let clients: TwoClients;
beforeAll(async () => {
	clients = await TwoClients.start();
});
beforeEach(() => void clients.taken());
afterAll(async () => await clients.close());

const docOf = ({ config }: Official) => new doc.default(config);
const wikiOf = ({ config }: Official) => new wiki.default(config);
const locator = (value: string, mode = 'id') => ({ __rl: true, mode, value });
const form = (parameters: INode['parameters']): INode['parameters'] => ({
	options: { operatorId: locator(ALICE, 'unionId') },
	...parameters,
});

type Compared = Awaited<ReturnType<TwoClients['compare']>>;
const whole = ({ method, path, query, body }: Compared['node'][0]) => ({
	method,
	path,
	query,
	body,
});

interface Case {
	parameters: INode['parameters'];
	path: string;
	/** Makes the call and gives its answer as the client's classes read it. */
	official(official: Official): Promise<{ body?: unknown }>;
	/** What they have to find in it. */
	reads?: object;
}

const CASES: Array<[string, Case]> = [
	[
		'a document is made in a folder',
		{
			parameters: {
				...{ resource: 'document', operation: 'create', name: 'Plan' },
				...{ workspaceId: locator(BASE), parentNodeId: locator(FOLDER) },
			},
			path: `/v1.0/doc/workspaces/${BASE}/docs`,
			official: async (official) => {
				const make = async (name: string) =>
					await docOf(official).createWorkspaceDocWithOptions(
						BASE,
						new doc.CreateWorkspaceDocRequest({
							...{ name, docType: 'DOC', operatorId: ALICE, parentNodeId: FOLDER },
						}),
						new doc.CreateWorkspaceDocHeaders(official.headers),
						official.runtime,
					);
				// The node has taken the name, so that another one answers.
				await make('Plan').catch(() => undefined);
				return await make('Plan 2');
			},
			reads: { workspaceId: BASE, docKey: expect.any(String), url: expect.any(String) },
		},
	],
	[
		'content is replaced',
		{
			parameters: {
				...{ resource: 'document', operation: 'replaceContent' },
				...{ documentId: locator(MINUTES), markdown: '# A' },
			},
			path: `${CONTENT}/overwriteContent`,
			official: async (official) =>
				await docOf(official).docUpdateContentWithOptions(
					MINUTES,
					new doc.DocUpdateContentRequest({
						...{ content: '# A', dataType: 'markdown', operatorId: ALICE },
					}),
					new doc.DocUpdateContentHeaders(official.headers),
					official.runtime,
				),
			reads: { success: true },
		},
	],
	[
		'a block is added',
		{
			parameters: {
				...{ resource: 'document', operation: 'append' },
				...{ documentId: locator(MINUTES), markdown: 'a **b**' },
			},
			path: `${CONTENT}/blocks`,
			official: async (official) =>
				await docOf(official).docInsertBlocksWithOptions(
					MINUTES,
					new doc.DocInsertBlocksRequest({
						operatorId: ALICE,
						element: {
							blockType: 'paragraph',
							paragraph: {},
							children: [{ text: 'a ' }, { text: 'b', bold: true }],
						},
					}),
					new doc.DocInsertBlocksHeaders(official.headers),
					official.runtime,
				),
			reads: { success: true, result: { data: { id: expect.any(String) } } },
		},
	],
	[
		'blocks are read',
		{
			parameters: {
				...{ resource: 'document', operation: 'getContent' },
				documentId: locator(MINUTES),
			},
			path: `${CONTENT}/blocks`,
			official: async (official) =>
				await docOf(official).docBlocksQueryWithOptions(
					MINUTES,
					new doc.DocBlocksQueryRequest({ operatorId: ALICE }),
					new doc.DocBlocksQueryHeaders(official.headers),
					official.runtime,
				),
			reads: { success: true, result: { data: expect.any(Array) } },
		},
	],
	[
		'knowledge bases are listed',
		{
			parameters: { resource: 'knowledgeBase', operation: 'getAll', returnAll: true },
			path: '/v2.0/wiki/workspaces',
			official: async (official) =>
				await wikiOf(official).listWorkspacesWithOptions(
					new wiki.ListWorkspacesRequest({ operatorId: ALICE, maxResults: 30 }),
					new wiki.ListWorkspacesHeaders(official.headers),
					official.runtime,
				),
			reads: { workspaces: [{ workspaceId: BASE, name: '员工手册 Handbook' }] },
		},
	],
	[
		'a knowledge base is read',
		{
			parameters: { resource: 'knowledgeBase', operation: 'get', workspaceId: locator(BASE) },
			path: `/v2.0/wiki/workspaces/${BASE}`,
			official: async (official) =>
				await wikiOf(official).getWorkspaceWithOptions(
					BASE,
					new wiki.GetWorkspaceRequest({ operatorId: ALICE }),
					new wiki.GetWorkspaceHeaders(official.headers),
					official.runtime,
				),
			reads: { workspace: { workspaceId: BASE, rootNodeId: expect.any(String) } },
		},
	],
	[
		'nodes are listed',
		{
			parameters: {
				...{ resource: 'knowledgeBaseNode', operation: 'getAll', returnAll: true },
				...{ workspaceId: locator(BASE), parentNodeId: locator(FOLDER) },
			},
			path: '/v2.0/wiki/nodes',
			official: async (official) =>
				await wikiOf(official).listNodesWithOptions(
					new wiki.ListNodesRequest({ operatorId: ALICE, parentNodeId: FOLDER, maxResults: 50 }),
					new wiki.ListNodesHeaders(official.headers),
					official.runtime,
				),
			reads: {
				nodes: expect.arrayContaining([
					expect.objectContaining({ nodeId: MINUTES, hasChildren: false, extension: 'adoc' }),
				]),
			},
		},
	],
	[
		'a node is read',
		{
			parameters: { resource: 'knowledgeBaseNode', operation: 'get', nodeId: locator(MINUTES) },
			path: `/v2.0/wiki/nodes/${MINUTES}`,
			official: async (official) =>
				await wikiOf(official).getNodeWithOptions(
					MINUTES,
					new wiki.GetNodeRequest({ operatorId: ALICE }),
					new wiki.GetNodeHeaders(official.headers),
					official.runtime,
				),
			reads: { node: { nodeId: MINUTES, workspaceId: BASE } },
		},
	],
	[
		'a document is deleted',
		{
			parameters: {
				...{ resource: 'document', operation: 'delete' },
				documentId: locator(MINUTES),
			},
			path: `/v1.0/doc/workspaces/${BASE}/docs/${MINUTES}`,
			official: async (official) => {
				await docOf(official).deleteWorkspaceDocWithOptions(
					BASE,
					MINUTES,
					new doc.DeleteWorkspaceDocRequest({ operatorId: ALICE }),
					new doc.DeleteWorkspaceDocHeaders(official.headers),
					official.runtime,
				);
				return {};
			},
		},
	],
];

it.each(CASES)('%s', async (_name, { parameters, path, official, reads = {} }) => {
	let answer: { body?: unknown } = {};
	const { node, client } = await clients.compare({
		parameters: form(parameters),
		path,
		official: async (one) => {
			answer = await official(one);
		},
	});
	expect(node).toHaveLength(1);
	expect(whole(node[0])).toEqual(whole(client[0]));
	expect(JSON.parse(JSON.stringify(answer.body ?? {}))).toMatchObject(reads);
});

it('documents are searched for the picker, and their nodes asked for, as by the official client', async () => {
	const { results } = await callPicker('searchDocuments', {
		filter: '纪要',
		credentials: clients.credential(),
		parameters: { options: { operatorId: locator(ALICE, 'unionId') } },
	});
	const node = clients.taken().filter(({ path }) => path.startsWith('/v2.0'));
	let answer: { body?: unknown } = {};
	const { client } = await clients.compare({
		parameters: form({ resource: 'knowledgeBase', operation: 'getAll' }),
		path: 'none',
		official: async (official) => {
			const { body } = await new storage2.default(official.config).searchDentriesWithOptions(
				new storage2.SearchDentriesRequest({
					operatorId: ALICE,
					keyword: '纪要',
					option: { dentryCategories: ['alidoc'], maxResults: 20 },
				}),
				new storage2.SearchDentriesHeaders(official.headers),
				official.runtime,
			);
			const nodeIds = body?.items?.flatMap(({ dentryUuid }) => dentryUuid ?? []);
			answer = await wikiOf(official).getNodesWithOptions(
				new wiki.GetNodesRequest({ operatorId: ALICE, nodeIds }),
				new wiki.GetNodesHeaders(official.headers),
				official.runtime,
			);
		},
	});
	expect(node.map(whole)).toEqual(client.map(whole));
	expect(JSON.parse(JSON.stringify(answer.body))).toMatchObject({
		nodes: results.map(({ value }) => ({ nodeId: value, extension: 'adoc' })),
	});
	expect(results).not.toEqual([]);
});
