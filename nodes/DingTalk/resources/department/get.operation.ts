import { readDepartmentId } from '../../../shared/contacts/departmentId';
import { toDepartmentDetails } from '../../../shared/contacts/departments';
import { departmentLocator } from '../../../shared/fields/locators';
import { simplifyField } from '../../../shared/fields/simplify';
import type { Operation } from '../../operation/operation';

/** @see DingTalk docs "获取部门详情": POST /topapi/v2/department/get */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a department',
	description: 'Get name, parent, managers, group and size of a department',
	endpoints: ['POST /topapi/v2/department/get'],
	fields: [departmentLocator, simplifyField],
	async run({ api, read, directory }) {
		const isSimple = read.flag('simplify');
		const outcome = await directory.department(readDepartmentId(read, 'departmentId'));
		if (!outcome.ok) throw api.toError(outcome.failure);
		return isSimple ? toDepartmentDetails(outcome.value) : { ...outcome.value };
	},
};
