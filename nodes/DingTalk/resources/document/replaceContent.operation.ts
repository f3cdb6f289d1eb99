import {
	actOnDocument,
	documentKey,
	documentLocator,
	documentMarkdownField,
	documentOperatorOption,
	overwrite,
	OVERWRITE_CALL,
	readDocument,
	readDocumentMarkdown,
} from '../../documents/document';
import { NODE_OF_URL_CALL } from '../../../shared/drive/nodeRef';
import type { Operation } from '../../operation/operation';
import { optionsField } from '../../../shared/fields/collections';

/** @see DingTalk docs "覆写文档（应用授权）": POST /v1.0/doc/suites/documents/{docKey}/overwriteContent */
export const replaceContent: Operation = {
	value: 'replaceContent',
	name: 'Replace Content',
	action: 'Replace the content of a document',
	description: 'Put markdown in the place of all that a document (文档) holds',
	endpoints: [OVERWRITE_CALL, NODE_OF_URL_CALL],
	fields: [
		documentLocator,
		{ ...documentMarkdownField, required: true },
		optionsField({ options: [documentOperatorOption] }),
	],
	orderKeys: (context) => [documentKey(context)],
	async run(context) {
		const ref = readDocument(context);
		// What is empty would wipe the document, which an expression without a value must not.
		context.read.filled(documentMarkdownField.name);
		const markdown = readDocumentMarkdown(context);
		const document = await actOnDocument(context, ref);
		await overwrite(context.api, document, markdown);
		return { documentId: document.documentId, replaced: true };
	},
};
