import { apiError, ok } from '../../contract/answers.mts';
import type { Behaviour, Request, World } from '../../server/call.mts';
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
	if (base) {
		const letIn = Object.keys(base.access);
		return onlineNode({ ...base, nodeId, letIn }, world, request);
	}
	const book = world.store.workbooks.get(nodeId);
	if (book) {
		const letIn = [...book.editors, ...book.readers];
		return onlineNode({ ...book, nodeId, letIn, extension: 'axls' }, world, request);
	}
	return driveNode(nodeId, world, request);
};

/** An AI table or a spreadsheet. @param letIn userIds */
function onlineNode(
	{
		nodeId,
		name,
		extension,
		letIn,
	}: { nodeId: string; name: string; extension: string; letIn: string[] },
	{ store }: World,
	{ endpoint, query }: Request,
) {
	const userId = personOfUnion(store, query.operatorId)?.userId ?? '';
	if (!letIn.includes(userId)) return apiError(endpoint, 'nodeNotExist');
	return ok({
		node: {
			nodeId,
			workspaceId: 'sandboxWorkspace',
			name: `${name}.${extension}`,
			type: 'FILE',
			category: 'ALIDOC',
			extension,
			url: `https://alidocs.dingtalk.com/i/nodes/${nodeId}`,
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
