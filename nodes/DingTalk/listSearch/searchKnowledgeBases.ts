import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { InputError } from '../../shared/errors/inputError';
import { sift } from '../../shared/listSearch/sift';
import { createApi } from '../../shared/transport/api';
import { actorOf, contentIn, shown } from '../../shared/contacts/actor';
import { knowledgeBaseLocator } from '../documents/knowledgeBase';
import type { WireNode } from '../../shared/drive/knowledgeBases';
import {
	BASES_PER_PAGE,
	fetchBase,
	fetchBases,
	fetchNodes,
	NODES_PER_PAGE,
} from '../../shared/drive/knowledgeBases';

/** The knowledge bases that who acts may see. Throws what DingTalk refuses. */
export async function searchKnowledgeBases(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const api = await createApi(this);
	const operatorId = await actorOf(this, api);
	return await sift(filter, paginationToken, async (token) => {
		const { items, next } = await fetchBases(api, operatorId, {
			maxResults: BASES_PER_PAGE,
			...(token ? { nextToken: token } : {}),
		});
		return {
			results: items.map(({ workspaceId, name }) => ({
				name: name || workspaceId,
				value: workspaceId,
			})),
			...(items.length > 0 && next ? { paginationToken: String(next) } : {}),
		};
	});
}

/**
 * What right below the form's knowledge base may hold others: a folder, "or an ordinary document", as DingTalk's page
 * "创建知识库文档" says of parents; and whatever does already. Throws what DingTalk refuses.
 */
export async function searchKnowledgeBaseNodes(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const api = await createApi(this);
	const workspaceId = await shown(this, async () => {
		const given = contentIn(this, knowledgeBaseLocator.name);
		if (given !== '') return await Promise.resolve(given);
		const { displayName } = knowledgeBaseLocator;
		throw new InputError(displayName, 'is not chosen yet', 'Choose the knowledge base first');
	});
	const operatorId = await actorOf(this, api);
	const { rootNodeId } = await fetchBase(api, operatorId, workspaceId);
	return await sift(filter, paginationToken, async (token) => {
		const { items, next } = await fetchNodes(api, operatorId, rootNodeId, {
			maxResults: NODES_PER_PAGE,
			...(token ? { nextToken: token } : {}),
		});
		return {
			results: items
				.filter(mayHold)
				.map(({ nodeId, name }) => ({ name: name || nodeId, value: nodeId })),
			...(items.length > 0 && next ? { paginationToken: String(next) } : {}),
		};
	});
}

const mayHold = ({ type, extension, hasChildren }: WireNode): boolean =>
	type?.toUpperCase() === 'FOLDER' ||
	extension?.toLowerCase() === 'adoc' ||
	String(hasChildren) === 'true';
