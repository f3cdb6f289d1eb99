import { postApi, postOapi } from '../../../helpers/calls.mts';
import {
	CHILDREN,
	DEPARTMENT,
	NO_SCOPE,
	planRefusal,
	planResult,
} from '../../../helpers/contacts.mts';
import { allPages, callPicker, pickerError } from '../../../helpers/listSearch.mts';

const SEARCH = '/v1.0/contact/departments/search';

const planSearch = (queryWord: string, offset: number, list: number[], hasMore = false) =>
	postApi(SEARCH, { queryWord, offset, size: 20 }, { hasMore, totalCount: 99, list });
const planDepartment = (id: number, name: string, parentId?: number) =>
	planResult(DEPARTMENT, { dept_id: id }, { dept_id: id, name, parent_id: parentId });
const planChildren = (parent: number, ids: number[]) =>
	planResult(
		CHILDREN,
		{ dept_id: parent },
		ids.map((id) => ({ dept_id: id, name: `D${id}`, parent_id: parent })),
	);

test('finds departments by name, with the department above, asked for once', async () => {
	planSearch('组', 0, [110, 120]);
	planDepartment(110, '平台组', 100);
	planDepartment(120, '质量组', 100);
	planDepartment(100, '研发部', 1);
	expect(await callPicker('searchDepartments', { filter: '组' })).toEqual({
		results: [
			{ name: '平台组 · 研发部', value: '110' },
			{ name: '质量组 · 研发部', value: '120' },
		],
	});
});

test('goes on with the next page, and shows the ID where there is no name', async () => {
	planSearch('x', 0, [1], true);
	planDepartment(1, 'HQ');
	planSearch('x', 1, [800]);
	planRefusal(DEPARTMENT, { dept_id: 800 }, 50004);
	const pages = await allPages('searchDepartments', { filter: 'x' });
	expect(pages).toEqual([[{ name: 'HQ', value: '1' }], [{ name: '800', value: '800' }]]);
});

test('lists the tree without a filter, root first', async () => {
	planDepartment(1, 'HQ');
	planChildren(1, [100, 200]);
	planChildren(1, [100, 200]);
	planChildren(100, [110]);
	planChildren(200, []);
	planChildren(110, []);
	const { results, paginationToken } = await callPicker('searchDepartments');
	expect(results).toEqual([
		{ name: 'HQ', value: '1' },
		{ name: 'D100 · HQ', value: '100' },
		{ name: 'D200 · HQ', value: '200' },
		{ name: 'D110 · D100', value: '110' },
	]);
	expect(paginationToken).toBeUndefined();
});

test('pages through a wide tree and lists each department once', async () => {
	const ids = Array.from({ length: 70 }, (_, index) => 1000 + index);
	planDepartment(1, 'HQ');
	planChildren(1, ids);
	planChildren(1, ids);
	ids.forEach((id) => planChildren(id, id === 1069 ? [5000] : []));
	planChildren(5000, []);
	const values = (await allPages('searchDepartments')).flat().map(({ value }) => value);
	expect(values).toEqual(['1', ...ids.map(String), '5000']);
});

test('says which permission is missing, in place of an empty list', async () => {
	postOapi(DEPARTMENT, { dept_id: 1 }, NO_SCOPE);
	postOapi(CHILDREN, { dept_id: 1 }, NO_SCOPE);
	const error = await pickerError('searchDepartments');
	expect(error.name).toBe('NodeApiError');
	expect(error.message).toBe('The app lacks a permission for this call: qyapi_get_member');
});
