import type { INode } from 'n8n-workflow';
import nock from 'nock';

import { postApi, postOapi, refusedInput } from '../../../helpers/calls.mts';
import { API, OAPI, runDingTalk } from '../../../helpers/dingTalk.mts';

const form = { resource: 'apiRequest', operation: 'send', returnAll: true };
const get = { ...form, path: '/v1.0/list' };
const post = { ...form, method: 'POST', bodyContentType: 'json' };
const idsOf = async (parameters: object) => {
	const { items, error } = await runDingTalk({ parameters: parameters as INode['parameters'] });
	expect(error).toBeUndefined();
	return items.map(({ json }) => json.id);
};
const list = (...ids: number[]) => ids.map((id) => ({ id }));

test('follows a token in the query', async () => {
	const plan = (query: object, answer: object) =>
		nock(API)
			.get('/v1.0/list')
			.query(query as never)
			.reply(200, answer);
	plan({ maxResults: '2' }, { list: list(1, 2), nextToken: 't2', hasMore: true });
	plan({ maxResults: '2', nextToken: 't2' }, { list: list(3), nextToken: '', hasMore: false });
	const ids = await idsOf({
		...get,
		queryParameters: { parameter: [{ name: 'maxResults', value: '2' }] },
		pagination: 'token',
		itemsPath: 'list',
		hasMorePath: 'hasMore',
	});
	expect(ids).toEqual([1, 2, 3]);
});

test('follows a cursor beyond 2^53 in the body', async () => {
	postOapi(
		'/topapi/list',
		{ size: 2, cursor: 0 },
		{
			errcode: 0,
			result: { list: list(1, 2), next_cursor: '9007199254740993', has_more: true },
		},
	);
	postOapi(
		'/topapi/list',
		{ size: 2, cursor: '9007199254740993' },
		{
			errcode: 0,
			result: { list: list(3), has_more: false },
		},
	);
	const ids = await idsOf({
		...post,
		path: '/topapi/list',
		jsonBody: '{"size": 2, "cursor": 0}',
		pagination: 'token',
		pageParameter: 'cursor',
		pagePlace: 'body',
		nextPath: 'result.next_cursor',
		hasMorePath: 'result.has_more',
	});
	expect(ids).toEqual([1, 2, 3]);
});

test('counts an offset in items from the first page given', async () => {
	for (const [offset, ids] of [
		[10, [1, 2]],
		[12, [3]],
		[13, []],
	] as Array<[number, number[]]>) {
		postOapi('/topapi/list', { limit: 2, offset }, { errcode: 0, result: { list: list(...ids) } });
	}
	const ids = await idsOf({
		...post,
		path: '/topapi/list',
		jsonBody: { limit: 2 },
		pagination: 'offset',
		pageParameter: 'offset',
		pagePlace: 'body',
		firstPage: 10,
	});
	expect(ids).toEqual([1, 2, 3]);
});

test('counts page numbers until the answer says the end, as text too', async () => {
	postApi(
		'/v1.0/list',
		{ pageSize: 2, pageNumber: 1 },
		{ data: { rows: list(1, 2) }, hasMore: 'true' },
	);
	postApi(
		'/v1.0/list',
		{ pageSize: 2, pageNumber: 2 },
		{ data: { rows: list(3) }, hasMore: 'false' },
	);
	const ids = await idsOf({
		...post,
		path: '/v1.0/list',
		jsonBody: { pageSize: 2 },
		pagination: 'pageNumber',
		pageParameter: 'pageNumber',
		pagePlace: 'body',
		firstPage: 1,
		itemsPath: 'data.rows',
		hasMorePath: 'hasMore',
	});
	expect(ids).toEqual([1, 2, 3]);
});

test('stops at the limit and at a token that comes again', async () => {
	nock(API)
		.get('/v1.0/list')
		.query({})
		.reply(200, { list: list(1, 2, 3), nextToken: 'same' });
	const cut = await idsOf({
		...get,
		returnAll: false,
		limit: 2,
		pagination: 'token',
		itemsPath: 'list',
	});
	expect(cut).toEqual([1, 2]);

	nock(API)
		.get('/v1.0/list')
		.query({})
		.reply(200, { list: list(1), nextToken: 'same' });
	nock(API)
		.get('/v1.0/list')
		.query({ nextToken: 'same' })
		.reply(200, { list: list(2), nextToken: 'same' });
	expect(await idsOf({ ...get, pagination: 'token', itemsPath: 'list' })).toEqual([1, 2]);
});

test('names the path that leads to no list', async () => {
	nock(OAPI)
		.get('/list')
		.query(true)
		.reply(200, { errcode: 0, result: { list: 'x' } });
	const { error } = await runDingTalk({
		parameters: { ...form, path: '/list', pagination: 'token' },
	});
	expect(error?.message).toBe("'Path to Items' leads to no list: result.list");
});

test.each<[string, object, RegExp]>([
	[
		'a page parameter in a body that is none',
		{ ...get, pagination: 'token', pagePlace: 'body' },
		/'Page Parameter Is In' is 'Body', and the body is no JSON object/,
	],
	[
		'a page parameter in a body that is a list',
		{ ...post, path: '/x', jsonBody: '[]', pagination: 'token', pagePlace: 'body' },
		/'Page Parameter Is In' is 'Body', and the body is no JSON object/,
	],
	[
		'a limit of 1.5',
		{ ...get, returnAll: false, limit: '={{ 1.5 }}', pagination: 'token' },
		/'Limit' is not a whole number from 1 up: 1.5/,
	],
	[
		'a first page in words',
		{ ...get, pagination: 'offset', firstPage: '={{ "one" }}' },
		/'First Page' is not a number: one/,
	],
])('refuses %s before anything is sent', async (_name, parameters, wanted) => {
	expect((await refusedInput({ parameters: parameters as never })).message).toMatch(wanted);
});
