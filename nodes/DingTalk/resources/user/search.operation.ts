import type { IDataObject } from 'n8n-workflow';

import { isAbsent } from '../../../shared/contacts/resolve';
import { searchUserIds, SEARCH_PAGE_SIZE } from '../../../shared/contacts/search';
import { toUser } from '../../../shared/contacts/users';
import { pagingFields } from '../../fields/paging';
import { simplifyField } from '../../../shared/fields/simplify';
import type { ItemContext, Operation } from '../../operation/operation';
import { pages } from '../../../shared/paging/pages';
import { numberedPages } from '../../../shared/paging/styles';
import { CONCURRENT_LOOKUPS, runInOrder } from '../../../shared/run/runInOrder';

/** @see DingTalk docs "搜索用户userId": POST /v1.0/contact/users/search */
export const search: Operation = {
	value: 'search',
	name: 'Search',
	action: 'Search users',
	description: 'Find people by name, by pinyin of the name, or by English name',
	endpoints: ['POST /v1.0/contact/users/search', 'POST /topapi/v2/user/get'],
	fields: [
		{
			displayName: 'Query',
			name: 'query',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 张伟',
			description: 'A name or a part of it, its pinyin, or an English name',
		},
		...pagingFields,
		simplifyField,
	],
	async run(context) {
		const { api, read } = context;
		const query = read.filled('query');
		const isSimple = read.flag('simplify');
		const userIds = await pages<string>(
			numberedPages('offset', 0, { size: SEARCH_PAGE_SIZE }),
			async (paging) => await searchUserIds(api, query, paging),
			read.limit(),
		);
		return await runInOrder([...new Set(userIds)], {
			concurrency: CONCURRENT_LOOKUPS,
			keysOf: () => [],
			run: async (userId) => await describe(context, userId, isSimple),
			signal: context.node.getExecutionCancelSignal(),
		});
	},
};

async function describe(
	{ api, directory }: ItemContext,
	userId: string,
	isSimple: boolean,
): Promise<IDataObject> {
	const outcome = await directory.user(userId);
	if (outcome.ok) return isSimple ? toUser(outcome.value) : { ...outcome.value };
	// Found, but gone by now or outside the visible range: the ID is all there is.
	if (isAbsent(outcome.failure)) return isSimple ? { userId } : { userid: userId };
	throw api.toError(outcome.failure);
}
