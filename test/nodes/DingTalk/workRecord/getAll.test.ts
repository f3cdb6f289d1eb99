import type { INode } from 'n8n-workflow';
import nock from 'nock';

import {
	NOTHING,
	expectFailureHandling,
	itemsOf,
	pairs,
	postOapi,
	refusedInput,
} from '../../../helpers/calls.mts';
import { OAPI, TOKEN, runDingTalk } from '../../../helpers/dingTalk.mts';

const PATH = '/topapi/workrecord/getbyuserid';
const form = { resource: 'workRecord', operation: 'getAll', userId: 'u1' };
const MAY = Date.UTC(2026, 4, 1);
const HOUR = 3_600_000;
const wire = (index: number) => ({
	record_id: `r${index}`,
	create_time: MAY + index * HOUR,
	title: `Task ${index}`,
	url: `https://example.com/${index}`,
	forms: [{ title: 'Due', content: 'Friday' }],
});
const page = (from: number, to: number, hasMore: boolean) => ({
	errcode: 0,
	records: {
		has_more: hasMore,
		list: Array.from({ length: to - from }, (_, index) => wire(from + index)),
	},
});
/** Plans 120 records in three pages, of which the first `count` are asked for. */
const planPages = (count: number, status = 0) => {
	const pages = [page(0, 50, true), page(50, 100, true), page(100, 120, false)];
	for (const [index, answer] of pages.slice(0, count).entries()) {
		postOapi(PATH, { userid: 'u1', status, offset: index * 50, limit: 50 }, answer);
	}
};
const idsOf = async (parameters: object, input?: Array<{ json: object }>) => {
	const { items, error } = await runDingTalk({
		parameters: { ...form, ...parameters } as INode['parameters'],
		input: input as never,
	});
	expect(error).toBeUndefined();
	return items.map(({ json }) => json.recordId);
};

test('lists open records, by default 50', async () => {
	planPages(1);
	const { items } = await runDingTalk({ parameters: form });
	expect(items).toHaveLength(50);
	expect(items[1]).toEqual({
		json: {
			recordId: 'r1',
			userId: 'u1',
			status: 'open',
			title: 'Task 1',
			url: 'https://example.com/1',
			createTime: '2026-05-01T01:00:00.000Z',
			createTimeMs: MAY + HOUR,
			formItems: [{ title: 'Due', content: 'Friday' }],
		},
		pairedItem: { item: 0 },
	});
});

test('pages by offset until the limit', async () => {
	planPages(2, 1);
	expect(await idsOf({ status: 'done', limit: 70 })).toHaveLength(70);
});

test('returns all pages', async () => {
	planPages(3);
	expect(await idsOf({ returnAll: true })).toHaveLength(120);
});

test('returns nothing for a person without records', async () => {
	postOapi(PATH, undefined, { errcode: 0, records: { has_more: false } });
	expect(await idsOf({ returnAll: true })).toEqual([]);
});

test.each<[string, unknown, unknown]>([
	['ISO dates with offset', '2026-05-01T10:00:00+08:00', '2026-05-01T04:00:00Z'],
	['milliseconds', MAY + 2 * HOUR, String(MAY + 4 * HOUR)],
	[
		'luxon dates',
		`={{ DateTime.fromMillis(${MAY + 2 * HOUR}) }}`,
		`={{ DateTime.fromMillis(${MAY + 4 * HOUR}) }}`,
	],
	['JavaScript dates', `={{ new Date(${MAY + 2 * HOUR}) }}`, `={{ new Date(${MAY + 4 * HOUR}) }}`],
	// The workflow of the tests has the zone America/New_York: UTC-4 in May.
	['dates of the picker, in the zone of the workflow', '2026-04-30T22:00:00', '2026-05-01 00:00'],
])('filters by %s: from included, until excluded', async (_name, createdFrom, createdUntil) => {
	postOapi(PATH, undefined, page(0, 10, false));
	expect(await idsOf({ filters: { createdFrom, createdUntil } })).toEqual(['r2', 'r3']);
});

test('counts only what passes the filter towards the limit', async () => {
	planPages(3);
	const filters = { createdFrom: MAY + 99 * HOUR };
	expect(await idsOf({ limit: 2, filters })).toEqual(['r99', 'r100']);
});

test('lists for several people and pairs the records', async () => {
	for (const id of ['a', 'b']) {
		postOapi(PATH, (body) => body.userid === id, page(0, 2, false));
	}
	const { items } = await runDingTalk({
		parameters: { ...form, userId: '={{ $json.id }}' },
		input: itemsOf({ id: 'a' }, { id: 'b' }),
	});
	expect(pairs(items)).toEqual([0, 0, 1, 1]);
	expect(items.map(({ json }) => json.userId)).toEqual(['a', 'a', 'b', 'b']);
});

test('repeats a page whose connection broke: reading twice does no harm', async () => {
	nock(OAPI)
		.post(PATH)
		.query({ access_token: TOKEN })
		.replyWithError(Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }));
	postOapi(PATH, undefined, page(0, 1, false));
	expect(await idsOf({})).toEqual(['r0']);
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectFailureHandling(
		{
			parameters: { ...form, userId: '={{ $json.id }}' },
			input: itemsOf({ id: 'a' }, { id: 'b' }, { id: 'c' }),
		},
		() => {
			postOapi(PATH, (body) => body.userid === 'a', page(0, 1, false));
			postOapi(PATH, (body) => body.userid === 'b', {
				errcode: 88,
				sub_code: '60011',
				sub_msg: '',
			});
			postOapi(PATH, (body) => body.userid === 'c', page(0, 1, false));
		},
		/DingTalk has closed this API to new apps/,
	);
});

test.each<[string, object, RegExp]>([
	['no person', { userId: NOTHING }, /'User' is empty/],
	[
		'an unknown status',
		{ status: '={{ "late" }}' },
		/'Status' is 'late', which is no option of it/,
	],
	['a limit of 0', { limit: '={{ 0 }}' }, /'Limit' is not a whole number from 1 up: 0/],
	['a limit in words', { limit: '={{ "many" }}' }, /'Limit' is not a whole number from 1 up: many/],
	[
		'a bad date',
		{ filters: { createdFrom: '={{ "soon" }}' } },
		/'Created From' is not a date: soon/,
	],
	[
		'dates the wrong way round',
		{ filters: { createdFrom: '2026-05-02T00:00:00Z', createdUntil: '2026-05-01T00:00:00Z' } },
		/'Created From' is not before 'Created Until'/,
	],
])('refuses %s before anything is sent', async (_name, parameters, wanted) => {
	const { message } = await refusedInput({ parameters: { ...form, ...parameters } });
	expect(message).toMatch(wanted);
});
