import { OAPI, TOKEN } from '../../../helpers/dingTalk.mts';
import { postApi, postOapi, refusal } from '../../../helpers/calls.mts';
import {
	CHILDREN,
	DEPARTMENT,
	GET_USER,
	NO_SCOPE,
	USER_LIST,
	planRefusal,
	planResult,
	planUser,
	wireUser,
} from '../../../helpers/contacts.mts';
import { allPages, callPicker, pickerError } from '../../../helpers/listSearch.mts';
import nock from 'nock';

const SEARCH = '/v1.0/contact/users/search';

const planSearch = (queryWord: string, offset: number, list: string[], hasMore = false) =>
	postApi(SEARCH, { queryWord, offset, size: 20 }, { hasMore, totalCount: 99, list });
const planName = (id: number, name = `D${id}`) =>
	planResult(DEPARTMENT, { dept_id: id }, { dept_id: id, name });
const planChildren = (parent: number, ids: number[]) =>
	planResult(
		CHILDREN,
		{ dept_id: parent },
		ids.map((id) => ({ dept_id: id, name: `D${id}`, parent_id: parent })),
	);
const planMembers = (
	departmentId: number,
	users: Array<Record<string, unknown>>,
	{ cursor = 0, next }: { cursor?: number; next?: number } = {},
) =>
	planResult(
		USER_LIST,
		{ dept_id: departmentId, cursor, size: 50 },
		{ has_more: next !== undefined, next_cursor: next, list: users },
	);

/** The root with these departments directly below, as the picker asks for it first. */
function planRoot(children: number[]) {
	planName(1, 'HQ');
	planChildren(1, children);
	planChildren(1, children);
}

test('finds people by name, with job title or department', async () => {
	planSearch('张', 0, ['a', 'b', 'c']);
	planUser('a', { title: '工程师' });
	planUser('b', { dept_id_list: [100, 1] });
	planUser('c', { dept_id_list: [100] });
	planName(100, '研发部');
	expect(await callPicker('searchUsers', { filter: ' 张 ' })).toEqual({
		results: [
			{ name: 'Name of a · 工程师', value: 'a' },
			{ name: 'Name of b · 研发部', value: 'b' },
			{ name: 'Name of c · 研发部', value: 'c' },
		],
	});
});

test('goes on with the next page of the search', async () => {
	planSearch('x', 0, ['a'], true);
	planSearch('x', 1, ['b'], true);
	planSearch('x', 2, ['c']);
	for (const userId of ['a', 'b', 'c']) planUser(userId, { title: 'T' });
	const pages = await allPages('searchUsers', { filter: 'x' });
	expect(pages.map((page) => page.map(({ value }) => value))).toEqual([['a'], ['b'], ['c']]);
});

test('shows the ID where DingTalk names the person no more', async () => {
	planSearch('x', 0, ['gone']);
	planRefusal(GET_USER, { userid: 'gone' }, 33012);
	const { results } = await callPicker('searchUsers', { filter: 'x' });
	expect(results).toEqual([{ name: 'gone', value: 'gone' }]);
});

test('lists nobody when nobody has such a name', async () => {
	planSearch('nobody', 0, []);
	expect(await callPicker('searchUsers', { filter: 'nobody' })).toEqual({ results: [] });
});

test('lists everybody without a filter, root department first, then down the tree', async () => {
	planRoot([100, 200]);
	planMembers(1, [wireUser('boss', { title: 'CEO' })]);
	planMembers(100, [wireUser('a'), wireUser('both', { dept_id_list: [100, 200] })]);
	planChildren(100, [110]);
	planMembers(200, [wireUser('both', { dept_id_list: [100, 200] }), wireUser('b')]);
	planChildren(200, []);
	planMembers(110, [wireUser('c')]);
	planChildren(110, []);
	expect(await callPicker('searchUsers')).toEqual({
		results: [
			{ name: 'Name of boss · CEO', value: 'boss' },
			{ name: 'Name of a · D100', value: 'a' },
			{ name: 'Name of both · D100', value: 'both' },
			{ name: 'Name of b · D200', value: 'b' },
			{ name: 'Name of c · D110', value: 'c' },
		],
	});
});

test('pages through large departments, and names nobody twice', async () => {
	const people = (prefix: string, count: number) =>
		Array.from({ length: count }, (_, index) => wireUser(`${prefix}${index}`));
	const both = wireUser('both', { dept_id_list: [1, 100] });
	planRoot([100]);
	planMembers(1, [...people('a', 49), both], { next: 50 });
	planMembers(1, people('b', 10), { cursor: 50 });
	planMembers(100, [both, ...people('c', 49)], { next: 50 });
	planChildren(100, []);
	planMembers(100, people('d', 3), { cursor: 50 });
	const pages = await allPages('searchUsers');
	expect(pages.map((page) => page.length)).toEqual([50, 59, 3]);
	const values = pages.flat().map(({ value }) => value);
	expect(new Set(values).size).toBe(values.length);
	expect(values[0]).toBe('a0');
});

test('looks on until it finds somebody, however many departments are empty', async () => {
	const ids = Array.from({ length: 60 }, (_, index) => 1000 + index);
	planRoot(ids);
	planMembers(1, []);
	for (const id of ids) {
		planMembers(id, id === 1059 ? [wireUser('last')] : []);
		planChildren(id, []);
	}
	const { results } = await callPicker('searchUsers');
	expect(results).toEqual([{ name: 'Name of last · D1059', value: 'last' }]);
});

test('begins with the visible part where the root department is out of range', async () => {
	planRefusal(DEPARTMENT, { dept_id: 1 }, 50004);
	planRefusal(CHILDREN, { dept_id: 1 }, 50004);
	nock(OAPI)
		.get('/auth/scopes')
		.query({ access_token: TOKEN })
		.reply(200, {
			errcode: 0,
			auth_org_scopes: { authed_dept: [100], authed_user: ['guest'] },
		});
	planName(100, 'Sales');
	planUser('guest', { title: 'Guest' });
	planMembers(100, [wireUser('a')]);
	planChildren(100, []);
	const { results } = await callPicker('searchUsers');
	expect(results).toEqual([
		{ name: 'Name of guest · Guest', value: 'guest' },
		{ name: 'Name of a · Sales', value: 'a' },
	]);
});

test('looks up 20 people per page who are visible by themselves, then goes on down', async () => {
	const guests = Array.from({ length: 45 }, (_, index) => `guest${index}`);
	planRefusal(DEPARTMENT, { dept_id: 1 }, 50004);
	planRefusal(CHILDREN, { dept_id: 1 }, 50004);
	nock(OAPI)
		.get('/auth/scopes')
		.query(true)
		.reply(200, { errcode: 0, auth_org_scopes: { authed_dept: [100], authed_user: guests } });
	planName(100, 'Sales');
	for (const userId of guests) planUser(userId, { title: 'Guest' });
	planMembers(100, [wireUser('guest0'), wireUser('a')]);
	planChildren(100, []);
	const pages = await allPages('searchUsers');
	expect(pages.map((page) => page.length)).toEqual([20, 20, 6]);
	expect(pages.flat().map(({ value }) => value)).toEqual([...guests, 'a']);
});

test('says which permission is missing, in place of an empty list', async () => {
	postApi(
		SEARCH,
		{ queryWord: 'x', offset: 0, size: 20 },
		{
			...refusal('Forbidden.AccessDenied.AccessTokenPermissionDenied'),
			accessdenieddetail: { requiredScopes: ['qyapi_addresslist_search'] },
		},
		403,
	);
	const error = await pickerError('searchUsers', { filter: 'x' });
	expect(error.name).toBe('NodeApiError');
	expect(error.message).toBe('The app lacks a permission for this call: qyapi_addresslist_search');
	expect(error.description).toContain("'Permission Management'");
});

test('says so too when the departments may not be read, or the people found', async () => {
	postOapi(DEPARTMENT, { dept_id: 1 }, NO_SCOPE);
	postOapi(CHILDREN, { dept_id: 1 }, NO_SCOPE);
	expect((await pickerError('searchUsers')).message).toContain('The app lacks a permission');
	planSearch('x', 0, ['a']);
	postOapi(GET_USER, { userid: 'a' }, NO_SCOPE);
	const error = await pickerError('searchUsers', { filter: 'x' });
	expect(error.message).toContain('The app lacks a permission');
});
