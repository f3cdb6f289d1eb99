import { documentOperatorOption, parentLocator } from '../../documents/document';
import type { WireNode } from '../../../shared/drive/knowledgeBases';
import { knowledgeBaseLocator, toNode } from '../../documents/knowledgeBase';
import { fetchBase, fetchNodes, NODES_PER_PAGE } from '../../../shared/drive/knowledgeBases';
import { NODE_OF_URL_CALL, resolveNode, toNodeRef } from '../../../shared/drive/nodeRef';
import { operatorOf } from '../../../shared/contacts/operator';
import { pagingFields } from '../../fields/paging';
import type { Operation } from '../../operation/operation';
import { optionsField } from '../../../shared/fields/collections';
import { simplifyField } from '../../../shared/fields/simplify';
import { pages } from '../../../shared/paging/pages';
import { tokenPages } from '../../../shared/paging/styles';

/** @see DingTalk docs "获取节点列表": GET /v2.0/wiki/nodes */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many knowledge base nodes',
	description:
		'List the folders, documents and files right below a knowledge base (知识库) or one of its folders; File > Search finds documents by words',
	endpoints: ['GET /v2.0/wiki/nodes', 'GET /v2.0/wiki/workspaces/{workspaceId}', NODE_OF_URL_CALL],
	fields: [
		knowledgeBaseLocator,
		parentLocator,
		...pagingFields,
		simplifyField,
		optionsField({ options: [documentOperatorOption] }),
	],
	async run(context) {
		const { api, read } = context;
		const workspaceId = read.id(knowledgeBaseLocator.name);
		const given = read.idIfAny(parentLocator.name);
		const ref =
			given === ''
				? undefined
				: toNodeRef(read.label(parentLocator.name), given, 'a folder or document');
		const limit = read.limit();
		const isSimple = read.flag('simplify');
		const operatorId = await operatorOf(context);
		const parentNodeId = ref
			? await resolveNode(api, ref, operatorId)
			: (await fetchBase(api, operatorId, workspaceId)).rootNodeId;
		const nodes = await pages<WireNode>(
			tokenPages('nextToken', undefined, { maxResults: NODES_PER_PAGE }),
			async (paging) => await fetchNodes(api, operatorId, parentNodeId, paging),
			limit,
		);
		return isSimple ? nodes.map(toNode) : nodes;
	},
};
