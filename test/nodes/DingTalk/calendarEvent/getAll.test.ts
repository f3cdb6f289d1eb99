import nock from 'nock';

import { planApi, refusal } from '../../../helpers/calls.mts';
import { API } from '../../../helpers/dingTalk.mts';
import { operationWith } from '../../../helpers/operation.mts';
import { EVENTS, OPERATOR, OUR_EVENT, wireEvent, withOperator } from './events';

const VIEW = `/v1.0/calendar/users/${OPERATOR}/calendars/primary/eventsview`;
// The workflow of the tests has the zone America/New_York.
const WEEK = { from: '2026-05-01T00:00:00', until: '2026-05-08T00:00:00' };
const IN_WEEK = 'timeMin=2026-05-01T00:00:00-04:00&timeMax=2026-05-08T00:00:00-04:00';
const { jsonsOf, expectRefused, expectOneFails } = operationWith(
	{ resource: 'calendarEvent', operation: 'getAll' },
	withOperator,
);

const list = async (parameters: object = {}) => await jsonsOf({ ...WEEK, ...parameters });
const events = (from: number, to: number, further: object = {}) =>
	Array.from({ length: to - from }, (_, index) =>
		wireEvent({ id: `e${from + index}`, ...further }),
	);

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
	await jsonsOf();
	const from = Date.parse(query?.get('timeMin') ?? '');
	expect(Math.abs(from - before)).toBeLessThan(20_000);
	expect(Date.parse(query?.get('timeMax') ?? '') - from).toBeCloseTo(7 * 86_400_000, -4);
});

test('gives the answers as they are when they are not to be simplified', async () => {
	planApi(`GET ${VIEW}?${IN_WEEK}&maxResults=50`, undefined, { events: [wireEvent()] });
	expect(await list({ simplify: false })).toEqual([wireEvent()]);
});

test.each<[string, object, RegExp]>([
	[
		'101 attendees',
		{ ...WEEK, options: { maxAttendees: '={{ 101 }}' } },
		/'Max Attendees' is not a whole number from 1 to 100: 101/,
	],
	[
		'a range that ends before it begins',
		{ from: '2026-05-08', until: '2026-05-01' },
		/'From' is not before 'Until'/,
	],
	['no date', { ...WEEK, until: '={{ "soon" }}' }, /'Until' is not a date: soon/],
	['a limit of 0', { ...WEEK, limit: '={{ 0 }}' }, /'Limit' is not a whole number from 1 up: 0/],
])('refuses %s before anything is sent', async (_name, parameters, wanted) => {
	await expectRefused(parameters, wanted);
});

test('reads for several items, and pairs what it finds; goes on after a failing one when told so', async () => {
	const view = (id: string) => `GET ${VIEW.replace('primary', id)}?${IN_WEEK}&maxResults=50`;
	await expectOneFails(
		{ ...WEEK, options: { calendarId: '={{ $json.id }}' } },
		() => {
			planApi(view('a'), undefined, { events: events(0, 1) });
			planApi(view('b'), undefined, refusal('itemNotFound'), 404);
			planApi(view('c'), undefined, { events: events(1, 2) });
		},
		/DingTalk knows no such event/,
	);
});
