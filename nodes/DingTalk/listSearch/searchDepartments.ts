import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { fetchChildren } from '../../shared/contacts/departments';
import type { Directory } from '../../shared/contacts/resolve';
import { createDirectory, isAbsent } from '../../shared/contacts/resolve';
import { searchDepartmentIds } from '../../shared/contacts/search';
import { fetchVisibleRoots } from '../../shared/contacts/visible';
import { CONCURRENT_LOOKUPS, runInOrder } from '../../shared/run/runInOrder';
import type { DingTalkApi } from '../../shared/transport/api';
import { createApi } from '../../shared/transport/api';
import type { Place, Visit } from '../../shared/listSearch/browse';
import { browse, browseOn, labelOf } from '../../shared/listSearch/browse';

/** One lookup per name follows, and DingTalk allows 20 of them per second. */
const FOUND_PER_PAGE = 20;

/** Departments by name; without a filter the whole tree, root first. Throws what DingTalk refuses. */
export async function searchDepartments(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const api = await createApi(this);
	const query = filter?.trim() ?? '';
	if (query !== '') return await findDepartments(api, query, Number(paginationToken ?? 0));
	const visit = async (place: Place) => await readChildren(api, place);
	if (paginationToken) return await browseOn(paginationToken, visit);
	const { departments } = await fetchVisibleRoots(api);
	const roots = departments.map(({ departmentId, name }) => ({ name, value: departmentId }));
	return await browse(departments, visit, roots);
}

async function findDepartments(
	api: DingTalkApi,
	query: string,
	offset: number,
): Promise<INodeListSearchResult> {
	const directory = createDirectory(api);
	const { items, hasMore } = await searchDepartmentIds(api, query, {
		offset,
		size: FOUND_PER_PAGE,
	});
	const results = await runInOrder(items, {
		concurrency: CONCURRENT_LOOKUPS,
		keysOf: () => [],
		run: async (departmentId) => await describe(api, directory, departmentId),
	});
	return {
		results,
		...(hasMore && items.length > 0 ? { paginationToken: String(offset + 1) } : {}),
	};
}

async function describe(
	api: DingTalkApi,
	directory: Directory,
	departmentId: string,
): Promise<INodeListSearchItems> {
	const outcome = await directory.department(departmentId);
	if (!outcome.ok) {
		if (isAbsent(outcome.failure)) return { name: departmentId, value: departmentId };
		throw api.toError(outcome.failure);
	}
	const { name, parent_id: parentId } = outcome.value;
	if (!parentId) return { name, value: departmentId };
	const parent = await directory.department(String(parentId));
	// Without it the name is still there.
	return { name: labelOf(name, parent.ok ? parent.value.name : undefined), value: departmentId };
}

/** Departments may share a name, such as "Sales", so the parent goes with it. */
async function readChildren(api: DingTalkApi, place: Place): Promise<Visit> {
	const children = await fetchChildren(api, place.departmentId);
	const next = children.map(({ dept_id, name }) => ({ departmentId: String(dept_id), name }));
	return {
		results: next.map(({ departmentId, name }) => ({
			name: labelOf(name, place.name),
			value: departmentId,
		})),
		next,
	};
}
