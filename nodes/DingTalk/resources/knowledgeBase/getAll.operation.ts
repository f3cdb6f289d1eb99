import { toBase } from '../../documents/knowledgeBase';
import { BASES_PER_PAGE, fetchBases } from '../../../shared/drive/knowledgeBases';
import { documentOperatorOption } from '../../documents/document';
import type { WireBase } from '../../../shared/drive/knowledgeBases';
import { operatorOf } from '../../../shared/contacts/operator';
import { pagingFields } from '../../fields/paging';
import type { Operation } from '../../operation/operation';
import { optionsField } from '../../../shared/fields/collections';
import { simplifyField } from '../../../shared/fields/simplify';
import { pages } from '../../../shared/paging/pages';
import { tokenPages } from '../../../shared/paging/styles';

/** @see DingTalk docs "获取知识库列表": GET /v2.0/wiki/workspaces */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many knowledge bases',
	description: 'List the knowledge bases (知识库) that a person may see',
	endpoints: ['GET /v2.0/wiki/workspaces'],
	fields: [
		...pagingFields,
		simplifyField,
		optionsField({
			options: [
				documentOperatorOption,
				{
					displayName: 'Order By',
					name: 'orderBy',
					type: 'options',
					options: [
						{ name: 'Created, Newest First', value: 'CREATE_TIME_DESC' },
						{ name: 'Modified, Newest First', value: 'MODIFIED_TIME_DESC' },
						{ name: 'Viewed, Newest First', value: 'VIEW_TIME_DESC' },
					],
					default: 'VIEW_TIME_DESC',
					description: 'What the list goes by',
				},
			],
		}),
	],
	async run(context) {
		const { api, read } = context;
		const limit = read.limit();
		const isSimple = read.flag('simplify');
		const orderBy = read.group('options').choiceIfAny('orderBy');
		const operatorId = await operatorOf(context);
		const query = { maxResults: BASES_PER_PAGE, ...(orderBy ? { orderBy } : {}) };
		const bases = await pages<WireBase>(
			tokenPages('nextToken', undefined, query),
			async (paging) => await fetchBases(api, operatorId, paging),
			limit,
		);
		return isSimple ? bases.map(toBase) : bases;
	},
};
