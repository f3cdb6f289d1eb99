import type { IDataObject } from 'n8n-workflow';

import type { Outcome } from '../errors/failure';
import { success } from '../errors/failure';
import type { Page } from '../paging/pages';
import { pages } from '../paging/pages';
import { tokenPages } from '../paging/styles';
import type { DingTalkApi } from '../transport/api';
import { readContacts } from './call';
import { toWireDepartmentId } from './departmentId';

/** DingTalk docs "获取部门用户详情": size at most 100. */
const MEMBERS_PER_PAGE = 100;

const NAMES_PERSON = { 'result.userid': 'text' } as const;
const DESCRIBES_PERSON = {
	...NAMES_PERSON,
	'result.dept_id_list': 'list?',
	'result.dept_id_list[]': 'digits',
} as const;

/** A person as DingTalk describes one; many fields need a permission of their own. */
export interface WireUser extends IDataObject {
	userid: string;
	unionid?: string;
	name?: string;
	title?: string;
	mobile?: string;
	dept_id_list?: Array<number | string>;
}

/** @see DingTalk docs "查询用户详情": POST /topapi/v2/user/get */
export const fetchUser = async (api: DingTalkApi, userId: string): Promise<Outcome<WireUser>> =>
	await readContacts(api, '/topapi/v2/user/get', { userid: userId }, DESCRIBES_PERSON);

/** @see DingTalk docs "根据手机号查询用户": POST /topapi/v2/user/getbymobile */
/** A person's name; the userId where DingTalk does not tell it. */
export async function nameOfUser(api: DingTalkApi, userId: string): Promise<string> {
	const outcome = await fetchUser(api, userId);
	return (outcome.ok ? outcome.value.name : undefined) ?? userId;
}

export const fetchUserIdByMobile = async (api: DingTalkApi, mobile: string) =>
	userIdIn(await readContacts(api, '/topapi/v2/user/getbymobile', { mobile }, NAMES_PERSON));

/** @see DingTalk docs "根据unionid获取用户userid": POST /topapi/user/getbyunionid (no "v2") */
export const fetchUserIdByUnionId = async (api: DingTalkApi, unionId: string) =>
	userIdIn(
		await readContacts(api, '/topapi/user/getbyunionid', { unionid: unionId }, NAMES_PERSON),
	);

function userIdIn(outcome: Outcome<{ userid: string }>): Outcome<string> {
	if (!outcome.ok) return outcome;
	return success(outcome.value.userid);
}

/**
 * One page of the people who are directly in a department.
 *
 * @see DingTalk docs "获取部门用户详情": POST /topapi/v2/user/list
 */
export async function fetchMembers(
	api: DingTalkApi,
	departmentId: string,
	paging: IDataObject,
): Promise<Page<WireUser>> {
	const outcome = await readContacts<{
		has_more?: boolean;
		next_cursor?: number | string;
		list?: WireUser[];
	}>(
		api,
		'/topapi/v2/user/list',
		{ dept_id: toWireDepartmentId(departmentId), ...paging },
		{
			'result.has_more': 'boolean',
			'result.list': 'objects?',
			'result.list[].userid': 'text',
			'result.list[].dept_id_list': 'list?',
			'result.list[].dept_id_list[]': 'digits',
		},
	);
	if (!outcome.ok) throw api.toError(outcome.failure);
	const { list = [], has_more, next_cursor } = outcome.value;
	return { items: list, hasMore: has_more === true, next: next_cursor };
}

/** The people who are directly in a department, at most `limit`. */
export const listMembers = async (api: DingTalkApi, departmentId: string, limit: number) =>
	await pages<WireUser>(
		tokenPages('cursor', 0, { size: Math.min(MEMBERS_PER_PAGE, limit) }),
		async (paging) => await fetchMembers(api, departmentId, paging),
		limit,
	);

/** Ten fields of a person, in our own words. */
export const toUser = (user: WireUser): IDataObject => ({
	userId: user.userid,
	unionId: user.unionid,
	name: user.name,
	mobile: user.mobile,
	email: user.email || user.org_email,
	title: user.title,
	jobNumber: user.job_number,
	departmentIds: (user.dept_id_list ?? []).map(String),
	managerUserId: user.manager_userid,
	active: user.active,
});
