import type { IDataObject } from 'n8n-workflow';

import { readDepartmentId } from '../../../shared/contacts/departmentId';
import { collectDown, fetchChildIds } from '../../../shared/contacts/departments';
import type { WireUser } from '../../../shared/contacts/users';
import { listMembers, toUser } from '../../../shared/contacts/users';
import { departmentLocator } from '../../../shared/fields/locators';
import { pagingFields } from '../../fields/paging';
import { simplifyField } from '../../../shared/fields/simplify';
import type { Operation } from '../../operation/operation';

/** @see DingTalk docs "获取部门用户详情": POST /topapi/v2/user/list */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many users',
	description: 'List the people of a department, with those of its sub-departments if wanted',
	endpoints: ['POST /topapi/v2/user/list', 'POST /topapi/v2/department/listsubid'],
	fields: [
		{
			...departmentLocator,
			default: { mode: 'list', value: '1', cachedResultName: 'Root Department' },
			description: 'The department whose people are listed; the root department is 1',
		},
		{
			displayName: 'Include Sub-Departments',
			name: 'includeSubdepartments',
			type: 'boolean',
			default: false,
			description:
				'Whether to list the people of all departments below, too; each person comes once, even when in several departments',
		},
		...pagingFields,
		simplifyField,
	],
	async run({ api, read }) {
		const departmentId = readDepartmentId(read, 'departmentId');
		const limit = read.limit();
		const withBelow = read.flag('includeSubdepartments');
		const isSimple = read.flag('simplify');
		const users = await collectDown<WireUser>(
			departmentId,
			async (id) => {
				const [items, below] = await Promise.all([
					listMembers(api, id, limit),
					withBelow ? fetchChildIds(api, id) : [],
				]);
				return { items, below };
			},
			({ userid }) => userid,
			limit,
		);
		return isSimple ? users.map(toUser) : users.map((user): IDataObject => user);
	},
};
