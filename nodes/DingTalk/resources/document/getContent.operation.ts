import {
	actOnDocument,
	documentLocator,
	documentOperatorOption,
	fetchBlocks,
	readDocument,
} from '../../documents/document';
import { toMarkdown } from '../../documents/toMarkdown';
import { NODE_OF_URL_CALL } from '../../../shared/drive/nodeRef';
import type { Operation } from '../../operation/operation';
import { optionsField } from '../../../shared/fields/collections';

/** @see DingTalk docs "查询块元素": GET /v1.0/doc/suites/documents/{docKey}/blocks */
export const getContent: Operation = {
	value: 'getContent',
	name: 'Get Content',
	action: 'Get the content of a document',
	description:
		'Read a document (文档) as markdown: headings, paragraphs, lists, quotes and tables; DingTalk tells their texts without bold and links, and nothing of pictures, code and highlight blocks',
	endpoints: ['GET /v1.0/doc/suites/documents/{docKey}/blocks', NODE_OF_URL_CALL],
	fields: [
		documentLocator,
		optionsField({
			options: [
				{
					displayName: 'Include Blocks',
					name: 'includeBlocks',
					type: 'boolean',
					default: false,
					description: 'Whether to return the blocks too, as DingTalk gives them',
				},
				documentOperatorOption,
			],
		}),
	],
	async run(context) {
		const ref = readDocument(context);
		const isWhole = context.read.group('options').flag('includeBlocks');
		const document = await actOnDocument(context, ref);
		const blocks = await fetchBlocks(context.api, document);
		const content = toMarkdown(blocks);
		return { documentId: document.documentId, ...content, ...(isWhole ? { blocks } : {}) };
	},
};
