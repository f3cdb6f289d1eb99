import { documentOperatorOption, nodeLocator } from '../../documents/document';
import { toNode } from '../../documents/knowledgeBase';
import { fetchNode } from '../../../shared/drive/knowledgeBases';
import { NODE_OF_URL_CALL, resolveNode, toNodeRef } from '../../../shared/drive/nodeRef';
import { operatorOf } from '../../../shared/contacts/operator';
import type { Operation } from '../../operation/operation';
import { optionsField } from '../../../shared/fields/collections';
import { simplifyField } from '../../../shared/fields/simplify';

/** @see DingTalk docs "获取节点": GET /v2.0/wiki/nodes/{nodeId} */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a knowledge base node',
	description:
		'Get name, type, times and knowledge base of a folder, document or file by its address in the browser or its node ID',
	endpoints: ['GET /v2.0/wiki/nodes/{nodeId}', NODE_OF_URL_CALL],
	fields: [nodeLocator, simplifyField, optionsField({ options: [documentOperatorOption] })],
	async run(context) {
		const { api, read } = context;
		const { name } = nodeLocator;
		const ref = toNodeRef(read.label(name), read.locator(name).value, 'a folder or document');
		const isSimple = read.flag('simplify');
		const operatorId = await operatorOf(context);
		const node = await fetchNode(api, operatorId, await resolveNode(api, ref, operatorId));
		return isSimple ? toNode(node) : node;
	},
};
