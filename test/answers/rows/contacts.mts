import type { Row } from '../row.mts';
import { operation } from '../row.mts';

const by = (mode: string, value: string) => ({ __rl: true, mode, value });

export const contactRows: readonly Row[] = [
	operation('department/get', 'dept.get', { departmentId: '100' }),
	operation('department/getAll', 'dept.listsub', { departmentId: '100' }),
	operation('department/getAll: tree', 'dept.listsub', { scope: 'tree', returnAll: true }),
	operation('department/getParents: of a department', 'dept.listparentbydept', {
		departmentId: '110',
	}),
	operation('department/getParents: of a user', 'dept.listparentbyuser', {
		of: 'user',
		userId: 'bob',
	}),
	operation('department/getParents: their names', 'dept.get', { departmentId: '110' }),
	operation('department/search', 'contact.departments.search', { query: '组' }),
	operation('department/search: their names', 'dept.get', { query: '组' }),
	operation('user/get', 'user.get', { userId: 'lina' }),
	operation('user/get: by mobile', 'user.getbymobile', { userId: by('mobile', '13800000002') }),
	operation('user/get: by unionId', 'user.getbyunionid', { userId: by('unionId', 'union-lina') }),
	operation('user/getAll', 'user.list', { departmentId: '100' }),
	operation('user/getAll: below', 'dept.listsubid', {
		departmentId: '100',
		includeSubdepartments: true,
	}),
	operation('user/search', 'contact.users.search', { query: 'chen' }),
	operation('user/search: their names', 'user.get', { query: 'chen' }),
	operation('user/resolveIds', 'user.get', { ids: 'lina' }),
	operation('user/resolveIds: mobile', 'user.getbymobile', { ids: '13800000002' }),
	operation('user/resolveIds: unionId', 'user.getbyunionid', {
		ids: 'union-lina',
		idType: 'unionId',
	}),
];
