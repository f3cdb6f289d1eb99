/** Get, Get Many and Get Many Attendees. */
import type { INode } from 'n8n-workflow';
import nock from 'nock';

import {
	NOTHING,
	expectFailureHandling,
	itemsOf,
	pairs,
	planApi,
	refusal,
	refusedInput,
} from '../../../helpers/calls.mts';
import { planUser } from '../../../helpers/contacts.mts';
import { API, runDingTalk } from '../../../helpers/dingTalk.mts';
import { EVENT, EVENTS, EVENT_ID, OPERATOR, OUR_EVENT, wireEvent, withOperator } from './events';

const VIEW = `/v1.0/calendar/users/${OPERATOR}/calendars/primary/eventsview`;
const run = async (operation: string, parameters: object = {}) =>
	await runDingTalk({
		parameters: { resource: 'calendarEvent', operation, ...parameters } as INode['parameters'],
		credentials: withOperator(),
	});
const jsonsOf = async (operation: string, parameters: object = {}) => {
	const { items, error } = await run(operation, parameters);
	expect([error?.message, error?.description]).toEqual([undefined, undefined]);
	return items.map(({ json }) => json);
};
const get = async (parameters: object = {}) =>
	await jsonsOf('get', { eventId: EVENT_ID, ...parameters });
// The workflow of the tests has the zone America/New_York.
const WEEK = { from: '2026-05-01T00:00:00', until: '2026-05-08T00:00:00' };
const IN_WEEK = 'timeMin=2026-05-01T00:00:00-04:00&timeMax=2026-05-08T00:00:00-04:00';
const list = async (parameters: object = {}) => await jsonsOf('getAll', { ...WEEK, ...parameters });
const events = (from: number, to: number, further: object = {}) =>
	Array.from({ length: to - from }, (_, index) =>
		wireEvent({ id: `e${from + index}`, ...further }),
	);

describe('Get', () => {
	test('gets an event', async () => {
		planApi(`GET ${EVENT}`, undefined, wireEvent());
		expect(await get()).toEqual([OUR_EVENT]);
	});

	test('asks for so many attendees, in the calendar of another person', async () => {
		planUser('u1');
		const event = EVENT.replace(OPERATOR, 'union-u1').replace('primary', 'cal-1');
		planApi(`GET ${event}?maxAttendees=500`, undefined, wireEvent());
		await get({ userId: 'u1', options: { calendarId: 'cal-1', maxAttendees: 500 } });
	});

	test('gives the answer as it is when it is not to be simplified', async () => {
		planApi(`GET ${EVENT}`, undefined, wireEvent());
		expect(await get({ simplify: false })).toEqual([wireEvent()]);
	});

	test.each([
		['instanceNotExist', 'The event was deleted'],
		['itemNotFound', 'DingTalk knows no such event or calendar'],
	])('explains %s', async (code, message) => {
		planApi(`GET ${EVENT}`, undefined, refusal(code), 404);
		expect((await run('get', { eventId: EVENT_ID })).error?.message).toBe(message);
	});
});

describe('Get Many', () => {
	test('lists each occurrence in a range', async () => {
		planApi(`GET ${VIEW}?${IN_WEEK}&maxResults=50`, undefined, { events: [wireEvent()] });
		expect(await list()).toEqual([OUR_EVENT]);
	});

	test('lists events themselves, deleted ones too', async () => {
		planApi(`GET ${EVENTS}?${IN_WEEK}&showDeleted=true&maxAttendees=10&maxResults=50`, undefined, {
			events: [wireEvent({ status: 'cancelled' })],
			nextToken: null,
		});
		const options = { showDeleted: true, maxAttendees: 10 };
		expect(await list({ expandRecurrences: false, options })).toEqual([
			{ ...OUR_EVENT, status: 'cancelled' },
		]);
	});

	test('walks the pages to their end', async () => {
		const call = `GET ${VIEW}?${IN_WEEK}&maxResults=100`;
		planApi(call, undefined, { events: events(0, 100), nextToken: 'a+b=' });
		planApi(`${call}&nextToken=a%2Bb%3D`, undefined, { events: events(100, 130), nextToken: '' });
		expect(await list({ returnAll: true })).toHaveLength(130);
	});

	test('stops at the limit', async () => {
		planApi(`GET ${VIEW}?${IN_WEEK}&maxResults=3`, undefined, {
			events: events(0, 3),
			nextToken: 'x',
		});
		expect(await list({ limit: 3 })).toHaveLength(3);
	});

	test('tells occurrences of one event apart by their start', async () => {
		const at = (hour: string) => ({ dateTime: `2026-05-04T0${hour}:00:00Z`, timeZone: 'UTC' });
		planApi(`GET ${VIEW}?${IN_WEEK}&maxResults=50`, undefined, {
			events: [
				wireEvent({ start: at('1') }),
				wireEvent({ start: at('3') }),
				wireEvent({ start: at('1') }),
			],
		});
		expect((await list()).map(({ start }) => start)).toEqual([
			'2026-05-04T01:00:00+00:00',
			'2026-05-04T03:00:00+00:00',
		]);
	});

	test('reads three years in parts of a year, and an event over their border once', async () => {
		const window = (timeMin: string, timeMax: string, maxResults = 100) =>
			`GET ${VIEW}?timeMin=${timeMin}T00:00:00-05:00&timeMax=${timeMax}T00:00:00-05:00&maxResults=${maxResults}`;
		planApi(window('2025-01-01', '2026-01-01'), undefined, { events: events(0, 2) });
		planApi(window('2026-01-01', '2027-01-01'), undefined, { events: events(1, 4) });
		planApi(window('2027-01-01', '2027-03-01'), undefined, { events: [] });
		const all = await list({ from: '2025-01-01', until: '2027-03-01', returnAll: true });
		expect(all.map(({ eventId }) => eventId)).toEqual(['e0', 'e1', 'e2', 'e3']);
	});

	test('reads no further part than the limit needs', async () => {
		const timeMin = 'timeMin=2025-01-01T00:00:00-05:00&timeMax=2026-01-01T00:00:00-05:00';
		planApi(`GET ${VIEW}?${timeMin}&maxResults=2`, undefined, { events: events(0, 2) });
		expect(await list({ from: '2025-01-01', until: '2027-03-01', limit: 2 })).toHaveLength(2);
	});

	test('takes the week from now on by default', async () => {
		const before = Date.now();
		let query: URLSearchParams | undefined;
		nock(API)
			.get(VIEW)
			.query((asked) => {
				query = new URLSearchParams(asked as Record<string, string>);
				return true;
			})
			.reply(200, { events: [] });
		await jsonsOf('getAll');
		const from = Date.parse(query?.get('timeMin') ?? '');
		expect(Math.abs(from - before)).toBeLessThan(20_000);
		expect(Date.parse(query?.get('timeMax') ?? '') - from).toBeCloseTo(7 * 86_400_000, -4);
	});

	test('gives the answers as they are when they are not to be simplified', async () => {
		planApi(`GET ${VIEW}?${IN_WEEK}&maxResults=50`, undefined, { events: [wireEvent()] });
		expect(await list({ simplify: false })).toEqual([wireEvent()]);
	});
});

describe('Get Many Attendees', () => {
	const attendee = (index: number) => ({
		id: `u${index}`,
		displayName: `N${index}`,
		responseStatus: 'accepted',
		isOptional: index % 2 === 1,
		self: false,
	});
	const page = (from: number, to: number) =>
		Array.from({ length: to - from }, (_, index) => attendee(from + index));

	test('lists who is invited', async () => {
		planApi(`GET ${EVENT}/attendees?maxResults=500`, undefined, {
			attendees: page(0, 500),
			nextToken: 't',
		});
		planApi(`GET ${EVENT}/attendees?maxResults=500&nextToken=t`, undefined, {
			attendees: page(500, 502),
		});
		const all = await jsonsOf('getAttendees', { eventId: EVENT_ID, returnAll: true });
		expect(all).toHaveLength(502);
		expect(all[1]).toEqual({
			eventId: EVENT_ID,
			unionId: 'u1',
			name: 'N1',
			response: 'accepted',
			isOptional: true,
		});
	});

	test('stops at the limit', async () => {
		planApi(`GET ${EVENT}/attendees?maxResults=2`, undefined, {
			attendees: page(0, 2),
			nextToken: 't',
		});
		expect(await jsonsOf('getAttendees', { eventId: EVENT_ID, limit: 2 })).toHaveLength(2);
	});
});

test('reads for several items and pairs what it finds', async () => {
	for (const id of ['a', 'b']) {
		const attendees = [{ id: `u-${id}` }, { id: `v-${id}` }];
		planApi(`GET ${EVENTS}/${id}/attendees?maxResults=50`, undefined, { attendees });
	}
	const { items } = await runDingTalk({
		parameters: {
			resource: 'calendarEvent',
			operation: 'getAttendees',
			eventId: '={{ $json.id }}',
		},
		input: itemsOf({ id: 'a' }, { id: 'b' }),
		credentials: withOperator(),
	});
	expect(pairs(items)).toEqual([0, 0, 1, 1]);
	expect(items.map(({ json }) => json.unionId)).toEqual(['u-a', 'v-a', 'u-b', 'v-b']);
});

test.each([
	['get', (id: string) => `GET ${EVENTS}/${id}`, wireEvent()],
	[
		'getAttendees',
		(id: string) => `GET ${EVENTS}/${id}/attendees?maxResults=50`,
		{ attendees: [{ id: 'u' }] },
	],
])(
	'%s goes on after a failing item when told so, and names it when not',
	async (operation, call, answer) => {
		await expectFailureHandling(
			{
				parameters: { resource: 'calendarEvent', operation, eventId: '={{ $json.id }}' },
				input: itemsOf({ id: 'a' }, { id: 'b' }, { id: 'c' }),
				credentials: withOperator(),
			},
			() => {
				planApi(call('a'), undefined, answer);
				planApi(call('b'), undefined, refusal('itemNotFound'), 404);
				planApi(call('c'), undefined, answer);
			},
			/DingTalk knows no such event/,
		);
	},
);

test.each<[string, string, object, RegExp]>([
	['no event ID', 'get', { eventId: NOTHING }, /'Event ID' is empty/],
	['no event ID', 'getAttendees', { eventId: NOTHING }, /'Event ID' is empty/],
	[
		'501 attendees',
		'get',
		{ eventId: 'e', options: { maxAttendees: '={{ 501 }}' } },
		/'Max Attendees' is not a whole number from 1 to 500: 501/,
	],
	[
		'101 attendees',
		'getAll',
		{ ...WEEK, options: { maxAttendees: '={{ 101 }}' } },
		/'Max Attendees' is not a whole number from 1 to 100: 101/,
	],
	[
		'a range that ends before it begins',
		'getAll',
		{ from: '2026-05-08', until: '2026-05-01' },
		/'From' is not before 'Until'/,
	],
	['no date', 'getAll', { ...WEEK, until: '={{ "soon" }}' }, /'Until' is not a date: soon/],
	[
		'a limit of 0',
		'getAll',
		{ ...WEEK, limit: '={{ 0 }}' },
		/'Limit' is not a whole number from 1 up: 0/,
	],
])('refuses %s in %s before anything is sent', async (_name, operation, parameters, wanted) => {
	const { message } = await refusedInput({
		parameters: { resource: 'calendarEvent', operation, ...parameters } as INode['parameters'],
		credentials: withOperator(),
	});
	expect(message).toMatch(wanted);
});
