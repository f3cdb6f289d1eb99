import type { IDataObject } from 'n8n-workflow';

import {
	expectFailureHandling,
	itemsOf,
	pairs,
	postOapi,
	refusedInput,
} from '../../../helpers/calls.mts';
import { runDingTalk, type DingTalkRun } from '../../../helpers/dingTalk.mts';

const PATH = '/topapi/report/list';
const MAY = Date.UTC(2026, 4, 1);
const DAY = 86_400_000;
const form = {
	resource: 'report',
	operation: 'getAll',
	from: '2026-05-01T00:00:00Z',
	until: '2026-05-08T00:00:00Z',
};
const wire = (days: number, more: IDataObject = {}) => ({
	report_id: `r${days}`,
	template_name: '日报',
	creator_id: 'u1',
	creator_name: '李娜',
	dept_name: '研发部',
	create_time: MAY + days * DAY,
	modified_time: MAY + days * DAY,
	contents: [
		{ key: 'Tomorrow', value: 'Rest', type: '1', sort: '1' },
		{ key: 'Today', value: 'Work', type: '1', sort: '0' },
		{ key: 'Today', value: 'More work', type: '1', sort: '2' },
	],
	remark: '',
	...more,
});
const answer = (data_list: object[], next_cursor?: number) => ({
	errcode: 0,
	result: { data_list, has_more: next_cursor !== undefined, next_cursor, size: 20 },
});
const asked = (from: number, until: number, more: IDataObject = {}) => ({
	start_time: MAY + from * DAY,
	end_time: MAY + until * DAY,
	cursor: 0,
	size: 20,
	...more,
});
const run = async (parameters: object, more: Partial<DingTalkRun> = {}) => {
	const { items, error } = await runDingTalk({
		parameters: { ...form, ...parameters } as DingTalkRun['parameters'],
		...more,
	});
	expect(error).toBeUndefined();
	return items;
};

test('lists reports with what they say by the names of the fields, in their order', async () => {
	postOapi(PATH, asked(0, 7), answer([wire(1)]));
	const items = await run({});
	expect(items).toEqual([
		{
			json: {
				reportId: 'r1',
				templateName: '日报',
				creatorId: 'u1',
				creatorName: '李娜',
				deptName: '研发部',
				createTime: '2026-05-01T20:00:00-04:00',
				modifiedTime: '2026-05-01T20:00:00-04:00',
				contents: { Today: 'Work', Tomorrow: 'Rest', 'Today 2': 'More work' },
				remark: '',
			},
			pairedItem: { item: 0 },
		},
	]);
	expect(Object.keys(items[0].json.contents as object)).toEqual(['Today', 'Tomorrow', 'Today 2']);
});

test('gives what DingTalk says without Simplify', async () => {
	postOapi(PATH, undefined, answer([wire(1)]));
	expect(await run({ simplify: false })).toEqual([{ json: wire(1), pairedItem: { item: 0 } }]);
});

test('filters by template, creators and when the report was changed', async () => {
	const filters = {
		templateName: '日报',
		creators: { list: [{ ids: 'u1,u2' }] },
		modifiedFrom: '2026-05-02T00:00:00Z',
		modifiedUntil: '2026-05-03T00:00:00Z',
	};
	for (const userid of ['u1', 'u2']) {
		const more = {
			template_name: '日报',
			userid,
			modified_start_time: MAY + DAY,
			modified_end_time: MAY + 2 * DAY,
		};
		postOapi(PATH, asked(0, 7, more), answer([wire(1, { creator_id: userid })]));
	}
	const items = await run({ filters });
	expect(items.map(({ json }) => json.creatorId)).toEqual(['u1', 'u2']);
});

test('walks pages by cursor', async () => {
	const page = Array.from({ length: 20 }, () => wire(1));
	postOapi(PATH, asked(0, 7), answer(page, 20));
	postOapi(PATH, asked(0, 7, { cursor: 20 }), answer([wire(2)]));
	expect(await run({ returnAll: true })).toHaveLength(21);
});

test('walks spans over 180 days in windows; what lies between two comes once', async () => {
	postOapi(PATH, asked(0, 180), answer([wire(0), wire(180)]));
	postOapi(PATH, asked(180, 200), answer([wire(180), wire(199), wire(200)]));
	const until = new Date(MAY + 200 * DAY).toISOString();
	const items = await run({ until, returnAll: true });
	expect(items.map(({ json }) => json.reportId)).toEqual(['r0', 'r180', 'r199']);
});

test('asks no further than the limit', async () => {
	postOapi(PATH, asked(0, 180), answer([wire(1), wire(2), wire(3)], 20));
	expect(await run({ limit: 2, until: '2027-05-01' })).toHaveLength(2);
});

test('pairs the reports of several items', async () => {
	for (const id of ['a', 'b'])
		postOapi(PATH, (body) => body.userid === id, answer([wire(1), wire(2)]));
	const items = await run(
		{ filters: { creators: { list: [{ ids: '={{ $json.id }}' }] } } },
		{ input: itemsOf({ id: 'a' }, { id: 'b' }) },
	);
	expect(pairs(items)).toEqual([0, 0, 1, 1]);
});

test('goes on after a failing item when told so, and names it when not', async () => {
	const filters = { creators: { list: [{ ids: '={{ $json.id }}' }] } };
	await expectFailureHandling(
		{ parameters: { ...form, filters }, input: itemsOf({ id: 'a' }, { id: 'b' }, { id: 'c' }) },
		() => {
			for (const id of ['a', 'b', 'c']) {
				postOapi(
					PATH,
					(body) => body.userid === id,
					id === 'b' ? { errcode: 88, sub_code: '60011', sub_msg: '' } : answer([wire(1)]),
				);
			}
		},
		/permission/,
	);
});

test.each<[string, object, RegExp]>([
	['a bad date', { from: '={{ "soon" }}' }, /'From' is not a date: soon/],
	['an empty range', { until: form.from }, /'From' is not before 'Until'/],
	[
		'changes in an empty range',
		{ filters: { modifiedFrom: '2026-05-02', modifiedUntil: '2026-05-01' } },
		/'Modified From' is not before 'Modified Until'/,
	],
	['a limit of 0', { limit: '={{ 0 }}' }, /'Limit' is not a whole number from 1 up: 0/],
])('refuses %s before anything is sent', async (_name, parameters, wanted) => {
	const { message } = await refusedInput({ parameters: { ...form, ...parameters } });
	expect(message).toMatch(wanted);
});
