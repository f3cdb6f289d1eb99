/** Documents (文档): how a form names one, and the calls for what it holds. */
import type { INodeProperties } from 'n8n-workflow';

import type { Outcome } from '../../shared/errors/failure';
import { failed, success } from '../../shared/errors/failure';
import { InputError } from '../../shared/errors/inputError';
import type { ErrorWords } from '../../shared/errors/toNodeError';
import { operatorOption } from '../../shared/fields/locators';
import type { DingTalkApi } from '../../shared/transport/api';
import { path } from '../../shared/wire/path';
import type { NodeRef } from '../../shared/drive/nodeRef';
import { resolveNode, toNodeRef } from '../../shared/drive/nodeRef';
import type { ItemContext } from '../operation/operation';
import { operatorOf } from '../../shared/contacts/operator';
import type { Element } from './toBlocks';
import type { WireBlock } from './toMarkdown';

/** DingTalk docs "覆写文档". */
const LONGEST_MARKDOWN = 50_000;

export const OVERWRITE_CALL = 'POST /v1.0/doc/suites/documents/{docKey}/overwriteContent';

/** The document; read with `actOnDocument`. */
export const documentLocator: INodeProperties = {
	displayName: 'Document',
	name: 'documentId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'url', value: '' },
	description:
		'The document (文档): by its address in the browser, from a list that is searched, or by its node ID (dentryUuid) or docKey',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a document…',
			hint: 'Type a part of the name to search all that the Operator may see',
			typeOptions: { searchListMethod: 'searchDocuments', searchable: true },
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://alidocs.dingtalk.com/i/nodes/20eMKjyp810mMdK4Ho1LpqBwJxAZB1Gv',
			hint: 'Open it in the browser and copy its address',
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 20eMKjyp810mMdK4Ho1LpqBwJxAZB1Gv',
			hint: 'The part of the address after /nodes/',
		},
	],
};

/** How any node is named; lists have one kind each. */
const NAMED = documentLocator.modes?.filter(({ name }) => name !== 'list') ?? [];

/** A folder or document of a knowledge base. */
export const nodeLocator: INodeProperties = {
	...documentLocator,
	displayName: 'Node',
	name: 'nodeId',
	description: 'The folder or document: by its address in the browser, or by its node ID',
	modes: NAMED,
};

/** What a knowledge base, or a folder of it, holds: of the knowledge base itself where it is empty. */
export const parentLocator: INodeProperties = {
	...documentLocator,
	displayName: 'Parent',
	name: 'parentNodeId',
	required: false,
	default: { mode: 'list', value: '' },
	description:
		'The folder or document that holds it: chosen from what is right below the knowledge base, or named by its address or node ID. Leave empty for the knowledge base itself.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'The knowledge base itself',
			typeOptions: { searchListMethod: 'searchKnowledgeBaseNodes', searchable: true },
		},
		...NAMED,
	],
};

/** The text of a document; read with `readDocumentMarkdown`. */
export const documentMarkdownField: INodeProperties = {
	displayName: 'Markdown',
	name: 'markdown',
	type: 'string',
	typeOptions: { rows: 8 },
	default: '',
	placeholder: 'e.g. # Minutes\n\n- Release 2.4',
	description:
		'The content as markdown: headings, lists, quotes, tables, code, bold, italic and links. DingTalk takes 50,000 characters at most.',
};

/** Who acts: DingTalk shows documents only to people who may open them. */
export const documentOperatorOption: INodeProperties = {
	...operatorOption,
	description:
		"The person in whose name it is done, who needs access to the document or knowledge base. Without it, it is the credential's Operator.",
};

/** A document in the name of who acts. */
export interface Document {
	/** unionId. */
	operatorId: string;
	/** Node ID or docKey: calls for what it holds take both. */
	documentId: string;
}

/**
 * The document of the form.
 *
 * @param ref what `readDocument` gave; the rest of the form has to be read before
 */
export async function actOnDocument(context: ItemContext, ref: NodeRef): Promise<Document> {
	const operatorId = await operatorOf(context);
	return { operatorId, documentId: await resolveNode(context.api, ref, operatorId) };
}

/** @throws InputError when it is empty, or names no document */
export const readDocument = ({ read }: Pick<ItemContext, 'read'>): NodeRef =>
	toNodeRef(
		read.label(documentLocator.name),
		read.locator(documentLocator.name).value,
		'a document',
	);

/** In order keys: what two items name in the same words. */
export const documentKey = (context: Pick<ItemContext, 'read'>): string =>
	JSON.stringify(readDocument(context));

/** @throws InputError when it is longer than DingTalk takes */
export function readDocumentMarkdown({ read }: Pick<ItemContext, 'read'>): string {
	const markdown = read.exactText('markdown');
	if (markdown.length <= LONGEST_MARKDOWN) return markdown;
	throw new InputError(
		read.label('markdown'),
		`has ${markdown.length} characters, and DingTalk takes ${LONGEST_MARKDOWN} at once`,
		'Write the first part, and add the others with Document > Append',
	);
}

/**
 * Puts markdown in the place of all that a document holds.
 *
 * @see DingTalk docs "覆写文档（应用授权）"
 * @throws NodeApiError when DingTalk refuses
 */
export async function overwrite(
	api: DingTalkApi,
	{ operatorId, documentId }: Document,
	content: string,
	words?: ErrorWords,
): Promise<void> {
	const outcome = await api.attempt({
		method: 'POST',
		host: 'api',
		path: path`/v1.0/doc/suites/documents/${documentId}/overwriteContent`,
		answer: { success: 'true' },
		query: { operatorId },
		body: { content, dataType: 'markdown' },
		// Twice is once.
		repeatable: true,
	});
	if (!outcome.ok) throw api.toError(outcome.failure, words);
}

/**
 * All blocks of a document. Whether one call gives those of any length is [unverified].
 *
 * @see DingTalk docs "查询块元素": GET /v1.0/doc/suites/documents/{docKey}/blocks
 * @throws NodeApiError when DingTalk refuses
 */
export async function fetchBlocks(
	api: DingTalkApi,
	{ operatorId, documentId }: Document,
): Promise<WireBlock[]> {
	const { result } = await api.request<{ result: { data: WireBlock[] } }>({
		method: 'GET',
		host: 'api',
		path: path`/v1.0/doc/suites/documents/${documentId}/blocks`,
		answer: { success: 'true', 'result.data': 'objects', 'result.data[].blockType': 'text' },
		query: { operatorId },
	});
	return result.data;
}

/**
 * Adds a block at the end.
 *
 * @returns its ID, '' where DingTalk gives none: which field has it is [unverified]
 * @see DingTalk docs "插入块元素": POST /v1.0/doc/suites/documents/{docKey}/blocks
 */
export async function attemptInsert(
	api: DingTalkApi,
	{ operatorId, documentId }: Document,
	element: Element,
): Promise<Outcome<string>> {
	const outcome = await api.attempt({
		method: 'POST',
		host: 'api',
		path: path`/v1.0/doc/suites/documents/${documentId}/blocks`,
		answer: { success: 'true', 'result.data.id': 'text?' },
		query: { operatorId },
		body: { element },
	});
	if (!outcome.ok) return failed(outcome.failure);
	const { result } = outcome.value.body as { result?: { data?: { id?: string } } };
	return success(result?.data?.id ?? '');
}
