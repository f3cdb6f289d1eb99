import type { Resource } from '../../operation/operation';
import { getAll } from './getAll.operation';

/** The columns (字段) of an AI table. */
export const aiTableField: Resource = {
	value: 'aiTableField',
	name: 'AI Table Field',
	operations: [getAll],
};
