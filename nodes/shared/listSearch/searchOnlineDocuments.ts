import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { labelOf } from './browse';
import { sift } from './sift';
import type { Page } from '../paging/pages';
import { CONCURRENT_LOOKUPS, runInOrder } from '../run/runInOrder';
import type { DingTalkApi } from '../transport/api';
import { createApi } from '../transport/api';
import { actorOf } from '../contacts/actor';
import type { WireNode } from '../drive/knowledgeBases';
import {
	BASES_PER_PAGE,
	fetchBases,
	fetchNodes,
	fetchNodesById,
	NODES_PER_CALL,
	NODES_PER_PAGE,
} from '../drive/knowledgeBases';
import { fetchFound } from '../drive/search';

/**
 * Online documents of one kind, by their names. Throws what DingTalk refuses.
 *
 * DingTalk has no list of them. Words are searched for; what was found does not tell its kind, so that its nodes are asked
 * for: two calls for each page. Without words it is what lies right below the knowledge bases that were viewed last: a call
 * for these, up to `BASES_PER_PAGE`, and one for each; what is deeper is found by words.
 *
 * @param extension by which DingTalk tells the kinds: `able` of AI tables, `axls` of spreadsheets, `adoc` of documents, as
 *   seen publicly; its client names the last
 */
const searchKind = (extension: string) =>
	async function search(
		this: ILoadOptionsFunctions,
		filter?: string,
		paginationToken?: string,
	): Promise<INodeListSearchResult> {
		const api = await createApi(this);
		const operatorId = await actorOf(this, api);
		const words = filter?.trim() ?? '';
		const isOfKind = (node: WireNode) => node.extension?.toLowerCase() === extension;
		if (words === '') {
			const below = await nodesBelowBases(api, operatorId);
			return { results: below.filter(({ node }) => isOfKind(node)).map(toItem) };
		}
		// Pages without any of the kind are passed over.
		return await sift(undefined, paginationToken, async (token) => {
			const { items, next } = await findNodes(api, operatorId, words, token);
			return {
				results: items.filter(isOfKind).map((node) => toItem({ node })),
				...(next ? { paginationToken: String(next) } : {}),
			};
		});
	};

export const searchAiTableBases = searchKind('able');
export const searchWorkbooks = searchKind('axls');
export const searchDocuments = searchKind('adoc');

/** A node, and the name of the knowledge base that it was found in. */
interface Placed {
	node: WireNode;
	baseName?: string;
}

/** The name without the extension, which it ends in as seen publicly. */
const toItem = ({ node, baseName }: Placed): INodeListSearchItems => {
	const { nodeId, name = '', extension = '' } = node;
	const ending = `.${extension}`.toLowerCase();
	const short = name.toLowerCase().endsWith(ending) ? name.slice(0, -ending.length) : name;
	return { name: labelOf(short || name || nodeId, baseName), value: nodeId };
};

async function nodesBelowBases(api: DingTalkApi, operatorId: string): Promise<Placed[]> {
	const { items: bases } = await fetchBases(api, operatorId, {
		maxResults: BASES_PER_PAGE,
		orderBy: 'VIEW_TIME_DESC',
	});
	const below = await runInOrder(bases, {
		concurrency: CONCURRENT_LOOKUPS,
		keysOf: () => [],
		run: async ({ rootNodeId, name }) => {
			const page = { maxResults: NODES_PER_PAGE };
			const { items } = await fetchNodes(api, operatorId, rootNodeId, page);
			return items.map((node) => ({ node, baseName: name }));
		},
	});
	return below.flat();
}

/** What words find, as nodes, in the order of the search. */
async function findNodes(
	api: DingTalkApi,
	operatorId: string,
	words: string,
	token: string | undefined,
): Promise<Page<WireNode>> {
	const { items: found, next } = await fetchFound(api, operatorId, words, {
		// Online documents. No page names the values; DingTalk's own MCP server searches for AI tables with it.
		dentryCategories: ['alidoc'],
		maxResults: NODES_PER_CALL,
		...(token ? { nextToken: token } : {}),
	});
	if (found.length === 0) return { items: [] };
	const ids = found.map(({ dentryUuid }) => dentryUuid);
	const known = new Map(
		(await fetchNodesById(api, operatorId, ids)).map((node) => [node.nodeId, node]),
	);
	return { items: ids.flatMap((id) => known.get(id) ?? []), next };
}
