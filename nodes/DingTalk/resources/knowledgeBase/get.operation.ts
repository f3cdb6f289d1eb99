import { documentOperatorOption } from '../../documents/document';
import { knowledgeBaseLocator, toBase } from '../../documents/knowledgeBase';
import { fetchBase } from '../../../shared/drive/knowledgeBases';
import { operatorOf } from '../../../shared/contacts/operator';
import type { Operation } from '../../operation/operation';
import { optionsField } from '../../../shared/fields/collections';
import { simplifyField } from '../../../shared/fields/simplify';

/** @see DingTalk docs "获取知识库": GET /v2.0/wiki/workspaces/{workspaceId} */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a knowledge base',
	description: 'Get name, address and root of a knowledge base (知识库)',
	endpoints: ['GET /v2.0/wiki/workspaces/{workspaceId}'],
	fields: [
		knowledgeBaseLocator,
		simplifyField,
		optionsField({ options: [documentOperatorOption] }),
	],
	async run(context) {
		const workspaceId = context.read.id(knowledgeBaseLocator.name);
		const isSimple = context.read.flag('simplify');
		const operatorId = await operatorOf(context);
		const base = await fetchBase(context.api, operatorId, workspaceId);
		return isSimple ? toBase(base) : base;
	},
};
