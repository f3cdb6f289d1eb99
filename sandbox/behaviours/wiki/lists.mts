import { apiError, ok } from '../../contract/answers.mts';
import type { Behaviour } from '../../server/call.mts';
import { accessTo } from '../docs/find.mts';
import { personOfUnion } from '../contacts/unionPeople.mts';
import { onlineDocuments, onlineNodeAnswer } from './online.mts';
import { baseAnswer, nodeAnswer } from './shape.mts';

/** Documented as the largest pages, and the defaults. */
const BASES_PER_PAGE = 30;
const NODES_PER_PAGE = 50;

/** A page of a list; `nextToken` is where the next one starts. */
function pageOf<T>(all: T[], { nextToken, maxResults }: Record<string, string>, most: number) {
	const start = Number(nextToken ?? 0);
	const end = start + Number(maxResults ?? most);
	return { page: all.slice(start, end), ...(end < all.length ? { nextToken: String(end) } : {}) };
}

/** `GET /v2.0/wiki/workspaces`: those that the person may see. */
export const listBases: Behaviour = (world, { endpoint, query }) => {
	if (!personOfUnion(world.store, query.operatorId)) return apiError(endpoint, 'paramError');
	const all = [...world.store.documents.bases.values()].filter(({ workspaceId }) =>
		accessTo(world, workspaceId, query.operatorId),
	);
	const { page, ...rest } = pageOf(all, query, BASES_PER_PAGE);
	return ok({ workspaces: page.map(baseAnswer), ...rest });
};

/** `GET /v2.0/wiki/workspaces/{workspaceId}`; that somebody without access gets `permissionDenied` is [unverified]. */
export const getBase: Behaviour = (world, { endpoint, pathParams, query }) => {
	const base = world.store.documents.bases.get(pathParams.workspaceId);
	if (!base) return apiError(endpoint, 'workspaceNotExist');
	const isSeen = accessTo(world, base.workspaceId, query.operatorId);
	return isSeen ? ok({ workspace: baseAnswer(base) }) : apiError(endpoint, 'permissionDenied');
};

/** `GET /v2.0/wiki/nodes`: what is right below a node, or below the root of a knowledge base. */
export const listNodes: Behaviour = (world, { endpoint, query }) => {
	const { documents } = world.store;
	const parent = documents.nodes.get(query.parentNodeId);
	const workspaceId =
		parent?.workspaceId ??
		[...documents.bases.values()].find(({ rootNodeId }) => rootNodeId === query.parentNodeId)
			?.workspaceId;
	if (workspaceId === undefined || !accessTo(world, workspaceId, query.operatorId)) {
		return apiError(endpoint, 'parentNodeNotExist');
	}
	const all = [
		...documents.childrenOf(query.parentNodeId).map((node) => nodeAnswer(world.store, node)),
		...onlineDocuments(world, query.operatorId)
			.filter(({ parentId }) => parentId === query.parentNodeId)
			.map((online) => onlineNodeAnswer(world, online)),
	];
	const { page, ...rest } = pageOf(all, query, NODES_PER_PAGE);
	return ok({ nodes: page, ...rest });
};

/** `GET /v2.0/wiki/nodes/{nodeId}`. */
export const getNode: Behaviour = (world, { endpoint, pathParams, query }) => {
	const node = world.store.documents.nodes.get(pathParams.nodeId);
	const isSeen = node && accessTo(world, node.workspaceId, query.operatorId);
	return isSeen ? ok({ node: nodeAnswer(world.store, node) }) : apiError(endpoint, 'nodeNotExist');
};
