import { readDepartmentId } from '../../../shared/contacts/departmentId';
import type { WireDepartment } from '../../../shared/contacts/departments';
import { collectDown, fetchChildren, toDepartment } from '../../../shared/contacts/departments';
import { departmentLocator } from '../../../shared/fields/locators';
import { pagingFields } from '../../fields/paging';
import type { Operation } from '../../operation/operation';

/** @see DingTalk docs "获取部门列表": POST /topapi/v2/department/listsub */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many departments',
	description: 'List the departments below a department',
	endpoints: ['POST /topapi/v2/department/listsub'],
	fields: [
		{
			...departmentLocator,
			displayName: 'Parent Department',
			default: { mode: 'list', value: '1', cachedResultName: 'Root Department' },
			description: 'The department whose sub-departments are listed; the root department is 1',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'options',
			options: [
				{ name: 'Children', value: 'children', description: 'Those directly below' },
				{ name: 'Whole Tree', value: 'tree', description: 'All below, level by level' },
			],
			default: 'children',
			description: 'How deep to go',
		},
		...pagingFields,
	],
	async run({ api, read }) {
		const isTree = read.choice('scope') === 'tree';
		const departments = await collectDown<WireDepartment>(
			readDepartmentId(read, 'departmentId'),
			async (departmentId) => {
				const items = await fetchChildren(api, departmentId);
				return { items, below: isTree ? items.map(({ dept_id }) => String(dept_id)) : [] };
			},
			({ dept_id }) => String(dept_id),
			read.limit(),
		);
		return departments.map(toDepartment);
	},
};
