import type { Resource } from '../../operation/operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';

export const knowledgeBaseNode: Resource = {
	value: 'knowledgeBaseNode',
	name: 'Knowledge Base Node',
	operations: [getAll, get],
};
