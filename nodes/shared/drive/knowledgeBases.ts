/** Calls for knowledge bases (知识库), and for the folders and documents in them. */
import type { IDataObject } from 'n8n-workflow';

import type { Answer } from '../errors/confirm';
import type { Page } from '../paging/pages';
import type { DingTalkApi } from '../transport/api';
import { path } from '../wire/path';

/** DingTalk's largest pages. */
export const BASES_PER_PAGE = 30;
export const NODES_PER_PAGE = 50;
/** How many one call tells of by their IDs. */
export const NODES_PER_CALL = 20;

/** A knowledge base as DingTalk tells of it. */
export interface WireBase extends IDataObject {
	workspaceId: string;
	rootNodeId: string;
	name?: string;
}

/** A folder or document as DingTalk tells of it. */
export interface WireNode extends IDataObject {
	nodeId: string;
	workspaceId: string;
	name?: string;
	type?: string;
	extension?: string;
	hasChildren?: boolean;
}

const baseAnswer = (place: string): Answer => ({
	[`${place}.workspaceId`]: 'text',
	[`${place}.rootNodeId`]: 'text',
	[`${place}.name`]: 'text?',
});
const nodeAnswer = (place: string): Answer => ({
	[`${place}.nodeId`]: 'text',
	[`${place}.workspaceId`]: 'text',
	[`${place}.name`]: 'text?',
	[`${place}.type`]: 'text?',
	[`${place}.extension`]: 'text?',
	[`${place}.hasChildren`]: 'boolean?',
});

/**
 * A page of the knowledge bases that the person may see.
 *
 * @param query `nextToken`, `maxResults`, `orderBy`
 * @see DingTalk docs "获取知识库列表": GET /v2.0/wiki/workspaces
 */
export async function fetchBases(
	api: DingTalkApi,
	operatorId: string,
	query: IDataObject,
): Promise<Page<WireBase>> {
	const { workspaces, nextToken } = await api.request<{
		workspaces: WireBase[];
		nextToken?: string;
	}>({
		method: 'GET',
		host: 'api',
		path: '/v2.0/wiki/workspaces',
		answer: {
			workspaces: 'objects',
			...(baseAnswer('workspaces[]') as object),
			nextToken: 'text?',
		},
		query: { operatorId, ...query },
	});
	return { items: workspaces, next: nextToken };
}

/** @see DingTalk docs "获取知识库": GET /v2.0/wiki/workspaces/{workspaceId} */
export async function fetchBase(
	api: DingTalkApi,
	operatorId: string,
	workspaceId: string,
): Promise<WireBase> {
	const { workspace } = await api.request<{ workspace: WireBase }>({
		method: 'GET',
		host: 'api',
		path: path`/v2.0/wiki/workspaces/${workspaceId}`,
		answer: baseAnswer('workspace'),
		query: { operatorId },
	});
	return workspace;
}

/**
 * A page of what is right below a node, or below the root of a knowledge base.
 *
 * @see DingTalk docs "获取节点列表": GET /v2.0/wiki/nodes
 */
export async function fetchNodes(
	api: DingTalkApi,
	operatorId: string,
	parentNodeId: string,
	query: IDataObject,
): Promise<Page<WireNode>> {
	const { nodes, nextToken } = await api.request<{ nodes: WireNode[]; nextToken?: string }>({
		method: 'GET',
		host: 'api',
		path: '/v2.0/wiki/nodes',
		answer: { nodes: 'objects', ...(nodeAnswer('nodes[]') as object), nextToken: 'text?' },
		query: { operatorId, parentNodeId, ...query },
	});
	return { items: nodes, next: nextToken };
}

/** @see DingTalk docs "获取节点": GET /v2.0/wiki/nodes/{nodeId} */
export async function fetchNode(
	api: DingTalkApi,
	operatorId: string,
	nodeId: string,
): Promise<WireNode> {
	const { node } = await api.request<{ node: WireNode }>({
		method: 'GET',
		host: 'api',
		path: path`/v2.0/wiki/nodes/${nodeId}`,
		answer: nodeAnswer('node'),
		query: { operatorId },
	});
	return node;
}

/**
 * Nodes by their IDs. That those which the person may not see are left out is [unverified]: no refusal is documented.
 *
 * @param nodeIds up to `NODES_PER_CALL`
 * @see DingTalk docs "批量获取节点": POST /v2.0/wiki/nodes/batchQuery
 */
export async function fetchNodesById(
	api: DingTalkApi,
	operatorId: string,
	nodeIds: readonly string[],
): Promise<WireNode[]> {
	const { nodes } = await api.request<{ nodes: WireNode[] }>({
		method: 'POST',
		host: 'api',
		path: '/v2.0/wiki/nodes/batchQuery',
		answer: { nodes: 'objects', ...(nodeAnswer('nodes[]') as object) },
		query: { operatorId },
		body: { nodeIds },
		repeatable: true,
	});
	return nodes;
}
