import { apiError, ok } from '../../contract/answers.mts';
import type { Behaviour, Request, World } from '../../server/call.mts';
import type { Base } from '../../state/aiTables.mts';
import { contentOf, sizeOf } from '../../state/drive.mts';
import { personOfUnion } from '../contacts/unionPeople.mts';
import { accessTo } from '../docs/find.mts';
import { extensionOf } from '../storage/shape.mts';
import { linkTo, seen } from '../storage/spaces.mts';
import { nodeAnswer } from './shape.mts';

/** Addresses of documents and files: `https://alidocs.dingtalk.com/i/nodes/{nodeId}`, and short ones that were shared. */
const NODE = /^https:\/\/alidocs\.dingtalk\.com\/i\/(?:nodes|p)\/([\w-]+)/;

/** `POST /v2.0/wiki/nodes/queryByUrl`; that somebody without access gets `nodeNotExist` is [unverified]. */
export const nodeOfUrl: Behaviour = (world, request) => {
	const [, nodeId = ''] = NODE.exec(request.body.url as string) ?? [];
	const base = world.store.aiTables.bases.get(nodeId);
	const document = world.store.documents.nodes.get(nodeId);
	if (document) {
		const isSeen = accessTo(world, document.workspaceId, request.query.operatorId);
		return isSeen
			? ok({ node: nodeAnswer(world.store, document) })
			: apiError(request.endpoint, 'nodeNotExist');
	}
	return base ? baseNode(base, world, request) : driveNode(nodeId, world, request);
};

function baseNode(base: Base, { store }: World, { endpoint, query }: Request) {
	const userId = personOfUnion(store, query.operatorId)?.userId ?? '';
	if (!base.access[userId]) return apiError(endpoint, 'nodeNotExist');
	return ok({
		node: {
			nodeId: base.baseId,
			workspaceId: 'sandboxWorkspace',
			name: `${base.name}.${base.extension}`,
			type: 'FILE',
			category: 'ALIDOC',
			extension: base.extension,
			url: `https://alidocs.dingtalk.com/i/nodes/${base.baseId}`,
			hasChildren: false,
		},
	});
}

function driveNode(uuid: string, world: World, request: Request) {
	const dentry = seen(world, request, world.store.drive.findByUuid(uuid), 'nodeNotExist');
	if ('status' in dentry) return dentry;
	const isFile = dentry.type === 'FILE';
	return ok({
		node: {
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
		},
	});
}
