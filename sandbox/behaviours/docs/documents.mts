import { ok } from '../../contract/answers.mts';
import type { Behaviour } from '../../server/call.mts';
import { addressOf } from '../wiki/shape.mts';
import { findWritable, refuse } from './find.mts';

/** `POST /v1.0/doc/workspaces/{workspaceId}/docs`: an empty document, or a folder. */
export const createDocument: Behaviour = (world, request) => {
	const { store } = world;
	const { body } = request;
	const base = findWritable(world, request, body.operatorId as string);
	if ('status' in base) return base;
	const { workspaceId, rootNodeId } = base;
	const parentId = (body.parentNodeId as string | undefined) ?? rootNodeId;
	const parent = store.documents.nodes.get(parentId);
	if (parentId !== rootNodeId && parent?.workspaceId !== workspaceId) {
		return refuse(request, 'invalidRequest.workspaceNode.parentNotFound');
	}
	const name = body.name as string;
	if (store.documents.childrenOf(parentId).some((node) => node.name === name)) {
		return refuse(request, 'invalidRequest.workspaceNode.nameConflict');
	}
	const isFolder = body.docType === 'FOLDER';
	const creatorId = body.operatorId as string;
	const node = store.documents.add({
		...{ workspaceId, parentId, name, creatorId, modifierId: creatorId },
		type: isFolder ? 'FOLDER' : 'FILE',
		createdAt: store.now(),
		modifiedAt: store.now(),
	});
	node.legacyId = `old${node.docKey}`;
	store.changed();
	return ok({
		workspaceId,
		nodeId: node.legacyId,
		docKey: node.docKey,
		dentryUuid: node.nodeId,
		url: addressOf(node),
	});
};

/** `DELETE /v1.0/doc/workspaces/{workspaceId}/docs/{nodeId}`: with all below it. */
export const deleteDocument: Behaviour = (world, request) => {
	const { store } = world;
	const base = findWritable(world, request, request.query.operatorId);
	if ('status' in base) return base;
	const { nodeId } = request.pathParams;
	const node = [...store.documents.nodes.values()].find(
		(one) => one.nodeId === nodeId || one.legacyId === nodeId,
	);
	if (!node) return refuse(request, 'invalidRequest.resource.notFound');
	if (node.workspaceId !== base.workspaceId) {
		return refuse(request, 'invalidRequest.workspaceNode.notInWorkspace');
	}
	store.documents.remove(node);
	store.changed();
	return ok({});
};
