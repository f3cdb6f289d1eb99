/** Planned calls of the contacts API. */
import nock from 'nock';

import { postOapi } from './calls.mts';
import { OAPI } from './dingTalk.mts';

type Body = nock.RequestBodyMatcher;
type Json = Record<string, unknown>;

export const GET_USER = '/topapi/v2/user/get';
export const BY_MOBILE = '/topapi/v2/user/getbymobile';
export const BY_UNION_ID = '/topapi/user/getbyunionid';
export const USER_LIST = '/topapi/v2/user/list';
export const DEPARTMENT = '/topapi/v2/department/get';
export const CHILDREN = '/topapi/v2/department/listsub';
export const CHILD_IDS = '/topapi/v2/department/listsubid';

/** Plans one contacts call and its result. */
export const planResult = (path: string, body: Body, result: unknown) =>
	postOapi(path, body, { errcode: 0, errmsg: 'ok', request_id: 'req-1', result });

/** Plans a refused contacts call, as the gateway or the business service refuses. */
export const planRefusal = (path: string, body: Body, errcode: number, errmsg = 'refused') =>
	postOapi(path, body, { errcode, errmsg, request_id: 'req-1' });

/** The answer for a missing permission. */
export const NO_SCOPE = {
	errcode: 88,
	sub_code: '60011',
	sub_msg: '应用尚未开通所需的权限：[qyapi_get_member]',
	errmsg: 'ding talk error[subcode=60011,submsg=…]',
	request_id: 'req-1',
};

/** A person as DingTalk answers. */
export const wireUser = (userId: string, further: Json = {}): Json => ({
	userid: userId,
	unionid: `union-${userId}`,
	name: `Name of ${userId}`,
	dept_id_list: [1],
	active: true,
	...further,
});

export const planUser = (userId: string, further: Json = {}) =>
	planResult(GET_USER, { userid: userId }, wireUser(userId, further));

/** Answers any number of lookups of these people (userId by mobile number), and keeps what was asked. */
export function answerLookups(mobiles: Record<string, string>): string[] {
	const asked: string[] = [];
	const userIds = new Set(Object.values(mobiles));
	const answer = (path: string, find: (value: string) => Json | undefined) =>
		nock(OAPI)
			.persist()
			.post(path)
			.query(true)
			.optionally()
			.delay(5)
			.reply(async (request: Request) => {
				const [value] = Object.values((await request.json()) as Record<string, string>);
				asked.push(`${path} ${value}`);
				const result = find(value);
				return [200, result ? { errcode: 0, result } : { errcode: 60121, errmsg: '找不到该用户' }];
			});
	answer(BY_MOBILE, (mobile) => (mobiles[mobile] ? { userid: mobiles[mobile] } : undefined));
	answer(BY_UNION_ID, (unionId) => {
		const userid = unionId.replace(/^union-/, '');
		return userid !== unionId && userIds.has(userid) ? { contact_type: 0, userid } : undefined;
	});
	answer(GET_USER, (userId) => (userIds.has(userId) ? wireUser(userId) : undefined));
	return asked;
}
