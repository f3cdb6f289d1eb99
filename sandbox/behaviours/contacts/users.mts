import type { Answer } from '../../contract/answers.mts';
import { oapiError, oapiOk } from '../../contract/answers.mts';
import { idNumber } from '../../json.mts';
import type { Behaviour, Request, World } from '../../server/call.mts';
import type { SeedPerson } from '../../state/seed.mts';

const HIRED_AT = Date.UTC(2020, 0, 6);

/** A member of the staff: 33012 when there is none, 50002 outside the visible range. */
export function findPerson(
	{ store }: World,
	{ endpoint }: Request,
	userId: string,
): SeedPerson | Answer {
	const person = store.people.get(userId);
	if (!person || person.external) return oapiError(endpoint, 33012);
	return person.visible ? person : oapiError(endpoint, 50002);
}

/** The refusal for the first who is none, as `findPerson` gives it; undefined when all are. */
export function strangerAmong(
	world: World,
	request: Request,
	userIds: string[],
): Answer | undefined {
	const found = userIds.map((userId) => findPerson(world, request, userId));
	return found.find((one): one is Answer => !('userId' in one));
}

/** What both the details and the list of a department tell about a person. */
export function personFields(person: SeedPerson) {
	return {
		userid: person.userId,
		unionid: person.unionId,
		name: person.name,
		avatar: '',
		state_code: '86',
		mobile: person.mobile,
		hide_mobile: false,
		telephone: '',
		job_number: person.jobNumber ?? '',
		title: person.title ?? '',
		email: person.email ?? '',
		work_place: '',
		remark: '',
		dept_id_list: person.deptIds.map(idNumber),
		// A text with JSON in it.
		extension: '{}',
		hired_date: HIRED_AT,
		active: true,
		admin: person.isAdmin ?? false,
		boss: false,
		exclusive_account: false,
	};
}

/** `POST /topapi/v2/user/get`. */
export const getUser: Behaviour = (world, request) => {
	const person = findPerson(world, request, request.body.userid as string);
	if ('status' in person) return person;
	const { deptIds, leads, managerUserId, isAdmin } = person;
	const result = {
		...personFields(person),
		...(managerUserId ? { manager_userid: managerUserId } : {}),
		dept_order_list: deptIds.map((deptId) => ({ dept_id: idNumber(deptId), order: 1 })),
		leader_in_dept: deptIds.map((deptId) => ({
			dept_id: idNumber(deptId),
			leader: leads.includes(deptId),
		})),
		real_authed: true,
		senior: false,
		role_list: isAdmin ? [{ id: 1, name: '主管理员', group_name: '默认' }] : [],
	};
	return oapiOk({ result });
};

/** `POST /topapi/v2/user/getbymobile`. */
export const getUserByMobile: Behaviour = ({ store }, { endpoint, body }) => {
	const mobile = (body.mobile as string).replace(/^(\+86-?|86-)/, '');
	if (!/^\d{5,15}$/.test(mobile)) return oapiError(endpoint, 40104);
	const person = [...store.people.values()].find((one) => one.mobile === mobile);
	if (!person || person.external) return oapiError(endpoint, 60121);
	if (!person.visible) return oapiError(endpoint, 50002);
	return oapiOk({ result: { userid: person.userId } });
};

/** `POST /topapi/user/getbyunionid`: no v2; external contacts have contact_type 1. */
export const getUserByUnionId: Behaviour = ({ store }, { endpoint, body }) => {
	const person = [...store.people.values()].find((one) => one.unionId === body.unionid);
	if (!person) return oapiError(endpoint, 60121);
	if (person.external) return oapiOk({ result: { contact_type: 1, userid: person.userId } });
	if (!person.visible) return oapiError(endpoint, 50002);
	return oapiOk({ result: { contact_type: 0, userid: person.userId } });
};
