import {
	attemptInsert,
	actOnDocument,
	documentKey,
	documentLocator,
	documentMarkdownField,
	documentOperatorOption,
	readDocument,
} from '../../documents/document';
import { toBlocks } from '../../documents/toBlocks';
import { NODE_OF_URL_CALL } from '../../../shared/drive/nodeRef';
import type { Operation } from '../../operation/operation';
import { InputError } from '../../../shared/errors/inputError';
import { optionsField } from '../../../shared/fields/collections';
import { itemKey, itemRunOf } from '../../../shared/itemKey';
import { memoryOf } from '../../../shared/memory';
import { sendInTurn } from '../../../shared/robot/sendParts';

/** @see DingTalk docs "插入块元素": POST /v1.0/doc/suites/documents/{docKey}/blocks */
export const append: Operation = {
	value: 'append',
	name: 'Append',
	action: 'Append to a document',
	description:
		'Add markdown to the end of a document (文档), block by block: one call for each paragraph, heading, list item or table',
	endpoints: ['POST /v1.0/doc/suites/documents/{docKey}/blocks', NODE_OF_URL_CALL],
	fields: [
		documentLocator,
		{
			...documentMarkdownField,
			required: true,
			description:
				'What is added, as markdown: headings, lists, quotes, tables, bold, italic, strikethrough, code and links. All else stays text.',
		},
		optionsField({ options: [documentOperatorOption] }),
	],
	orderKeys: (context) => [documentKey(context)],
	async run(context) {
		const { api, read, node, itemIndex } = context;
		const ref = readDocument(context);
		const run = itemRunOf(node, itemIndex);
		const blocks = toBlocks(read.exactText('markdown'), (list) => itemKey(run, 'list', list));
		if (blocks.length === 0) {
			throw new InputError(read.label('markdown'), 'is empty', 'Give the text that is to be added');
		}
		const document = await actOnDocument(context, ref);
		const ids = await sendInTurn({
			api,
			messages: blocks,
			memory: memoryOf(run, 'document', document.documentId),
			send: async (block) => await attemptInsert(api, document, block),
		});
		return {
			documentId: document.documentId,
			blocks: blocks.length,
			blockIds: ids.filter((id) => id !== ''),
		};
	},
};
