import {
	NOTHING,
	expectFailureHandling,
	expectNoSecrets,
	itemsOf,
	pairs,
	postApi,
	refusal,
	refusedInput,
} from '../../../helpers/calls.mts';
import { BY_UNION_ID, planRefusal, planUser } from '../../../helpers/contacts.mts';
import { appCredential, runDingTalk } from '../../../helpers/dingTalk.mts';
import { PEOPLE, ROOMS, ZONE, at, options, people, planPeople, planRooms, taken } from './freeBusy';

const NOBODY = { __rl: true, mode: 'id', value: NOTHING };
const FROM = at('08:00');
const UNTIL = at('20:00');
const form = {
	resource: 'availability',
	operation: 'get',
	people: people('union-a', 'union-b'),
	from: FROM,
	until: UNTIL,
	options: options(),
} as never as Record<string, never>;

test('lists people and rooms, one item each, with their taken time in order', async () => {
	planPeople(
		{
			'union-a': [taken('15:00', '16:00', 'TENTATIVE'), taken('09:00', '10:30')],
			'union-b': [],
		},
		FROM,
		UNTIL,
	);
	planRooms({ room1: [{ eventId: 'e1', ...taken('10:00', '11:00') }] }, FROM, UNTIL);
	const result = await runDingTalk({
		parameters: {
			...form,
			roomIds: { room: [{ room: { __rl: true, mode: 'list', value: 'room1' } }] } as never,
		},
	});
	expect(result.error).toBeUndefined();
	expect(result.items.map(({ json }) => json)).toEqual([
		{
			kind: 'person',
			person: 'union-a',
			unionId: 'union-a',
			isFree: false,
			busy: [
				{ start: at('09:00'), end: at('10:30'), status: 'busy' },
				{ start: at('15:00'), end: at('16:00'), status: 'tentative' },
			],
		},
		{ kind: 'person', person: 'union-b', unionId: 'union-b', isFree: true, busy: [] },
		{
			kind: 'room',
			roomId: 'room1',
			isFree: false,
			busy: [{ start: at('10:00'), end: at('11:00'), status: 'busy' }],
		},
	]);
	expectNoSecrets(result);
});

test('returns what DingTalk says when Simplify is off', async () => {
	planPeople({ 'union-a': [taken('09:00', '10:30')], 'union-b': [] }, FROM, UNTIL);
	const { items } = await runDingTalk({ parameters: { ...form, simplify: false as never } });
	expect(items[0].json).toEqual({
		kind: 'person',
		person: 'union-a',
		unionId: 'union-a',
		userId: 'union-a',
		scheduleItems: [taken('09:00', '10:30')],
	});
});

test('asks for 20 people and 5 rooms per call, and puts the answers in order', async () => {
	const unionIds = Array.from({ length: 45 }, (_, index) => `union-${index}`);
	const rooms = Array.from({ length: 11 }, (_, index) => `room${index}`);
	const entries = (ids: string[]) => Object.fromEntries(ids.map((id) => [id, []]));
	for (const start of [0, 20, 40]) {
		planPeople(entries(unionIds.slice(start, start + 20)), FROM, UNTIL);
	}
	for (const start of [0, 5, 10]) planRooms(entries(rooms.slice(start, start + 5)), FROM, UNTIL);
	const { items, error } = await runDingTalk({
		parameters: {
			...form,
			people: people(...unionIds),
			roomIds: { list: [{ ids: rooms.join() }] },
		} as never,
	});
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json.unionId ?? json.roomId)).toEqual([...unionIds, ...rooms]);
});

test('takes any ID of a person, each once, and asks as the operator of the credential', async () => {
	planUser('boss');
	planUser('a');
	// Not the union ID of anybody either.
	planRefusal('/topapi/v2/user/get', { userid: 'nobody' }, 33012);
	planRefusal(BY_UNION_ID, { unionid: 'nobody' }, 60121);
	planPeople({ 'union-a': [] }, FROM, UNTIL);
	const { items, error } = await runDingTalk({
		parameters: {
			...form,
			people: {
				person: [{ user: { __rl: true, mode: 'list', value: 'a' } }],
				list: [
					{ ids: 'nobody', idType: 'any' },
					{ ids: 'union-a', idType: 'unionId' },
				],
			},
			options: { timeZone: ZONE },
		} as never,
		credentials: appCredential({ operatorId: 'boss' }),
	});
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json)).toEqual([
		{ kind: 'person', person: 'a', unionId: 'union-a', isFree: true, busy: [] },
		{
			kind: 'person',
			person: 'nobody',
			error: 'Nobody of this organisation whom the app may see has this ID',
		},
	]);
});

test('counts an all-day event from midnight to midnight of the zone', async () => {
	const day = (date: string, last: string) => ({
		status: 'BUSY',
		start: { date },
		end: { date: last },
	});
	planPeople(
		{ 'union-a': [day('2026-05-06', '2026-05-07')], 'union-b': [day('2026-05-06', '2026-05-06')] },
		FROM,
		UNTIL,
	);
	const { items } = await runDingTalk({ parameters: form });
	for (const { json } of items) {
		expect(json.busy).toEqual([
			{ start: at('00:00'), end: '2026-05-07T00:00:00+08:00', status: 'busy' },
		]);
	}
});

test('counts a day on which the clocks change to its midnight', async () => {
	// 25 October 2026 has 25 hours in Berlin.
	const from = '2026-10-25T00:00:00+02:00';
	const until = '2026-10-26T00:00:00+01:00';
	const day = { date: '2026-10-25', timeZone: 'UTC' };
	planPeople({ 'union-a': [{ status: 'BUSY', start: day, end: day }] }, from, until);
	const { items } = await runDingTalk({
		parameters: {
			...form,
			people: people('union-a'),
			from,
			until,
			options: options({ timeZone: 'Europe/Berlin' }),
		} as never,
	});
	expect(items[0].json.busy).toEqual([{ start: from, end: until, status: 'busy' }]);
});

test('lists for each person what DingTalk says of it: refused, silent, or nothing at all', async () => {
	postApi(PEOPLE, undefined, {
		scheduleInformation: [{ userId: 'union-a', error: 'user not in org', scheduleItems: [] }],
	});
	const { items } = await runDingTalk({ parameters: form });
	expect(items.map(({ json }) => [json.person, json.error, json.isFree])).toEqual([
		['union-a', 'user not in org', undefined],
		['union-b', 'DingTalk says nothing about this ID', undefined],
	]);
});

test('asks one by one where one wrong ID spoils the whole call', async () => {
	const isFor = (count: number) => (body: { roomIds: string[] }) => body.roomIds.length === count;
	postApi(ROOMS, isFor(3) as never, refusal('invalidParameter', 'roomId invalid'), 400);
	postApi(ROOMS, (body) => body.roomIds[0] === 'room1', {
		scheduleInformation: [{ roomId: 'room1', scheduleItems: [] }],
	});
	postApi(
		ROOMS,
		(body) => body.roomIds[0] === 'wrong',
		refusal('invalidParameter', 'roomId invalid'),
		400,
	);
	postApi(ROOMS, (body) => body.roomIds[0] === 'room3', {
		scheduleInformation: [{ roomId: 'room3', scheduleItems: [] }],
	});
	const { items, error } = await runDingTalk({
		parameters: {
			...form,
			people: {},
			roomIds: { list: [{ ids: 'room1, wrong, room3' }] },
		} as never,
	});
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => [json.roomId, json.isFree, json.error])).toEqual([
		['room1', true, undefined],
		['wrong', undefined, 'DingTalk knows no such meeting room'],
		['room3', true, undefined],
	]);
});

test('fails where DingTalk refuses every single one', async () => {
	postApi(PEOPLE, undefined, refusal('paramIllegal', 'PARAM ILLEGAL'), 400).persist();
	const result = await runDingTalk({ parameters: form });
	expect(result.error?.name).toBe('NodeApiError');
	expect(result.error?.description).toContain('PARAM ILLEGAL');
	expectNoSecrets(result);
});

test('looks at several items, and pairs what it finds', async () => {
	planPeople({ 'union-a': [] }, FROM, UNTIL);
	planPeople({ 'union-b': [], 'union-c': [] }, FROM, UNTIL);
	const { items } = await runDingTalk({
		parameters: {
			...form,
			people: { list: [{ ids: '={{ $json.ids }}', idType: 'unionId' }] },
		} as never,
		input: itemsOf({ ids: 'union-a' }, { ids: ['union-b', 'union-c'] }),
	});
	expect(pairs(items)).toEqual([0, 1, 1]);
	expect(items.map(({ json }) => json.person)).toEqual(['union-a', 'union-b', 'union-c']);
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectFailureHandling(
		{
			parameters: {
				...form,
				people: { list: [{ ids: '={{ $json.id }}', idType: 'unionId' }] },
			} as never,
			input: itemsOf({ id: 'union-a' }, { id: 'union-b' }, { id: 'union-c' }),
		},
		() => {
			planPeople({ 'union-a': [] }, FROM, UNTIL);
			postApi(
				PEOPLE,
				(body) => body.userIds[0] === 'union-b',
				{
					...refusal('Forbidden.AccessDenied.AccessTokenPermissionDenied', 'no'),
					accessdenieddetail: { requiredScopes: ['Calendar.EventSchedule.Read'] },
				},
				403,
			);
			planPeople({ 'union-c': [] }, FROM, UNTIL);
		},
		/The app lacks a permission for this call: Calendar\.EventSchedule\.Read/,
	);
});

test.each<[string, object, RegExp]>([
	['nobody and no room', { people: {} }, /'People' and 'Rooms' are empty/],
	[
		'a row without a person',
		{ people: { person: [{ user: NOBODY }] } },
		/'People > Person 1' is empty/,
	],
	['a date that is none', { from: '={{ "soon" }}' }, /'From' is not a date: soon/],
	['an end before the start', { until: at('07:00') }, /'From' is not before 'Until'/],
	[
		'more than 90 days',
		{ until: '2026-08-05T08:00:00+08:00' },
		/'Until' is more than 90 days after 'From'/,
	],
	[
		'a zone that is none',
		{ options: options({ timeZone: 'Mars/Olympus' }) },
		/'Time Zone' is not the name of a time zone: Mars\/Olympus/,
	],
	['no operator', { options: { timeZone: ZONE } }, /'Operator' is empty, and somebody must act/],
])('refuses %s before anything is sent', async (_name, parameters, wanted) => {
	const { message } = await refusedInput({ parameters: { ...form, ...parameters } as never });
	expect(message).toMatch(wanted);
});
