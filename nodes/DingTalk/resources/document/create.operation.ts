import type { IDataObject } from 'n8n-workflow';

import {
	documentMarkdownField,
	documentOperatorOption,
	overwrite,
	OVERWRITE_CALL,
	parentLocator,
	readDocumentMarkdown,
} from '../../documents/document';
import { knowledgeBaseLocator } from '../../documents/knowledgeBase';
import { NODE_OF_URL_CALL, resolveNode, toNodeRef } from '../../../shared/drive/nodeRef';
import { operatorOf } from '../../../shared/contacts/operator';
import { once } from '../../operation/once';
import type { Operation } from '../../operation/operation';
import { optionsField } from '../../../shared/fields/collections';
import type { DingTalkApi } from '../../../shared/transport/api';
import { path } from '../../../shared/wire/path';

/** DingTalk's answer to the creation. */
interface Created extends IDataObject {
	/** The node ID of knowledge bases. */
	dentryUuid?: string;
	/** Another name of it, which public code found not to hold for its content. */
	nodeId: string;
	docKey: string;
	workspaceId: string;
	url: string;
}

/** @see DingTalk docs "创建知识库文档": POST /v1.0/doc/workspaces/{workspaceId}/docs */
export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a document',
	description:
		'Make a document (文档) from markdown, in a knowledge base (知识库) or a folder of it',
	endpoints: ['POST /v1.0/doc/workspaces/{workspaceId}/docs', OVERWRITE_CALL, NODE_OF_URL_CALL],
	fields: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Minutes 2026-05-01',
			description: 'Name of the document; DingTalk refuses one that its folder has already',
		},
		knowledgeBaseLocator,
		{ ...parentLocator, displayName: 'Folder' },
		documentMarkdownField,
		optionsField({ options: [documentOperatorOption] }),
	],
	orderKeys: ({ read }) => [read.id(knowledgeBaseLocator.name)],
	async run(context) {
		const { api, read } = context;
		const name = read.filled('name');
		const workspaceId = read.id(knowledgeBaseLocator.name);
		const folder = read.idIfAny(parentLocator.name);
		const ref =
			folder === ''
				? undefined
				: toNodeRef(read.label(parentLocator.name), folder, 'a folder or document');
		const markdown = readDocumentMarkdown(context);
		const operatorId = await operatorOf(context);
		const parentNodeId = ref && (await resolveNode(api, ref, operatorId));
		const body = { name, docType: 'DOC', operatorId, ...(parentNodeId ? { parentNodeId } : {}) };
		const made = await once(
			context,
			['createDocument', workspaceId, body],
			async () => await createEmpty(api, workspaceId, body),
		);
		const documentId = made.dentryUuid ?? made.docKey;
		if (markdown.trim() !== '') {
			await overwrite(api, { operatorId, documentId: made.docKey }, markdown, {
				prefix: `The document was created (${made.url}), and its content was not written`,
				note: 'With Retry On Fail it is not created again',
			});
		}
		return { documentId, name, docKey: made.docKey, workspaceId: made.workspaceId, url: made.url };
	},
};

const createEmpty = async (
	api: DingTalkApi,
	workspaceId: string,
	body: IDataObject,
): Promise<Created> =>
	await api.request<Created>({
		method: 'POST',
		host: 'api',
		path: path`/v1.0/doc/workspaces/${workspaceId}/docs`,
		answer: {
			docKey: 'text',
			nodeId: 'text',
			workspaceId: 'text',
			url: 'text',
			dentryUuid: 'text?',
		},
		body,
	});
