import {
	NOTHING,
	expectFailureHandling,
	itemsOf,
	pairs,
	postApi,
	refusal,
	refusedInput,
} from '../../../helpers/calls.mts';
import { DEPARTMENT, planRefusal, planResult } from '../../../helpers/contacts.mts';
import { runDingTalk } from '../../../helpers/dingTalk.mts';

const SEARCH = '/v1.0/contact/departments/search';
const form = {
	resource: 'department',
	operation: 'search',
	query: '={{ $json.query }}',
	returnAll: true,
};

const planSearch = (queryWord: string, offset: number, list: number[], hasMore = false) =>
	postApi(SEARCH, { queryWord, offset, size: 50 }, { hasMore, totalCount: 3, list });
const planDepartment = (id: number) =>
	planResult(DEPARTMENT, { dept_id: id }, { dept_id: id, name: `D${id}`, parent_id: 1 });

test('finds departments page by page and looks each up', async () => {
	planSearch('研发', 0, [100, 200], true);
	planSearch('研发', 1, [300]);
	[100, 200, 300].forEach(planDepartment);
	const { items, error } = await runDingTalk({
		parameters: form,
		input: itemsOf({ query: '研发' }),
	});
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => [json.departmentId, json.name, json.parentId])).toEqual([
		['100', 'D100', '1'],
		['200', 'D200', '1'],
		['300', 'D300', '1'],
	]);
	expect(pairs(items)).toEqual([0, 0, 0]);
});

test('stops at the limit, and returns what DingTalk says when Simplify is off', async () => {
	planSearch('x', 0, [100, 200], true);
	planDepartment(100);
	const { items } = await runDingTalk({
		parameters: { ...form, returnAll: false, limit: 1, simplify: false },
		input: itemsOf({ query: 'x' }),
	});
	expect(items.map(({ json }) => json)).toEqual([{ dept_id: 100, name: 'D100', parent_id: 1 }]);
});

test('keeps the ID of a department that cannot be looked up', async () => {
	planSearch('x', 0, [800]);
	planRefusal(DEPARTMENT, { dept_id: 800 }, 50004);
	const { items } = await runDingTalk({ parameters: form, input: itemsOf({ query: 'x' }) });
	expect(items[0].json).toEqual({ departmentId: '800' });
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectFailureHandling(
		{ parameters: form, input: itemsOf({ query: 'a' }, { query: 'b' }, { query: 'c' }) },
		() => {
			planSearch('a', 0, [1]);
			planDepartment(1);
			postApi(SEARCH, { queryWord: 'b', offset: 0, size: 50 }, refusal('parameter.error'), 400);
			planSearch('c', 0, [3]);
			planDepartment(3);
		},
		/DingTalk finds the request faulty/,
	);
});

test('refuses an empty query before anything is sent', async () => {
	const { message } = await refusedInput({ parameters: { ...form, query: NOTHING } });
	expect(message).toBe("'Query' is empty");
});
