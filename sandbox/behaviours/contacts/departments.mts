import type { Answer } from '../../contract/answers.mts';
import { oapiError, oapiOk } from '../../contract/answers.mts';
import { idNumber } from '../../json.mts';
import type { Behaviour, Request, World } from '../../server/call.mts';
import type { Department } from '../../state/types.mts';
import { ROOT, childrenOf, isDepartmentVisible, pathOf } from './departmentTree.mts';
import { findPerson } from './users.mts';

/** The department asked for: 60003 when there is none, 50004 outside the visible range. */
export function findDepartment({ store }: World, { endpoint, body }: Request): Department | Answer {
	const department = store.departments.get((body.dept_id as string | undefined) ?? ROOT);
	if (!department) return oapiError(endpoint, 60003);
	// Only user/list documents 50004; for the others it is [unverified].
	return isDepartmentVisible(store, department.deptId) ? department : oapiError(endpoint, 50004);
}

// Children outside the visible range are left out [unverified].
function visibleChildren({ store }: World, deptId: string): Department[] {
	return childrenOf(store, deptId).filter((one) => one.visible);
}

function summary({ deptId, name, parentId }: Department) {
	return {
		dept_id: idNumber(deptId),
		name,
		...(parentId ? { parent_id: idNumber(parentId) } : {}),
		create_dept_group: true,
		auto_add_user: true,
	};
}

/** `POST /topapi/v2/department/listsub`: direct children, as an array. */
export const listSubDepartments: Behaviour = (world, request) => {
	const department = findDepartment(world, request);
	if ('status' in department) return department;
	return oapiOk({ result: visibleChildren(world, department.deptId).map(summary) });
};

/** `POST /topapi/v2/department/listsubid`. */
export const listSubDepartmentIds: Behaviour = (world, request) => {
	const department = findDepartment(world, request);
	if ('status' in department) return department;
	const ids = visibleChildren(world, department.deptId).map(({ deptId }) => idNumber(deptId));
	return oapiOk({ result: { dept_id_list: ids } });
};

/** `POST /topapi/v2/department/get`. */
export const getDepartment: Behaviour = (world, request) => {
	const department = findDepartment(world, request);
	if ('status' in department) return department;
	const people = [...world.store.people.values()];
	const { deptId } = department;
	const result = {
		...summary(department),
		order: 0,
		dept_group_chat_id: '',
		org_dept_owner: '',
		dept_manager_userid_list: people
			.filter(({ leads }) => leads.includes(deptId))
			.map(({ userId }) => userId),
		hide_dept: false,
		// Its own people, without those further down [unverified].
		member_count: people.filter(({ deptIds }) => deptIds.includes(deptId)).length,
	};
	return oapiOk({ result });
};

/** `POST /topapi/v2/department/listparentbydept`: from the department up to the root. */
export const listParentsOfDepartment: Behaviour = (world, request) => {
	const department = findDepartment(world, request);
	if ('status' in department) return department;
	const path = pathOf(world.store, department.deptId);
	return oapiOk({ result: { parent_id_list: path.map(idNumber) } });
};

/** `POST /topapi/v2/department/listparentbyuser`: one path per department of the person. */
export const listParentsOfUser: Behaviour = (world, request) => {
	const person = findPerson(world, request, request.body.userid as string);
	if ('status' in person) return person;
	const paths = person.deptIds.map((deptId) => pathOf(world.store, deptId).map(idNumber));
	const parents = paths.map((path) => ({ parent_dept_id_list: path }));
	return oapiOk({ result: { parent_list: parents } });
};
