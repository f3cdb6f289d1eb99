/** Knowledge bases (知识库) and the folders and documents in them: the field, and items. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { WireBase, WireNode } from '../../shared/drive/knowledgeBases';

/** The knowledge base; read with `read.id`. */
export const knowledgeBaseLocator: INodeProperties = {
	displayName: 'Knowledge Base',
	name: 'workspaceId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description:
		'The knowledge base (知识库): chosen from those that the Operator may see, or named by its ID (workspaceId)',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a knowledge base…',
			typeOptions: { searchListMethod: 'searchKnowledgeBases', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. QXvd5SnBnzmZdZ0Z' },
	],
};

/** A folder or document as an item. */
export function toNode(node: WireNode): IDataObject {
	const { nodeId, workspaceId, name, type, category, extension, url, hasChildren } = node;
	const { createTime, modifiedTime } = node;
	return {
		...{ nodeId, workspaceId, name, type, category, extension, url, hasChildren },
		...{ createTime, modifiedTime },
	};
}

/** A knowledge base as an item. */
export function toBase(base: WireBase): IDataObject {
	const { workspaceId, rootNodeId, name, description, url, createTime, modifiedTime } = base;
	return { workspaceId, rootNodeId, name, description, url, createTime, modifiedTime };
}
