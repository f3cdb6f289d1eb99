import {
	expectFailureHandling,
	expectNoSecrets,
	itemsOf,
	pairs,
	postApi,
	refusal,
	refusedInput,
} from '../../../helpers/calls.mts';
import { runDingTalk } from '../../../helpers/dingTalk.mts';
import { PEOPLE, ZONE, at, options, people, planPeople, planRooms, taken } from './freeBusy';

const FROM = at('00:00');
const UNTIL = '2026-05-07T00:00:00+08:00';
const form = {
	resource: 'availability',
	operation: 'findSlot',
	attendees: people('union-a', 'union-b'),
	durationMinutes: 60,
	from: FROM,
	until: UNTIL,
	options: options(),
};
const find = async (parameters: object = {}) =>
	await runDingTalk({ parameters: { ...form, ...parameters } as never });
const BUSY = {
	'union-a': [taken('09:00', '10:10'), taken('14:00', '18:00', 'TENTATIVE')],
	'union-b': [taken('11:30', '13:30')],
};

test('finds the first times at which everybody is free, the first one on top', async () => {
	planPeople(BUSY, FROM, UNTIL);
	const result = await find();
	expect(result.error).toBeUndefined();
	expect(result.items).toEqual([
		{
			json: {
				found: true,
				start: at('10:30'),
				end: at('11:30'),
				slots: [{ start: at('10:30'), end: at('11:30') }],
				durationMinutes: 60,
				timeZone: ZONE,
			},
			pairedItem: { item: 0 },
		},
	]);
	expectNoSecrets(result);
});

test('takes tentative time for free when told so, and counts at most so many', async () => {
	planPeople(BUSY, FROM, UNTIL);
	const { items } = await find({ options: options({ tentativeIsBusy: false, maxSlots: 3 }) });
	const starts = (items[0].json.slots as Array<{ start: string }>).map(({ start }) => start);
	expect(starts).toEqual([at('10:30'), at('13:30'), at('14:00')]);
});

test('takes one of several rooms, the preferred one first', async () => {
	planPeople(BUSY, FROM, UNTIL);
	planRooms({ big: [taken('10:00', '11:00')], small: [] }, FROM, UNTIL);
	const { items } = await find({ roomIds: { list: [{ ids: 'big, small' }] } });
	expect(items[0].json).toMatchObject({
		start: at('10:30'),
		roomId: 'small',
		freeRoomIds: ['small'],
	});
});

test('finds a time for rooms alone', async () => {
	planRooms({ big: [taken('09:00', '17:00')] }, FROM, UNTIL);
	const { items } = await find({ attendees: {}, roomIds: { list: [{ ids: 'big' }] } });
	expect(items[0].json).toMatchObject({ found: true, start: at('17:00'), roomId: 'big' });
});

test('asks for the time of the buffers too, which may lie outside the range', async () => {
	planPeople(
		{ 'union-a': [taken('08:50', '09:00')], 'union-b': [] },
		'2026-05-06T08:45:00+08:00',
		'2026-05-06T18:30:00+08:00',
	);
	const { items } = await find({
		from: at('09:00'),
		until: at('18:00'),
		options: options({ bufferBefore: 15, bufferAfter: 30, slotStep: 5 }),
	});
	expect(items[0].json.start).toBe(at('09:15'));
});

test('keeps to working hours, the lunch break and days off', async () => {
	planPeople({ 'union-a': [], 'union-b': [] }, FROM, '2026-05-09T00:00:00+08:00');
	const hours = (from: string, until: string) => ({ days: ['wednesday', 'friday'], from, until });
	const { items } = await find({
		until: '2026-05-09T00:00:00+08:00',
		durationMinutes: 120,
		workingHours: { period: [hours('9:30', '12:00'), hours('13:00', '15:30')] },
		options: options({ daysOff: '2026-05-06', maxSlots: 10 }),
	});
	const starts = (items[0].json.slots as Array<{ start: string }>).map(({ start }) => start);
	expect(starts).toEqual([
		'2026-05-08T09:30:00+08:00',
		'2026-05-08T10:00:00+08:00',
		'2026-05-08T13:00:00+08:00',
		'2026-05-08T13:30:00+08:00',
	]);
});

test('reads working hours by the clocks of the zone, also on the day they change', async () => {
	// On Sunday, 29 March 2026, clocks in Berlin go from 2:00 to 3:00.
	const from = '2026-03-29T00:00:00+01:00';
	const until = '2026-03-30T00:00:00+02:00';
	planPeople({ 'union-a': [], 'union-b': [] }, from, until);
	const { items } = await find({
		from: '2026-03-29',
		until: '2026-03-30',
		durationMinutes: 30,
		workingHours: { period: [{ days: ['sunday'], from: '01:30', until: '03:30' }] },
		options: options({ timeZone: 'Europe/Berlin' }),
	});
	const slots = items[0].json.slots as Array<{ start: string; end: string }>;
	expect(slots).toEqual([
		{ start: '2026-03-29T01:30:00+01:00', end: '2026-03-29T03:00:00+02:00' },
		{ start: '2026-03-29T03:00:00+02:00', end: '2026-03-29T03:30:00+02:00' },
	]);
});

test('says which optional attendees are busy', async () => {
	planPeople(
		{ 'union-a': [], 'union-b': [], 'union-c': [taken('09:30', '10:00')], 'union-d': [] },
		FROM,
		UNTIL,
	);
	const { items } = await find({
		options: options({
			// Who is required is not optional too.
			optionalAttendees: people('union-c', 'union-a', 'union-d'),
			maxSlots: 1,
		}),
	});
	expect(items[0].json).toMatchObject({
		start: at('09:00'),
		busyOptionalAttendees: [{ person: 'union-c', unionId: 'union-c' }],
	});
});

test('says who stands in the way when nothing fits, who does most first', async () => {
	planPeople(
		{ 'union-a': [taken('09:00', '12:00')], 'union-b': [taken('00:00', '18:00')] },
		FROM,
		UNTIL,
	);
	planRooms({ big: [taken('09:00', '10:00')] }, FROM, UNTIL);
	const { items, error } = await find({ roomIds: { list: [{ ids: 'big' }] } });
	expect(error).toBeUndefined();
	expect(items[0].json).toEqual({
		found: false,
		slots: [],
		durationMinutes: 60,
		timeZone: ZONE,
		reason: 'everyTimeBlocked',
		timesChecked: 17,
		blockers: [
			{ kind: 'person', person: 'union-b', unionId: 'union-b', blocks: 17, blocksAlone: 11 },
			{ kind: 'person', person: 'union-a', unionId: 'union-a', blocks: 6, blocksAlone: 0 },
			{ kind: 'rooms', blocks: 2, blocksAlone: 0 },
		],
	});
});

test('says that working hours leave no time', async () => {
	planPeople({ 'union-a': [], 'union-b': [] }, FROM, UNTIL);
	const { items } = await find({ durationMinutes: 600 });
	expect(items[0].json).toMatchObject({
		found: false,
		reason: 'noWorkingTime',
		timesChecked: 0,
		blockers: [],
	});
});

describe('where a calendar cannot be read', () => {
	const plan = () =>
		postApi(PEOPLE, undefined, {
			scheduleInformation: [
				{ userId: 'union-a', scheduleItems: [] },
				{ userId: 'union-b', error: 'no permission' },
			],
		});

	test('fails and names the person', async () => {
		plan();
		const { error } = await find();
		expect(error?.name).toBe('NodeOperationError');
		expect(error?.message).toBe(
			"'Attendees' holds people whose calendar cannot be read: union-b (no permission)",
		);
		expect(error?.description).toContain("turn on 'Ignore Unreadable Calendars'");
	});

	test('plans without the person when told so, and says it', async () => {
		plan();
		const { items } = await find({ options: options({ ignoreUnreadable: true }) });
		expect(items[0].json).toMatchObject({
			found: true,
			start: at('09:00'),
			notChecked: [{ person: 'union-b', unionId: 'union-b', error: 'no permission' }],
		});
	});

	test('fails where nobody is left, whatever it is told', async () => {
		postApi(PEOPLE, undefined, {
			scheduleInformation: [{ userId: 'union-a', error: 'no permission' }],
		});
		const { error } = await find({
			attendees: people('union-a'),
			options: options({ ignoreUnreadable: true }),
		});
		expect(error?.message).toBe(
			"'Attendees' holds people whose calendar cannot be read: union-a (no permission)",
		);
		expect(error?.description).toContain('no time can be relied on');
	});

	test.each<[string, object]>([
		['no end', { status: 'BUSY', start: { dateTime: at('09:00') } }],
		['no times at all', { status: 'BUSY' }],
		['the end before the start', taken('12:00', '09:00')],
	])('takes nobody for free of whom a busy time has %s', async (_name, item) => {
		planPeople({ 'union-a': [item as never], 'union-b': [] }, FROM, UNTIL);
		const { error } = await find();
		expect(error?.message).toContain('union-a (DingTalk gives times that cannot be read)');
	});

	test('plans without an optional attendee and without one of several rooms', async () => {
		postApi(PEOPLE, undefined, {
			scheduleInformation: [{ userId: 'union-a', scheduleItems: [] }],
		});
		postApi('/v1.0/calendar/users/union-boss/meetingRooms/schedules/query', undefined, {
			scheduleInformation: [
				{ roomId: 'big', error: 'gone' },
				{ roomId: 'small', scheduleItems: [] },
			],
		});
		const { items } = await find({
			attendees: people('union-a'),
			roomIds: { list: [{ ids: 'big, small' }] },
			options: options({ optionalAttendees: people('union-c') }),
		});
		expect(items[0].json).toMatchObject({
			roomId: 'small',
			notChecked: [
				{ person: 'union-c', error: 'DingTalk says nothing about this ID' },
				{ roomId: 'big', error: 'gone' },
			],
		});
	});

	test('fails where no room is left', async () => {
		postApi('/v1.0/calendar/users/union-boss/meetingRooms/schedules/query', undefined, {
			scheduleInformation: [{ roomId: 'big', error: 'gone' }],
		});
		const { error } = await find({ attendees: {}, roomIds: { list: [{ ids: 'big' }] } });
		expect(error?.message).toBe("'Rooms' names no room that can be read: gone");
	});
});

test('works on several items, and pairs them', async () => {
	planPeople({ 'union-a': [] }, FROM, UNTIL);
	planPeople({ 'union-b': [taken('09:00', '09:30')] }, FROM, UNTIL);
	const { items } = await runDingTalk({
		parameters: {
			...form,
			attendees: { list: [{ ids: '={{ $json.id }}', idType: 'unionId' }] },
		} as never,
		input: itemsOf({ id: 'union-a' }, { id: 'union-b' }),
	});
	expect(pairs(items)).toEqual([0, 1]);
	expect(items.map(({ json }) => json.start)).toEqual([at('09:00'), at('09:30')]);
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectFailureHandling(
		{
			parameters: {
				...form,
				attendees: { list: [{ ids: '={{ $json.id }}', idType: 'unionId' }] },
			} as never,
			input: itemsOf({ id: 'union-a' }, { id: 'union-b' }, { id: 'union-c' }),
		},
		() => {
			planPeople({ 'union-a': [] }, FROM, UNTIL);
			postApi(
				PEOPLE,
				(body) => body.userIds[0] === 'union-b',
				refusal('paramIllegal', 'PARAM ILLEGAL'),
				400,
			);
			planPeople({ 'union-c': [] }, FROM, UNTIL);
		},
		/DingTalk refused the call with code paramIllegal|DingTalk finds/,
	);
});

test.each<[string, object, RegExp]>([
	['nobody and no room', { attendees: {} }, /'Attendees' and 'Rooms' are empty/],
	[
		'a meeting without length',
		{ durationMinutes: 0 },
		/'Duration \(Minutes\)' is not a whole number from 1 to 1440: 0/,
	],
	[
		'no length at all',
		{ durationMinutes: '={{ "" }}' },
		/'Duration \(Minutes\)' is not a whole number/,
	],
	[
		'half a minute',
		{ options: options({ slotStep: 0.5 }) },
		/'Start Every \(Minutes\)' is not a whole number from 1 to 1440: 0.5/,
	],
	[
		'a buffer below zero',
		{ options: options({ bufferBefore: -1 }) },
		/'Buffer Before \(Minutes\)' is not a whole number from 0 to 1440: -1/,
	],
	[
		'too many slots',
		{ options: options({ maxSlots: 101 }) },
		/'Max Slots' is not a whole number from 1 to 100: 101/,
	],
	[
		'an hour that is none',
		{ workingHours: { period: [{ days: ['monday'], from: '9', until: '18:00' }] } },
		/'Working Hours > From 1' is not a time of day: 9/,
	],
	[
		'an hour beyond midnight',
		{ workingHours: { period: [{ days: ['monday'], from: '09:00', until: '24:01' }] } },
		/'Working Hours > Until 1' is not a time of day: 24:01/,
	],
	[
		'hours that end before they begin',
		{ workingHours: { period: [{ days: ['monday'], from: '22:00', until: '06:00' }] } },
		/'Working Hours > Until 1' is not after 'From'/,
	],
	[
		'hours on no day',
		{ workingHours: { period: [{ days: [], from: '09:00', until: '18:00' }] } },
		/'Working Hours > Days 1' is empty/,
	],
	[
		'a day off that is none',
		{ options: options({ daysOff: 'Monday' }) },
		/'Days Off' is not a date: Monday/,
	],
	['an end before the start', { until: '2026-05-05' }, /'From' is not before 'Until'/],
	[
		'more than 90 days',
		{ until: '2026-08-05T08:00:00+08:00' },
		/'Until' is more than 90 days after 'From'/,
	],
	['no operator', { options: { timeZone: ZONE } }, /'Operator' is empty, and somebody must act/],
])('refuses %s before anything is sent', async (_name, parameters, wanted) => {
	const { message } = await refusedInput({ parameters: { ...form, ...parameters } as never });
	expect(message).toMatch(wanted);
});
