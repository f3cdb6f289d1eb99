import { isAbsent } from '../../../shared/contacts/resolve';
import { searchDepartmentIds, SEARCH_PAGE_SIZE } from '../../../shared/contacts/search';
import { toDepartmentDetails } from '../../../shared/contacts/departments';
import { pagingFields } from '../../fields/paging';
import { simplifyField } from '../../../shared/fields/simplify';
import type { Operation } from '../../operation/operation';
import { pages } from '../../../shared/paging/pages';
import { numberedPages } from '../../../shared/paging/styles';
import { CONCURRENT_LOOKUPS, runInOrder } from '../../../shared/run/runInOrder';

/** @see DingTalk docs "搜索部门ID": POST /v1.0/contact/departments/search */
export const search: Operation = {
	value: 'search',
	name: 'Search',
	action: 'Search departments',
	description: 'Find departments by name, or by pinyin of the name',
	endpoints: ['POST /v1.0/contact/departments/search', 'POST /topapi/v2/department/get'],
	fields: [
		{
			displayName: 'Query',
			name: 'query',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 研发',
			description: 'The name of the department, a part of it, or its pinyin',
		},
		...pagingFields,
		simplifyField,
	],
	async run({ api, read, directory, node }) {
		const query = read.filled('query');
		const isSimple = read.flag('simplify');
		const departmentIds = await pages<string>(
			numberedPages('offset', 0, { size: SEARCH_PAGE_SIZE }),
			async (paging) => await searchDepartmentIds(api, query, paging),
			read.limit(),
		);
		return await runInOrder([...new Set(departmentIds)], {
			concurrency: CONCURRENT_LOOKUPS,
			keysOf: () => [],
			async run(departmentId) {
				const outcome = await directory.department(departmentId);
				if (outcome.ok) return isSimple ? toDepartmentDetails(outcome.value) : { ...outcome.value };
				// Found, but gone by now or outside the visible range: the ID is all there is.
				if (isAbsent(outcome.failure)) return { departmentId };
				throw api.toError(outcome.failure);
			},
			signal: node.getExecutionCancelSignal(),
		});
	},
};
