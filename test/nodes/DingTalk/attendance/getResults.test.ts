import type { IDataObject } from 'n8n-workflow';

import {
	expectFailureHandling,
	itemsOf,
	pairs,
	postOapi,
	refusedInput,
} from '../../../helpers/calls.mts';
import { runDingTalk, type DingTalkRun } from '../../../helpers/dingTalk.mts';

const PATH = '/attendance/list';
const form = {
	resource: 'attendance',
	operation: 'getResults',
	people: { list: [{ ids: 'u1' }] },
	firstDay: '2026-05-04T00:00:00',
	lastDay: '2026-05-04T00:00:00',
};
/** Midnight of 4 May in China. */
const DAY = Date.UTC(2026, 4, 3, 16);
const wire = (more: IDataObject = {}) => ({
	id: 933202551,
	userId: 'u1',
	workDate: DAY,
	checkType: 'OnDuty',
	timeResult: 'Late',
	locationResult: 'Normal',
	sourceType: 'USER',
	baseCheckTime: DAY + 9 * 3_600_000,
	userCheckTime: DAY + 9.5 * 3_600_000,
	planId: 1,
	groupId: 2,
	...more,
});
const answer = (recordresult: object[], hasMore = false) => ({ errcode: 0, recordresult, hasMore });
const run = async (parameters: object, more: Partial<DingTalkRun> = {}) => {
	const { items, error } = await runDingTalk({
		parameters: { ...form, ...parameters } as DingTalkRun['parameters'],
		...more,
	});
	expect(error).toBeUndefined();
	return items;
};
const asked = (from: string, to: string, userIdList: string[], offset = 0) => ({
	workDateFrom: `${from} 00:00:00`,
	workDateTo: `${to} 23:59:59`,
	userIdList,
	offset,
	limit: 50,
});

test('tells of a day, with times in the zone of the workflow', async () => {
	postOapi(PATH, asked('2026-05-04', '2026-05-04', ['u1']), answer([wire()]));
	expect(await run({})).toEqual([
		{
			json: {
				userId: 'u1',
				workDate: '2026-05-04',
				checkType: 'OnDuty',
				timeResult: 'Late',
				locationResult: 'Normal',
				sourceType: 'USER',
				baseCheckTime: '2026-05-03T21:00:00-04:00',
				userCheckTime: '2026-05-03T21:30:00-04:00',
			},
			pairedItem: { item: 0 },
		},
	]);
});

test('gives no time of a punch that never was: DingTalk puts the planned one there', async () => {
	const baseCheckTime = DAY + 9 * 3_600_000;
	postOapi(
		PATH,
		undefined,
		answer([wire({ timeResult: 'NotSigned', userCheckTime: baseCheckTime })]),
	);
	const [{ json }] = await run({});
	expect(json).toMatchObject({
		timeResult: 'NotSigned',
		baseCheckTime: '2026-05-03T21:00:00-04:00',
	});
	expect(json.userCheckTime).toBeUndefined();
});

test('gives what DingTalk says without Simplify', async () => {
	postOapi(PATH, { ...asked('2026-05-04', '2026-05-04', ['u1']), isI18n: true }, answer([wire()]));
	expect(await run({ simplify: false, options: { isI18n: true } })).toEqual([
		{ json: wire(), pairedItem: { item: 0 } },
	]);
});

test('asks for the day that a date names, and of a moment for its day in the zone of the workflow', async () => {
	postOapi(PATH, asked('2026-05-03', '2026-05-04', ['u1']), answer([]));
	// 3 May in New York.
	expect(await run({ firstDay: '2026-05-04T02:00:00Z', lastDay: '2026-05-04 23:30' })).toEqual([]);
});

test('walks days by seven, people by fifty, and pages by fifty', async () => {
	const people = Array.from({ length: 60 }, (_, index) => `p${index}`);
	const [some, others] = [people.slice(0, 50), people.slice(50)];
	const page = (count: number) => Array.from({ length: count }, () => wire());
	postOapi(PATH, asked('2026-05-01', '2026-05-07', some), answer(page(50), true));
	// Fewer than a page do not move the offset.
	postOapi(PATH, asked('2026-05-01', '2026-05-07', some, 50), answer(page(30), true));
	postOapi(PATH, asked('2026-05-01', '2026-05-07', some, 100), answer(page(3)));
	postOapi(PATH, asked('2026-05-01', '2026-05-07', others), answer(page(1)));
	postOapi(PATH, asked('2026-05-08', '2026-05-08', some), answer(page(2)));
	postOapi(PATH, asked('2026-05-08', '2026-05-08', others), answer(page(4)));
	const items = await run({
		people: { list: [{ ids: people.join() }] },
		firstDay: '2026-05-01',
		lastDay: '2026-05-08',
		returnAll: true,
	});
	expect(items).toHaveLength(90);
});

test('asks no further than the limit', async () => {
	postOapi(PATH, undefined, answer([wire(), wire(), wire()], true));
	expect(await run({ limit: 2, lastDay: '2026-06-30' })).toHaveLength(2);
});

test('goes on after a failing item when told so, and names it when not', async () => {
	const people = { list: [{ ids: '={{ $json.id }}' }] };
	await expectFailureHandling(
		{ parameters: { ...form, people }, input: itemsOf({ id: 'a' }, { id: 'b' }, { id: 'c' }) },
		() => {
			for (const id of ['a', 'b', 'c']) {
				postOapi(
					PATH,
					(body) => body.userIdList[0] === id,
					id === 'b' ? { errcode: 41041, errmsg: '' } : answer([wire({ userId: id })]),
				);
			}
		},
		/at most 7 days a call/,
	);
});

test('pairs the results of several items', async () => {
	for (const id of ['a', 'b']) {
		postOapi(PATH, (body) => body.userIdList[0] === id, answer([wire(), wire()]));
	}
	const items = await run(
		{ people: { list: [{ ids: '={{ $json.id }}' }] } },
		{ input: itemsOf({ id: 'a' }, { id: 'b' }) },
	);
	expect(pairs(items)).toEqual([0, 0, 1, 1]);
});

test.each<[string, object, RegExp]>([
	['nobody', { people: { list: [{ ids: '={{ [] }}' }] } }, /'People' is empty/],
	['a bad day', { firstDay: '={{ "soon" }}' }, /'First Day' is not a date: soon/],
	['a last day before the first', { lastDay: '2026-05-03' }, /'Last Day' is before 'First Day'/],
	['a limit of 0', { limit: '={{ 0 }}' }, /'Limit' is not a whole number from 1 up: 0/],
])('refuses %s before anything is sent', async (_name, parameters, wanted) => {
	const { message } = await refusedInput({ parameters: { ...form, ...parameters } });
	expect(message).toMatch(wanted);
});
