import { apiError, ok } from '../../contract/answers.mts';
import type { Behaviour, Request, World } from '../../server/call.mts';
import { contentOf, sizeOf } from '../../state/drive.mts';
import { accessTo } from '../docs/find.mts';
import { personIn } from '../storage/access.mts';
import { extensionOf } from '../storage/shape.mts';
import { linkTo, seen } from '../storage/spaces.mts';
import { onlineDocuments, onlineNodeAnswer } from './online.mts';
import { nodeAnswer } from './shape.mts';

/** Addresses of documents and files: `https://alidocs.dingtalk.com/i/nodes/{nodeId}`, and short ones that were shared. */
const NODE = /^https:\/\/alidocs\.dingtalk\.com\/i\/(?:nodes|p)\/([\w-]+)/;

/** `POST /v2.0/wiki/nodes/queryByUrl`; that somebody without access gets `nodeNotExist` is [unverified]. */
export const nodeOfUrl: Behaviour = (world, request) => {
	const [, nodeId = ''] = NODE.exec(request.body.url as string) ?? [];
	const person = personIn(world, request.endpoint, request.query.operatorId);
	if ('status' in person) return person;
	const node = nodeOf(nodeId, world, request);
	return node ? ok({ node }) : apiError(request.endpoint, 'nodeNotExist');
};

/** `POST /v2.0/wiki/nodes/batchQuery`; that those without access are left out is [unverified]. */
export const nodesById: Behaviour = (world, request) => {
	const person = personIn(world, request.endpoint, request.query.operatorId);
	if ('status' in person) return person;
	const nodeIds = request.body.nodeIds as string[];
	return ok({ nodes: nodeIds.flatMap((nodeId) => nodeOf(nodeId, world, request) ?? []) });
};

/** A node of any kind, for who may see it. */
function nodeOf(nodeId: string, world: World, request: Request) {
	const { operatorId } = request.query;
	const document = world.store.documents.nodes.get(nodeId);
	if (document) {
		const isSeen = accessTo(world, document.workspaceId, operatorId);
		return isSeen ? nodeAnswer(world.store, document) : undefined;
	}
	const online = onlineDocuments(world, operatorId).find((one) => one.nodeId === nodeId);
	return online ? onlineNodeAnswer(world, online) : driveNode(nodeId, world, request);
}

function driveNode(uuid: string, world: World, request: Request) {
	const dentry = seen(world, request, world.store.drive.findByUuid(uuid), 'nodeNotExist');
	if ('status' in dentry) return undefined;
	const isFile = dentry.type === 'FILE';
	return {
		nodeId: dentry.uuid,
		workspaceId: `ws${dentry.spaceId}`,
		name: dentry.name,
		type: dentry.type,
		...(isFile ? { extension: extensionOf(dentry.name), size: sizeOf(contentOf(dentry)) } : {}),
		category: isFile ? 'OTHER' : 'FOLDER',
		url: linkTo(dentry),
		creatorId: dentry.creatorUnionId,
		modifierId: dentry.modifierUnionId,
		createTime: new Date(dentry.createdAt).toISOString(),
		modifiedTime: new Date(dentry.modifiedAt).toISOString(),
		hasChildren: world.store.drive.childrenOf(dentry).length > 0,
	};
}
