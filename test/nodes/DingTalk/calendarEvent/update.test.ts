import nock from 'nock';

import { NOTHING, planApi, refusal } from '../../../helpers/calls.mts';
import { API } from '../../../helpers/dingTalk.mts';
import { operationWith } from '../../../helpers/operation.mts';
import { EVENT, EVENTS, EVENT_ID, OUR_EVENT, planWrite, wireEvent, withOperator } from './events';

const UPDATE = `PUT ${EVENT}`;
const { run, jsonOf, expectRefused, expectOneFails } = operationWith(
	{ resource: 'calendarEvent', operation: 'update', eventId: EVENT_ID },
	withOperator,
);

const update = async (updateFields: object, more: object = {}) =>
	await jsonOf({ updateFields, ...more });
const weekly = { rule: { repeat: 'weekly' } };

test('sends the ID and what is given, nothing else', async () => {
	planWrite(UPDATE, { id: EVENT_ID, summary: 'New' }, wireEvent({ summary: 'New' }));
	expect(await update({ summary: 'New' })).toEqual({ ...OUR_EVENT, summary: 'New' });
});

test('sends every field under its name on the wire', async () => {
	const zone = 'Europe/Berlin';
	planWrite(
		UPDATE,
		{
			id: EVENT_ID,
			summary: 'New',
			isAllDay: false,
			start: { dateTime: '2026-03-28T22:00:00+01:00', timeZone: zone },
			end: { dateTime: '2026-03-29T08:00:00+02:00', timeZone: zone },
			description: '',
			location: { displayName: '' },
			onlineMeetingInfo: { type: 'dingtalk' },
			reminders: [],
			extra: { noPushNotification: 'true' },
			recurrence: {
				pattern: { type: 'weekly', interval: 1, daysOfWeek: 'saturday' },
				range: { type: 'noEnd' },
			},
		},
		wireEvent(),
	);
	const updateFields = {
		description: '',
		location: '',
		onlineMeeting: true,
		recurrence: weekly,
		reminders: '',
		summary: 'New',
		time: { span: { start: '2026-03-28T22:00:00', end: '2026-03-29 08:00', timeZone: zone } },
	};
	await update(updateFields, { options: { pushNotification: false } });
});

test('makes whole days of it, the last one typed by the user', async () => {
	const start = { date: '2026-12-31' };
	planWrite(
		UPDATE,
		{ id: EVENT_ID, isAllDay: true, start, end: { date: '2027-01-02' } },
		wireEvent(),
	);
	await update({ time: { span: { allDay: true, start: '2026-12-31', end: '2027-01-01' } } });
});

test('asks DingTalk for the start when only the recurrence changes', async () => {
	const start = { dateTime: '2026-05-03T23:00:00Z', timeZone: 'Asia/Shanghai' };
	planApi(`GET ${EVENT}`, undefined, wireEvent({ start }));
	const pattern = { type: 'weekly', interval: 1, daysOfWeek: 'monday' };
	planWrite(
		UPDATE,
		{ id: EVENT_ID, recurrence: { pattern, range: { type: 'noEnd' } } },
		wireEvent(),
	);
	await update({ recurrence: weekly });
});

test('is not done where the answer holds no event', async () => {
	planWrite(UPDATE, undefined, '');
	const { items, error } = await run({ updateFields: { summary: 'New' } });
	expect(items).toEqual([]);
	expect(error?.description).toContain("It carries no 'id'");
});

test('repeats a call whose connection broke', async () => {
	nock(API)
		.put(EVENT)
		.replyWithError(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
	planWrite(UPDATE, undefined, wireEvent());
	await update({ summary: 'New' });
});

test('says that only the organizer may', async () => {
	planWrite(UPDATE, undefined, refusal('permissionDeny'), 400);
	const { error } = await run({ updateFields: { summary: 'New' } });
	expect(error?.description).toContain('Only the organizer may change an event');
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectOneFails(
		{ eventId: '={{ $json.id }}', updateFields: { summary: 'x' } },
		() => {
			planWrite(`PUT ${EVENTS}/a`, undefined, wireEvent());
			planWrite(`PUT ${EVENTS}/b`, undefined, refusal('itemNotFound'), 404);
			planWrite(`PUT ${EVENTS}/c`, undefined, wireEvent());
		},
		/DingTalk knows no such event/,
	);
});

test.each<[string, object, RegExp]>([
	['no change', { updateFields: {} }, /'Update Fields' is empty/],
	[
		'notices without a change',
		{ options: { pushNotification: false } },
		/'Update Fields' is empty/,
	],
	[
		'to take an online meeting away',
		{ updateFields: { summary: 'New', onlineMeeting: false } },
		/'Online Meeting' cannot be switched off/,
	],
	['an empty title', { updateFields: { summary: NOTHING } }, /'Title' is empty/],
	[
		'a start without an end',
		{ updateFields: { time: { span: { start: '2026-05-01' } } } },
		/'End' is not a date/,
	],
])('refuses %s before anything is sent', async (_name, parameters, wanted) => {
	await expectRefused(parameters, wanted);
});
