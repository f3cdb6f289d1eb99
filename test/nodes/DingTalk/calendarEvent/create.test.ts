import type { IDataObject, INode } from 'n8n-workflow';
import nock from 'nock';

import {
	NOTHING,
	expectFailureHandling,
	expectNoSecrets,
	itemsOf,
	planApi,
	refusal,
	refusedInput,
} from '../../../helpers/calls.mts';
import { answerLookups } from '../../../helpers/contacts.mts';
import { API, runDingTalk } from '../../../helpers/dingTalk.mts';
import {
	EVENT,
	EVENTS,
	OUR_EVENT,
	crowd,
	people,
	planWrite,
	union,
	wireEvent,
	withOperator,
} from './events';

const CREATE = `POST ${EVENTS}`;
const form = {
	resource: 'calendarEvent',
	operation: 'create',
	summary: 'Release review 发布评审',
	// The workflow of the tests has the zone America/New_York.
	start: '2026-05-04T09:00:00',
	end: '2026-05-04T10:00:00',
};
const minimal = {
	summary: 'Release review 发布评审',
	isAllDay: false,
	start: { dateTime: '2026-05-04T09:00:00-04:00', timeZone: 'America/New_York' },
	end: { dateTime: '2026-05-04T10:00:00-04:00', timeZone: 'America/New_York' },
};
const run = async (parameters: object = {}) =>
	await runDingTalk({
		parameters: { ...form, ...parameters } as INode['parameters'],
		credentials: withOperator(),
	});
const jsonOf = async (parameters: object = {}) => {
	const { items, error } = await run(parameters);
	expect([error?.message, error?.description]).toEqual([undefined, undefined]);
	return items[0].json;
};

test("creates an event in the calendar of the credential's operator, in the zone of the workflow", async () => {
	planWrite(CREATE, minimal, wireEvent());
	const { items } = await run();
	expect(items).toEqual([{ json: { ...OUR_EVENT, failed: [] }, pairedItem: { item: 0 } }]);
});

test('sends every field under its name on the wire', async () => {
	planWrite(
		`POST /v1.0/calendar/users/union-boss/calendars/cal-1/events`,
		{
			...minimal,
			start: { dateTime: '2026-05-04T09:00:00+08:00', timeZone: 'Asia/Shanghai' },
			end: { dateTime: '2026-05-04T22:00:00+08:00', timeZone: 'Asia/Shanghai' },
			description: 'What is left',
			location: { displayName: 'Building 2' },
			onlineMeetingInfo: { type: 'dingtalk' },
			reminders: [
				{ method: 'dingtalk', minutes: 0 },
				{ method: 'dingtalk', minutes: 1440 },
			],
			extra: { noPushNotification: 'true', noChatNotification: 'true' },
			recurrence: {
				pattern: {
					type: 'weekly',
					interval: 2,
					daysOfWeek: 'monday,friday',
					firstDayOfWeek: 'monday',
				},
				range: { type: 'endDate', endDate: '2026-12-31T15:59Z' },
			},
			attendees: [
				{ id: 'union-a', isOptional: false },
				{ id: 'union-b', isOptional: false },
				{ id: 'union-c', isOptional: true },
			],
		},
		wireEvent(),
	);
	await jsonOf({
		userId: union('union-boss'),
		end: '={{ DateTime.fromISO("2026-05-04T10:00:00-04:00") }}',
		attendees: people('union-a', 'union-b'),
		additionalFields: {
			description: 'What is left',
			location: 'Building 2',
			onlineMeeting: true,
			optionalAttendees: people('union-c', 'union-a'),
			recurrence: {
				rule: {
					repeat: 'weekly',
					interval: 2,
					daysOfWeek: ['friday', 'monday'],
					firstDayOfWeek: 'monday',
					ends: 'onDay',
					lastDay: '2026-12-31T00:00:00',
				},
			},
			reminders: '0, 1440',
			timeZone: 'Asia/Shanghai',
		},
		options: { calendarId: 'cal-1', chatNotification: false, pushNotification: false },
	});
});

test('ends an all-day event on the day after the last one that was typed', async () => {
	const allDay = {
		summary: minimal.summary,
		isAllDay: true,
		start: { date: '2024-02-28' },
		end: { date: '2024-03-01' },
	};
	planWrite(CREATE, allDay, wireEvent({ ...allDay, attendees: undefined }));
	const json = await jsonOf({ allDay: true, start: '2024-02-28T00:00:00', end: '2024-02-29' });
	expect(json).toMatchObject({ allDay: true, start: '2024-02-28', end: '2024-02-29' });
	expect(json).not.toHaveProperty('timeZone');
});

test('takes the last day of a repeating all-day event in the zone of the workflow', async () => {
	const body = {
		summary: minimal.summary,
		isAllDay: true,
		start: { date: '2026-05-04' },
		end: { date: '2026-05-05' },
		recurrence: {
			pattern: { type: 'daily', interval: 1 },
			range: { type: 'endDate', endDate: '2026-05-31T11:59Z' },
		},
	};
	planWrite(CREATE, body, wireEvent());
	// In UTC it is June already.
	const lastDay = '={{ DateTime.fromISO("2026-05-31T22:00:00-04:00") }}';
	const recurrence = { rule: { repeat: 'daily', ends: 'onDay', lastDay } };
	const days = { allDay: true, start: '2026-05-04', end: '2026-05-04' };
	await jsonOf({ ...days, additionalFields: { recurrence } });
});

test('switches reminders off by an empty list, and says nothing of notices that stay on', async () => {
	planWrite(CREATE, { ...minimal, reminders: [] }, wireEvent());
	await jsonOf({
		additionalFields: { reminders: '', onlineMeeting: false },
		options: { pushNotification: true, chatNotification: true },
	});
});

test.each<[string, object, IDataObject]>([
	[
		'daily',
		{ repeat: 'daily', interval: 3 },
		{ pattern: { type: 'daily', interval: 3 }, range: { type: 'noEnd' } },
	],
	[
		'weekly as the start',
		{ repeat: 'weekly', ends: 'afterCount', occurrences: 5 },
		{
			pattern: { type: 'weekly', interval: 1, daysOfWeek: 'monday' },
			range: { type: 'numbered', numberOfOccurrences: 5 },
		},
	],
	[
		'monthly by date',
		{ repeat: 'monthlyByDate', dayOfMonth: 31 },
		{ pattern: { type: 'absoluteMonthly', interval: 1, dayOfMonth: 31 }, range: { type: 'noEnd' } },
	],
	[
		'monthly by weekday',
		{ repeat: 'monthlyByWeekday', weekIndex: 'last', weekday: 'friday' },
		{
			pattern: { type: 'relativeMonthly', interval: 1, index: 'last', daysOfWeek: 'friday' },
			range: { type: 'noEnd' },
		},
	],
	[
		'monthly by the weekday of the start',
		{ repeat: 'monthlyByWeekday' },
		{
			pattern: { type: 'relativeMonthly', interval: 1, index: 'first', daysOfWeek: 'monday' },
			range: { type: 'noEnd' },
		},
	],
	[
		'yearly',
		{ repeat: 'yearly' },
		{ pattern: { type: 'absoluteYearly', interval: 1 }, range: { type: 'noEnd' } },
	],
])('repeats %s', async (_name, rule, recurrence) => {
	planWrite(CREATE, { ...minimal, recurrence } as never, wireEvent());
	await jsonOf({ additionalFields: { recurrence: { rule } } });
});

test('invites 1,200 people in three calls, and puts out the event with all of them', async () => {
	const ids = Array.from({ length: 1200 }, (_, index) => `crowd${index}`);
	const wire = (from: number, to: number) =>
		ids.slice(from, to).map((id) => ({ id, isOptional: false }));
	planWrite(CREATE, { ...minimal, attendees: wire(0, 500) }, wireEvent());
	planWrite(`POST ${EVENT}/attendees`, { attendeesToAdd: wire(500, 1000) }, '');
	planWrite(`POST ${EVENT}/attendees`, { attendeesToAdd: wire(1000, 1200) }, '');
	planApi(
		`GET ${EVENT}?maxAttendees=500`,
		undefined,
		wireEvent({ location: { displayName: 'X' } }),
	);
	expect(await jsonOf({ attendees: crowd(1200) })).toEqual({
		...OUR_EVENT,
		location: 'X',
		failed: [],
	});
});

test('lists whom and what could not be added; the event stays', async () => {
	planWrite(CREATE, undefined, wireEvent());
	planWrite(
		`POST ${EVENT}/attendees`,
		undefined,
		refusal('invalidParameter', 'no such person'),
		400,
	);
	const rooms = (...roomIds: string[]) => ({
		meetingRoomsToAdd: roomIds.map((roomId) => ({ roomId })),
	});
	const busy = refusal('meetingRoomNotAvailable', 'room busy');
	planWrite(`POST ${EVENT}/meetingRooms`, rooms('r1', 'r2'), busy, 400);
	planWrite(`POST ${EVENT}/meetingRooms`, rooms('r1'), busy, 400);
	planWrite(`POST ${EVENT}/meetingRooms`, rooms('r2'), { result: true });
	planApi(`GET ${EVENT}?maxAttendees=500`, undefined, refusal('itemNotFound'), 404);
	const { failed, ...event } = await jsonOf({
		attendees: crowd(501),
		additionalFields: {
			roomIds: {
				room: [{ room: { __rl: true, mode: 'list', value: 'r1' } }],
				list: [{ ids: 'r2' }],
			},
		},
	});
	expect(failed).toEqual([
		{
			unionIds: ['crowd500'],
			message: 'DingTalk finds the request faulty',
			code: 'invalidParameter',
		},
		{
			roomIds: ['r1'],
			message: 'The meeting room is not available at that time',
			code: 'meetingRoomNotAvailable',
		},
	]);
	expect(event).toEqual(OUR_EVENT);
}, 60_000);

test('books seven rooms in calls of five', async () => {
	planWrite(CREATE, undefined, wireEvent());
	const counts: number[] = [];
	const take = (body: { meetingRoomsToAdd: object[] }) =>
		counts.push(body.meetingRoomsToAdd.length) > 0;
	planWrite(`POST ${EVENT}/meetingRooms`, take as never, { result: true });
	planWrite(`POST ${EVENT}/meetingRooms`, take as never, { result: true });
	planApi(`GET ${EVENT}?maxAttendees=500`, undefined, wireEvent());
	await jsonOf({
		additionalFields: { roomIds: { list: [{ ids: '={{ ["a","b","c","d","e","f","g"] }}' }] } },
	});
	expect(counts).toEqual([5, 2]);
});

test('takes people by any ID, and says who is nobody before anything is created', async () => {
	answerLookups({ '13800000001': 'u1' });
	planWrite(
		CREATE,
		{ ...minimal, attendees: [{ id: 'union-u1', isOptional: false }] },
		wireEvent(),
	);
	await jsonOf({ attendees: { list: [{ ids: '13800000001', idType: 'any' }] } });
	const { error } = await run({ attendees: { list: [{ ids: 'ghost', idType: 'userId' }] } });
	expect(error?.message).toBe("'Attendees' is nobody's userId in this organisation: ghost");
});

test('gives the answer as it is when it is not to be simplified', async () => {
	planWrite(CREATE, undefined, wireEvent());
	expect(await jsonOf({ simplify: false })).toEqual({ ...wireEvent(), failed: [] });
});

test('repeats with the same token, and gives each item one of its own', async () => {
	const tokens: string[] = [];
	const note = (token: string | null) => tokens.push(String(token)) > 0;
	nock(API, { reqheaders: { 'x-client-token': note } })
		.post(EVENTS)
		.replyWithError(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
	nock(API, { reqheaders: { 'x-client-token': note } })
		.post(EVENTS)
		.reply(400, refusal('idempotencyProcessing', 'Idempotency processing'));
	nock(API, { reqheaders: { 'x-client-token': note } })
		.post(EVENTS)
		.reply(200, wireEvent());
	const result = await run();
	expect(result.items).toHaveLength(1);
	expect(new Set(tokens).size).toBe(1);
	expect(tokens.length).toBeGreaterThanOrEqual(3);
	expectNoSecrets(result);
	tokens.length = 0;
	nock(API, { reqheaders: { 'x-client-token': note } })
		.post(EVENTS)
		.twice()
		.reply(200, wireEvent());
	await runDingTalk({ parameters: form, input: itemsOf({}, {}), credentials: withOperator() });
	expect(new Set(tokens).size).toBe(2);
	// An agent may call twice in one run, and means two events.
	nock(API, { reqheaders: { 'x-client-token': note } })
		.post(EVENTS)
		.reply(200, wireEvent());
	await run({ summary: 'Another' });
	expect(new Set(tokens).size).toBe(3);
}, 60_000);

test.each([
	['flowLimit', 400, 'The person has created 100 events today, and DingTalk takes no more'],
	['permissionDeny', 400, 'This person may not do that with this calendar or event'],
	['itemNotFound', 404, 'DingTalk knows no such event or calendar'],
	['invalidParameter', 400, 'DingTalk finds the request faulty'],
])('explains %s', async (code, status, message) => {
	planWrite(CREATE, undefined, refusal(code, 'forwardErrorMessage'), status);
	const { error } = await run();
	expect(error?.message).toBe(message);
	expect(error?.description).toContain(
		`DingTalk code ${code}, "forwardErrorMessage", request id req-1`,
	);
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectFailureHandling(
		{
			parameters: { ...form, summary: '={{ $json.summary }}' },
			input: itemsOf({ summary: 'a' }, { summary: 'b' }, { summary: 'c' }),
			credentials: withOperator(),
		},
		() => {
			planWrite(CREATE, (body) => body.summary === 'a', wireEvent());
			planWrite(CREATE, (body) => body.summary === 'b', refusal('flowLimit'), 400);
			planWrite(CREATE, (body) => body.summary === 'c', wireEvent());
		},
		/has created 100 events today/,
	);
});

const rule = (more: object) => ({ additionalFields: { recurrence: { rule: more } } });
test.each<[string, object, RegExp]>([
	['no title', { summary: NOTHING }, /'Title' is empty/],
	[
		'a title of 2,049 characters',
		{ summary: 'x'.repeat(2049) },
		/'Title' is 2,049 characters long; the limit is 2,048/,
	],
	['no start', { start: NOTHING }, /'Start' is not a date/],
	['an end before the start', { end: '2026-05-04T08:00:00' }, /'End' is not after 'Start'/],
	['no first day', { allDay: true, start: NOTHING }, /'First Day' is not a date/],
	[
		'a last day before the first',
		{ allDay: true, start: '2026-05-04', end: '2026-05-03' },
		/'Last Day' is before 'First Day'/,
	],
	[
		'an unknown zone',
		{ additionalFields: { timeZone: '+08:00' } },
		/'Time Zone' is not the name of a time zone: \+08:00/,
	],
	[
		'a long description',
		{ additionalFields: { description: 'x'.repeat(5001) } },
		/'Description' is 5,001 characters long/,
	],
	[
		'a reminder in words',
		{ additionalFields: { reminders: '15, soon' } },
		/'Reminders \(Minutes Before\)' has an entry that is no number of minutes: soon/,
	],
	['5,001 people', { attendees: crowd(5001) }, /'Attendees' names 5001 people; the limit is 5000/],
	[
		'an empty picker',
		{ attendees: { person: [{ user: '={{ "" }}' }] } },
		/'Attendees > Person 1' is empty/,
	],
	[
		'an unknown pattern',
		rule({ repeat: '={{ "hourly" }}' }),
		/'Repeat' is 'hourly', which is no option of it/,
	],
	[
		'an unknown weekday',
		rule({ repeat: 'weekly', daysOfWeek: '={{ "doomsday" }}' }),
		/'On Days' is 'doomsday'/,
	],
	['an unknown end', rule({ ends: '={{ "soon" }}' }), /'Ends' is 'soon'/],
	['an interval in words', rule({ interval: '={{ "two" }}' }), /'Every' is not a number: two/],
	['every 366 weeks', rule({ interval: 366 }), /'Every' is not a whole number from 1 to 365: 366/],
	[
		'100 occurrences',
		rule({ ends: 'afterCount', occurrences: 100 }),
		/'Occurrences' is not a whole number from 1 to 99: 100/,
	],
	['no last day', rule({ ends: 'onDay' }), /'Until' is empty/],
	[
		'a last day before the start',
		rule({ ends: 'onDay', lastDay: '2026-05-03' }),
		/'Until' is before the event starts/,
	],
])('refuses %s before anything is sent', async (_name, parameters, wanted) => {
	const { message } = await refusedInput({
		parameters: { ...form, ...parameters } as INode['parameters'],
		credentials: withOperator(),
	});
	expect(message).toMatch(wanted);
});

test('names both places when nobody is there to act', async () => {
	const { message, description } = await refusedInput({ parameters: form });
	expect(message).toBe("'Operator' is empty, and somebody must act");
	expect(description).toBe("Choose a person in 'User', or fill in 'Operator' of the credential");
});
