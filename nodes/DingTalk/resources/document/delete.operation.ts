import {
	actOnDocument,
	documentKey,
	documentLocator,
	documentOperatorOption,
	readDocument,
} from '../../documents/document';
import { fetchNode } from '../../../shared/drive/knowledgeBases';
import { NODE_OF_URL_CALL } from '../../../shared/drive/nodeRef';
import { once } from '../../operation/once';
import type { Operation } from '../../operation/operation';
import { InputError } from '../../../shared/errors/inputError';
import { optionsField } from '../../../shared/fields/collections';
import { path } from '../../../shared/wire/path';

/** @see DingTalk docs "删除知识库文档": DELETE /v1.0/doc/workspaces/{workspaceId}/docs/{nodeId} */
export const deleteDocument: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a document',
	description: 'Delete a document (文档) of a knowledge base',
	endpoints: [
		'DELETE /v1.0/doc/workspaces/{workspaceId}/docs/{nodeId}',
		'GET /v2.0/wiki/nodes/{nodeId}',
		NODE_OF_URL_CALL,
	],
	fields: [
		{
			...documentLocator,
			description: 'The document (文档): by its address in the browser, or by its node ID',
		},
		optionsField({
			options: [
				{
					displayName: 'Delete What Is Below It',
					name: 'deleteChildren',
					type: 'boolean',
					default: false,
					description:
						'Whether a folder, or a document with others below it, is deleted with all that it holds; otherwise it is refused',
				},
				documentOperatorOption,
			],
		}),
	],
	orderKeys: (context) => [documentKey(context)],
	async run(context) {
		const { api, read } = context;
		const ref = readDocument(context);
		const isWhole = read.group('options').flag('deleteChildren');
		const { operatorId, documentId } = await actOnDocument(context, ref);
		return await once(context, ['deleteDocument', documentId, isWhole], async () => {
			const { workspaceId, name, type, hasChildren } = await fetchNode(api, operatorId, documentId);
			if (!isWhole && (String(hasChildren) === 'true' || type?.toUpperCase() === 'FOLDER')) {
				throw new InputError(
					read.label(documentLocator.name),
					`is '${name}', which is a folder or has documents below it`,
					"Turn on 'Delete What Is Below It' in the options to delete it with all that it holds",
				);
			}
			await api.request({
				method: 'DELETE',
				host: 'api',
				path: path`/v1.0/doc/workspaces/${workspaceId}/docs/${documentId}`,
				answer: 'nothing',
				query: { operatorId },
			});
			return { documentId, name, workspaceId, deleted: true };
		});
	},
};
