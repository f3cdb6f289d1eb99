import type { Resource } from '../../operation/operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { resolveIds } from './resolveIds.operation';
import { search } from './search.operation';

/** The people of the organisation, as far as the app may see them. */
export const user: Resource = {
	value: 'user',
	name: 'User',
	operations: [get, getAll, search, resolveIds],
};
