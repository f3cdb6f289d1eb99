import type { Answer } from '../../contract/answers.mts';
import { ok, oapiOk } from '../../contract/answers.mts';
import { idNumber } from '../../json.mts';
import type { Behaviour, Request, World } from '../../server/call.mts';
import type { SeedPerson } from '../../state/seed.mts';
import { isDepartmentVisible } from './departmentTree.mts';
import { findDepartment } from './departments.mts';
import { personFields } from './users.mts';

// Only the department's own people; those of sub-departments are not in it.
function membersOf({ store }: World, deptId: string): SeedPerson[] {
	return [...store.people.values()].filter(
		(person) => person.visible && person.deptIds.includes(deptId),
	);
}

/** One page of a department, each person drawn by `draw`. */
function page(
	world: World,
	request: Request,
	draw: (person: SeedPerson, deptId: string) => unknown,
): Answer {
	const department = findDepartment(world, request);
	if ('status' in department) return department;
	const { body } = request;
	const all = membersOf(world, department.deptId);
	// Of the orders only the direction is kept [unverified].
	if (String(body.order_field).endsWith('_desc')) all.reverse();
	const start = body.cursor as number;
	const end = start + (body.size as number);
	const hasMore = end < all.length;
	const result = {
		has_more: hasMore,
		...(hasMore ? { next_cursor: end } : {}),
		list: all.slice(start, end).map((person) => draw(person, department.deptId)),
	};
	return oapiOk({ result });
}

/** `POST /topapi/v2/user/list`. */
export const listUsers: Behaviour = (world, request) =>
	page(world, request, (person, deptId) => ({
		...personFields(person),
		dept_order: 1,
		leader: person.leads.includes(deptId),
	}));

/** `POST /topapi/user/listsimple`: no v2. */
export const listUserNames: Behaviour = (world, request) =>
	page(world, request, ({ userId, name }) => ({ userid: userId, name }));

/** `POST /topapi/user/listid`: no v2, no pages. */
export const listUserIds: Behaviour = (world, request) => {
	const department = findDepartment(world, request);
	if ('status' in department) return department;
	const ids = membersOf(world, department.deptId).map(({ userId }) => userId);
	return oapiOk({ result: { userid_list: ids } });
};

/** One page of a search; `offset` is the page's number. */
function found(all: unknown[], { offset, size }: Record<string, unknown>): Answer {
	const start = (offset as number) * (size as number);
	const end = start + (size as number);
	return ok({ hasMore: end < all.length, totalCount: all.length, list: all.slice(start, end) });
}

// Case does not matter [unverified]; DingTalk also finds pinyin, the sandbox does not.
const holds = (name: string, word: string): boolean =>
	name.toLowerCase().includes(word.toLowerCase());

/** `POST /v1.0/contact/users/search`: userIds only. */
export const searchUsers: Behaviour = ({ store }, { body }) => {
	const word = body.queryWord as string;
	const isExact = body.fullMatchField === 1;
	const hits = [...store.people.values()].filter(
		({ visible, name }) => visible && (isExact ? name === word : holds(name, word)),
	);
	return found(
		hits.map(({ userId }) => userId),
		body,
	);
};

/** `POST /v1.0/contact/departments/search`: numeric ids only. */
export const searchDepartments: Behaviour = ({ store }, { body }) => {
	const hits = [...store.departments.values()].filter(
		({ deptId, name }) =>
			isDepartmentVisible(store, deptId) && holds(name, body.queryWord as string),
	);
	return found(
		hits.map(({ deptId }) => idNumber(deptId)),
		body,
	);
};
