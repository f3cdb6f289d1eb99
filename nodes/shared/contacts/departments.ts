import type { IDataObject } from 'n8n-workflow';

import type { Outcome } from '../errors/failure';
import type { DingTalkApi } from '../transport/api';
import { readContacts } from './call';
import { toWireDepartmentId } from './departmentId';

/** Departments whose content is read at once. */
const CONCURRENT_DEPARTMENTS = 8;

/** A department as DingTalk describes one; IDs beyond 2^53 are text. */
export interface WireDepartment extends IDataObject {
	dept_id: number | string;
	name: string;
	parent_id?: number | string;
}

/** @see DingTalk docs "获取部门详情": POST /topapi/v2/department/get */
export const fetchDepartment = async (
	api: DingTalkApi,
	departmentId: string,
): Promise<Outcome<WireDepartment>> =>
	await readContacts(
		api,
		'/topapi/v2/department/get',
		{ dept_id: toWireDepartmentId(departmentId) },
		{
			'result.dept_id': 'digits',
			'result.parent_id': 'digits?',
			'result.dept_manager_userid_list': 'ids?',
		},
	);

/**
 * The departments directly below one.
 *
 * @see DingTalk docs "获取部门列表": POST /topapi/v2/department/listsub (`result` is an array)
 */
export const attemptChildren = async (
	api: DingTalkApi,
	departmentId: string,
): Promise<Outcome<WireDepartment[]>> =>
	await readContacts(
		api,
		'/topapi/v2/department/listsub',
		{ dept_id: toWireDepartmentId(departmentId) },
		{ result: 'objects', 'result[].dept_id': 'digits', 'result[].parent_id': 'digits?' },
	);

/**
 * Like `attemptChildren`.
 *
 * @throws NodeApiError when DingTalk refuses
 */
export async function fetchChildren(api: DingTalkApi, departmentId: string) {
	const outcome = await attemptChildren(api, departmentId);
	if (!outcome.ok) throw api.toError(outcome.failure);
	return outcome.value;
}

/**
 * The IDs of the departments directly below one.
 *
 * @see DingTalk docs "获取子部门ID列表": POST /topapi/v2/department/listsubid
 */
export async function fetchChildIds(api: DingTalkApi, departmentId: string): Promise<string[]> {
	const outcome = await readContacts<{ dept_id_list?: Array<number | string> }>(
		api,
		'/topapi/v2/department/listsubid',
		{ dept_id: toWireDepartmentId(departmentId) },
		{ 'result.dept_id_list': 'list', 'result.dept_id_list[]': 'digits' },
	);
	if (!outcome.ok) throw api.toError(outcome.failure);
	return (outcome.value.dept_id_list ?? []).map(String);
}

/** What one department holds. */
export interface DepartmentContent<T> {
	items: T[];
	/** Departments to read after this one. */
	below: string[];
}

/**
 * Reads a department and what is below it, level by level, several departments at once. Each item comes
 * once, even when it is in two departments.
 *
 * @param limit most items to return; Infinity for all
 */
export async function collectDown<T>(
	root: string,
	readDepartment: (departmentId: string) => Promise<DepartmentContent<T>>,
	keyOf: (item: T) => string,
	limit: number,
): Promise<T[]> {
	const items = new Map<string, T>();
	const seen = new Set([root]);
	const queue = [root];
	while (queue.length > 0 && items.size < limit) {
		const batch = queue.splice(0, CONCURRENT_DEPARTMENTS);
		for (const content of await Promise.all(batch.map(readDepartment))) {
			for (const item of content.items) {
				if (!items.has(keyOf(item))) items.set(keyOf(item), item);
			}
			for (const departmentId of content.below) {
				if (!seen.has(departmentId)) queue.push(departmentId);
				seen.add(departmentId);
			}
		}
	}
	return [...items.values()].slice(0, limit);
}

/** A department of a list, in our own words. */
export const toDepartment = (department: WireDepartment): IDataObject => ({
	departmentId: String(department.dept_id),
	name: department.name,
	parentId: department.parent_id === undefined ? undefined : String(department.parent_id),
	createDepartmentGroup: department.create_dept_group,
	autoAddUser: department.auto_add_user,
});

/** A department with its details, in our own words. */
export const toDepartmentDetails = (department: WireDepartment): IDataObject => ({
	...toDepartment(department),
	memberCount: department.member_count,
	managerUserIds: department.dept_manager_userid_list ?? [],
	groupChatId: department.dept_group_chat_id,
	hidden: department.hide_dept,
	order: department.order,
});
