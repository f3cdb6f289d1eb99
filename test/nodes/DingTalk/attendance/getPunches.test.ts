import type { IDataObject } from 'n8n-workflow';

import {
	expectFailureHandling,
	itemsOf,
	pairs,
	postOapi,
	refusedInput,
} from '../../../helpers/calls.mts';
import { runDingTalk, type DingTalkRun } from '../../../helpers/dingTalk.mts';

const PATH = '/attendance/listRecord';
/** Midnight of 4 May in China. */
const DAY = Date.UTC(2026, 4, 3, 16);
const HOUR = 3_600_000;
const form = {
	resource: 'attendance',
	operation: 'getPunches',
	people: { list: [{ ids: 'u1' }] },
	from: '2026-05-04T00:00:00+08:00',
	until: '2026-05-05T00:00:00+08:00',
};
const wire = (hours: number, more: IDataObject = {}) => ({
	id: 43047156750,
	userId: 'u1',
	workDate: DAY,
	checkType: 'OnDuty',
	timeResult: 'Normal',
	locationResult: 'Outside',
	locationMethod: 'MAP',
	sourceType: 'USER',
	baseCheckTime: DAY + 9 * HOUR,
	userCheckTime: DAY + hours * HOUR,
	userAddress: '浙江省杭州市',
	userLatitude: 30.285413,
	userLongitude: 120.017139,
	outsideRemark: '拜访客户',
	deviceId: '67da0f',
	corpId: 'ding1',
	...more,
});
const answer = (recordresult: object[]) => ({ errcode: 0, recordresult });
const asked = (from: string, to: string, userIds: string[]) => ({
	checkDateFrom: `${from} 00:00:00`,
	checkDateTo: `${to} 23:59:59`,
	userIds,
});
const run = async (parameters: object, more: Partial<DingTalkRun> = {}) => {
	const { items, error } = await runDingTalk({
		parameters: { ...form, ...parameters } as DingTalkRun['parameters'],
		...more,
	});
	expect(error).toBeUndefined();
	return items;
};

test('lists punches, with times in the zone of the workflow', async () => {
	postOapi(PATH, asked('2026-05-03', '2026-05-05', ['u1']), answer([wire(8.5)]));
	expect(await run({})).toEqual([
		{
			json: {
				id: 43047156750,
				userId: 'u1',
				userCheckTime: '2026-05-03T20:30:00-04:00',
				workDate: '2026-05-04',
				checkType: 'OnDuty',
				timeResult: 'Normal',
				baseCheckTime: '2026-05-03T21:00:00-04:00',
				locationResult: 'Outside',
				locationMethod: 'MAP',
				sourceType: 'USER',
				userAddress: '浙江省杭州市',
				userLatitude: 30.285413,
				userLongitude: 120.017139,
				outsideRemark: '拜访客户',
			},
			pairedItem: { item: 0 },
		},
	]);
});

test('gives what DingTalk says without Simplify, and an invalid punch that counts for nothing', async () => {
	const invalid = {
		id: 43055377426,
		userId: 'u1',
		userCheckTime: DAY + 10 * HOUR,
		invalidRecordType: 'Other',
		invalidRecordMsg: '需要二次确认',
	};
	postOapi(
		PATH,
		{ ...asked('2026-05-03', '2026-05-05', ['u1']), isI18n: true },
		answer([wire(8.5), invalid]),
	);
	const items = await run({ simplify: false, options: { isI18n: true } });
	expect(items.map(({ json }) => json)).toEqual([wire(8.5), invalid]);
	postOapi(PATH, undefined, answer([invalid]));
	const [{ json }] = await run({});
	expect(json).toEqual({ ...invalid, userCheckTime: '2026-05-03T22:00:00-04:00' });
});

test('takes the range by when people punched: from included, until excluded', async () => {
	const hours = [-0.01, 0, 23.99, 24];
	postOapi(PATH, undefined, answer(hours.map((one) => wire(one))));
	const items = await run({ simplify: false });
	expect(items.map(({ json }) => json.userCheckTime)).toEqual([DAY, DAY + 23.99 * HOUR]);
});

test('walks days by seven and people by fifty, with the days around the range', async () => {
	const people = Array.from({ length: 51 }, (_, index) => `p${index}`);
	const [some, others] = [people.slice(0, 50), people.slice(50)];
	const later = wire(5 * 24);
	postOapi(PATH, asked('2026-05-03', '2026-05-09', some), answer([wire(9)]));
	postOapi(PATH, asked('2026-05-03', '2026-05-09', others), answer([wire(10)]));
	postOapi(PATH, asked('2026-05-10', '2026-05-10', some), answer([]));
	postOapi(PATH, asked('2026-05-10', '2026-05-10', others), answer([later]));
	const items = await run({
		people: { list: [{ ids: people.join() }] },
		until: '2026-05-10T00:00:00+08:00',
		returnAll: true,
		simplify: false,
	});
	expect(items.map(({ json }) => json)).toEqual([wire(9), wire(10), later]);
});

test('asks no further than the limit', async () => {
	postOapi(PATH, undefined, answer([wire(9), wire(10), wire(11)]));
	expect(await run({ limit: 2, until: '2026-06-30' })).toHaveLength(2);
});

test('pairs the punches of several items', async () => {
	for (const id of ['a', 'b']) {
		postOapi(PATH, (body) => body.userIds[0] === id, answer([wire(9), wire(18)]));
	}
	const items = await run(
		{ people: { list: [{ ids: '={{ $json.id }}' }] } },
		{ input: itemsOf({ id: 'a' }, { id: 'b' }) },
	);
	expect(pairs(items)).toEqual([0, 0, 1, 1]);
});

test('goes on after a failing item when told so, and names it when not', async () => {
	const people = { list: [{ ids: '={{ $json.id }}' }] };
	await expectFailureHandling(
		{ parameters: { ...form, people }, input: itemsOf({ id: 'a' }, { id: 'b' }, { id: 'c' }) },
		() => {
			for (const id of ['a', 'b', 'c']) {
				postOapi(
					PATH,
					(body) => body.userIds[0] === id,
					id === 'b' ? { errcode: 33012, errmsg: '无效的userid' } : answer([wire(9)]),
				);
			}
		},
		/knows no such user/,
	);
});

test.each<[string, object, RegExp]>([
	['nobody', { people: { list: [{ ids: '={{ [] }}' }] } }, /'People' is empty/],
	['a bad date', { from: '={{ "soon" }}' }, /'From' is not a date: soon/],
	['an empty range', { until: form.from }, /'From' is not before 'Until'/],
	['a limit of 0', { limit: '={{ 0 }}' }, /'Limit' is not a whole number from 1 up: 0/],
])('refuses %s before anything is sent', async (_name, parameters, wanted) => {
	const { message } = await refusedInput({ parameters: { ...form, ...parameters } });
	expect(message).toMatch(wanted);
});
