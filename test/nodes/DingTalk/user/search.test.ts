import {
	NOTHING,
	expectFailureHandling,
	itemsOf,
	pairs,
	postApi,
	refusal,
	refusedInput,
} from '../../../helpers/calls.mts';
import { GET_USER, planRefusal, planUser, wireUser } from '../../../helpers/contacts.mts';
import { runDingTalk } from '../../../helpers/dingTalk.mts';

const SEARCH = '/v1.0/contact/users/search';
const form = {
	resource: 'user',
	operation: 'search',
	query: '={{ $json.query }}',
	returnAll: true,
};

const planSearch = (queryWord: string, offset: number, list: string[], hasMore = false) =>
	postApi(SEARCH, { queryWord, offset, size: 50 }, { hasMore, totalCount: 3, list });

test('finds people page by page, counted in pages, and looks each up', async () => {
	planSearch('张', 0, ['a', 'b'], true);
	planSearch('张', 1, ['c']);
	for (const userId of ['a', 'b', 'c']) planUser(userId);
	const { items, error } = await runDingTalk({
		parameters: form,
		input: itemsOf({ query: ' 张 ' }),
	});
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json.name)).toEqual(['Name of a', 'Name of b', 'Name of c']);
	expect(pairs(items)).toEqual([0, 0, 0]);
});

test('looks no more people up than the limit allows', async () => {
	planSearch('x', 0, ['a', 'b', 'c'], true);
	planUser('a');
	const { items } = await runDingTalk({
		parameters: { ...form, returnAll: false, limit: 1, simplify: false },
		input: itemsOf({ query: 'x' }),
	});
	expect(items.map(({ json }) => json)).toEqual([wireUser('a')]);
});

test('looks a person up once, in whatever items found', async () => {
	planSearch('x', 0, ['a', 'b']);
	planSearch('y', 0, ['b', 'a']);
	planUser('a');
	planUser('b');
	const { items } = await runDingTalk({
		parameters: form,
		input: itemsOf({ query: 'x' }, { query: 'y' }),
	});
	expect(items.map(({ json }) => json.userId)).toEqual(['a', 'b', 'b', 'a']);
	expect(pairs(items)).toEqual([0, 0, 1, 1]);
});

test('keeps the ID of a person that cannot be looked up', async () => {
	planSearch('x', 0, ['gone', 'a']);
	planRefusal(GET_USER, { userid: 'gone' }, 50002);
	planUser('a');
	const { items } = await runDingTalk({ parameters: form, input: itemsOf({ query: 'x' }) });
	expect(items[0].json).toEqual({ userId: 'gone' });
	expect(items[1].json.name).toBe('Name of a');
});

test('returns no item when nobody has such a name', async () => {
	planSearch('nobody', 0, []);
	const { items, error } = await runDingTalk({
		parameters: form,
		input: itemsOf({ query: 'nobody' }),
	});
	expect(error).toBeUndefined();
	expect(items).toEqual([]);
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectFailureHandling(
		{ parameters: form, input: itemsOf({ query: 'a' }, { query: 'b' }, { query: 'c' }) },
		() => {
			planSearch('a', 0, ['a']);
			planUser('a');
			postApi(
				SEARCH,
				{ queryWord: 'b', offset: 0, size: 50 },
				{
					...refusal('Forbidden.AccessDenied.AccessTokenPermissionDenied'),
					accessdenieddetail: { requiredScopes: ['qyapi_addresslist_search'] },
				},
				403,
			);
			planSearch('c', 0, ['c']);
			planUser('c');
		},
		/The app lacks a permission for this call: qyapi_addresslist_search/,
	);
});

test('refuses an empty query before anything is sent', async () => {
	const { message } = await refusedInput({ parameters: { ...form, query: NOTHING } });
	expect(message).toBe("'Query' is empty");
});
