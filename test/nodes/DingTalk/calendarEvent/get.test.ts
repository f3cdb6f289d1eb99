import { NOTHING, planApi, refusal } from '../../../helpers/calls.mts';
import { planUser } from '../../../helpers/contacts.mts';
import { operationWith } from '../../../helpers/operation.mts';
import { EVENT, EVENTS, EVENT_ID, OPERATOR, OUR_EVENT, wireEvent, withOperator } from './events';

const { run, jsonsOf, expectRefused, expectOneFails } = operationWith(
	{ resource: 'calendarEvent', operation: 'get', eventId: EVENT_ID },
	withOperator,
);

test('gets an event', async () => {
	planApi(`GET ${EVENT}`, undefined, wireEvent());
	expect(await jsonsOf()).toEqual([OUR_EVENT]);
});

test('asks for so many attendees, in the calendar of another person', async () => {
	planUser('u1');
	const event = EVENT.replace(OPERATOR, 'union-u1').replace('primary', 'cal-1');
	planApi(`GET ${event}?maxAttendees=500`, undefined, wireEvent());
	await jsonsOf({ userId: 'u1', options: { calendarId: 'cal-1', maxAttendees: 500 } });
});

test('gives the answer as it is when it is not to be simplified', async () => {
	planApi(`GET ${EVENT}`, undefined, wireEvent());
	expect(await jsonsOf({ simplify: false })).toEqual([wireEvent()]);
});

test.each([
	['instanceNotExist', 'The event was deleted'],
	['itemNotFound', 'DingTalk knows no such event or calendar'],
])('explains %s', async (code, message) => {
	planApi(`GET ${EVENT}`, undefined, refusal(code), 404);
	expect((await run()).error?.message).toBe(message);
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectOneFails(
		{ eventId: '={{ $json.id }}' },
		() => {
			planApi(`GET ${EVENTS}/a`, undefined, wireEvent());
			planApi(`GET ${EVENTS}/b`, undefined, refusal('itemNotFound'), 404);
			planApi(`GET ${EVENTS}/c`, undefined, wireEvent());
		},
		/DingTalk knows no such event/,
	);
});

test.each<[string, object, RegExp]>([
	['no event ID', { eventId: NOTHING }, /'Event ID' is empty/],
	[
		'501 attendees',
		{ options: { maxAttendees: '={{ 501 }}' } },
		/'Max Attendees' is not a whole number from 1 to 500: 501/,
	],
])('refuses %s before anything is sent', async (_name, parameters, wanted) => {
	await expectRefused(parameters, wanted);
});
