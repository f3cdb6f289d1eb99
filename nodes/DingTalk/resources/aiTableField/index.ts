import type { Resource } from '../../operation/operation';
import { create } from './create.operation';
import { deleteField } from './delete.operation';
import { getAll } from './getAll.operation';
import { update } from './update.operation';

/** The columns (字段) of an AI table. */
export const aiTableField: Resource = {
	value: 'aiTableField',
	name: 'AI Table Field',
	operations: [getAll, create, update, deleteField],
};
