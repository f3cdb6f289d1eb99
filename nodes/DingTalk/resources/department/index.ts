import type { Resource } from '../../operation/operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { getParents } from './getParents.operation';
import { search } from './search.operation';

/** The departments of the organisation, as far as the app may see them. */
export const department: Resource = {
	value: 'department',
	name: 'Department',
	operations: [get, getAll, search, getParents],
};
