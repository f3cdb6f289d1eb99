import type { Resource } from '../../operation/operation';
import { append } from './append.operation';
import { create } from './create.operation';
import { deleteDocument } from './delete.operation';
import { getContent } from './getContent.operation';
import { replaceContent } from './replaceContent.operation';

export const document: Resource = {
	value: 'document',
	name: 'Document',
	operations: [create, append, deleteDocument, getContent, replaceContent],
};
