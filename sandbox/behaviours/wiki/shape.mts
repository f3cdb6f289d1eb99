import type { KnowledgeBase, WikiNode } from '../../state/documents.mts';
import type { Store } from '../../state/store.mts';

/** Where DingTalk shows a document. */
export const addressOf = ({ nodeId }: Pick<WikiNode, 'nodeId'>): string =>
	`https://alidocs.dingtalk.com/i/nodes/${nodeId}`;

/** Documents have their extension in the name, as seen publicly. */
export const fullName = ({ name, extension }: WikiNode): string =>
	extension === '' ? name : `${name}.${extension}`;

/** A node as answers have it. */
export const nodeAnswer = (store: Store, node: WikiNode) => ({
	nodeId: node.nodeId,
	workspaceId: node.workspaceId,
	name: fullName(node),
	type: node.type,
	category: node.type === 'FILE' ? 'ALIDOC' : 'FOLDER',
	...(node.extension === '' ? {} : { extension: node.extension }),
	url: addressOf(node),
	creatorId: node.creatorId,
	modifierId: node.modifierId,
	createTime: minutes(node.createdAt),
	modifiedTime: minutes(node.modifiedAt),
	hasChildren: store.documents.childrenOf(node.nodeId).length > 0,
});

/** A knowledge base as answers have it. */
export const baseAnswer = (base: KnowledgeBase) => ({
	workspaceId: base.workspaceId,
	rootNodeId: base.rootNodeId,
	name: base.name,
	type: 'TEAM',
	description: base.description,
	url: `https://alidocs.dingtalk.com/i/spaces/${base.workspaceId}/overview`,
	createTime: minutes(base.createdAt),
	modifiedTime: minutes(base.createdAt),
});

/** As seen publicly: `2024-01-03T00:00Z`. */
const minutes = (ms: number): string => `${new Date(ms).toISOString().slice(0, 16)}Z`;
