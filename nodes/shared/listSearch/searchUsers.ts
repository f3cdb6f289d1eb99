import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { fetchChildren } from '../contacts/departments';
import type { Directory } from '../contacts/resolve';
import { createDirectory, isAbsent } from '../contacts/resolve';
import { searchUserIds } from '../contacts/search';
import type { WireUser } from '../contacts/users';
import { fetchMembers } from '../contacts/users';
import { fetchVisibleRoots } from '../contacts/visible';
import { CONCURRENT_LOOKUPS, runInOrder } from '../run/runInOrder';
import type { DingTalkApi } from '../transport/api';
import { createApi } from '../transport/api';
import type { Place, Visit } from './browse';
import { browse, browseOn, labelOf } from './browse';

/** One lookup per name follows, and DingTalk allows 20 of them per second. */
const FOUND_PER_PAGE = 20;
const MEMBERS_PER_PAGE = 50;

/** People by name; without a filter all the app may see, root department first. Throws what DingTalk refuses. */
export async function searchUsers(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const api = await createApi(this);
	const directory = createDirectory(api);
	const query = filter?.trim() ?? '';
	if (query !== '') return await findPeople(api, directory, query, Number(paginationToken ?? 0));
	const visit = async (place: Place) =>
		place.userIds
			? await readPeople(api, directory, place, place.userIds)
			: await readMembers(api, place);
	if (paginationToken) return await browseOn(paginationToken, visit);
	const { departments, userIds } = await fetchVisibleRoots(api);
	const people: Place[] = userIds.length > 0 ? [{ departmentId: '', name: '', userIds }] : [];
	return await browse([...people, ...departments], visit);
}

/** The next of the people who are visible by themselves. */
async function readPeople(
	api: DingTalkApi,
	directory: Directory,
	place: Place,
	userIds: string[],
): Promise<Visit> {
	const here = userIds.slice(0, FOUND_PER_PAGE);
	const rest = userIds.slice(FOUND_PER_PAGE);
	return {
		results: await describeAll(api, directory, here),
		next: rest.length > 0 ? [{ ...place, userIds: rest }] : [],
		// Their departments may be visible too.
		recurring: here,
		isPageFull: rest.length > 0,
	};
}

async function findPeople(
	api: DingTalkApi,
	directory: Directory,
	query: string,
	offset: number,
): Promise<INodeListSearchResult> {
	const { items, hasMore } = await searchUserIds(api, query, { offset, size: FOUND_PER_PAGE });
	return {
		results: await describeAll(api, directory, items),
		...(hasMore && items.length > 0 ? { paginationToken: String(offset + 1) } : {}),
	};
}

async function readMembers(api: DingTalkApi, place: Place): Promise<Visit> {
	const { departmentId, name, cursor } = place;
	const [page, children] = await Promise.all([
		fetchMembers(api, departmentId, { cursor: cursor ?? 0, size: MEMBERS_PER_PAGE }),
		// Known since the department's first page.
		cursor === undefined ? fetchChildren(api, departmentId) : [],
	]);
	const rest = page.hasMore && page.next ? [{ departmentId, name, cursor: page.next }] : [];
	const below = children.map((child) => ({
		departmentId: String(child.dept_id),
		name: child.name,
	}));
	return {
		results: page.items.map((user) => toItem(user, name)),
		next: [...rest, ...below],
		recurring: page.items
			.filter(({ dept_id_list: ids = [] }) => ids.length > 1)
			.map(({ userid }) => userid),
	};
}

const describeAll = async (api: DingTalkApi, directory: Directory, userIds: string[]) =>
	await runInOrder(userIds, {
		concurrency: CONCURRENT_LOOKUPS,
		keysOf: () => [],
		run: async (userId) => await describe(api, directory, userId),
	});

async function describe(
	api: DingTalkApi,
	directory: Directory,
	userId: string,
): Promise<INodeListSearchItems> {
	const outcome = await directory.user(userId);
	if (!outcome.ok) {
		if (isAbsent(outcome.failure)) return { name: userId, value: userId };
		throw api.toError(outcome.failure);
	}
	const { title, dept_id_list: departmentIds = [] } = outcome.value;
	if (title || departmentIds.length === 0) return toItem(outcome.value);
	const department = await directory.department(String(departmentIds[0]));
	// Without it the name is still there.
	return toItem(outcome.value, department.ok ? department.value.name : undefined);
}

/** Two people may share a name, so the job title or the department goes with it. */
const toItem = (user: WireUser, departmentName?: string): INodeListSearchItems => ({
	name: labelOf(user.name || user.userid, user.title || departmentName),
	value: user.userid,
});
