/** Update, Delete and Respond. */
import type { INode } from 'n8n-workflow';
import nock from 'nock';

import {
	NOTHING,
	expectFailureHandling,
	itemsOf,
	planApi,
	refusal,
	refusedInput,
} from '../../../helpers/calls.mts';
import { planUser } from '../../../helpers/contacts.mts';
import { API, runDingTalk } from '../../../helpers/dingTalk.mts';
import {
	EVENT,
	EVENTS,
	EVENT_ID,
	OPERATOR,
	OUR_EVENT,
	planWrite,
	wireEvent,
	withOperator,
} from './events';

const UPDATE = `PUT ${EVENT}`;
const parametersOf = (operation: string, parameters: object) =>
	({
		resource: 'calendarEvent',
		operation,
		eventId: EVENT_ID,
		...parameters,
	}) as INode['parameters'];
const run = async (operation: string, parameters: object = {}) =>
	await runDingTalk({
		parameters: parametersOf(operation, parameters),
		credentials: withOperator(),
	});
const jsonOf = async (operation: string, parameters: object = {}) => {
	const { items, error } = await run(operation, parameters);
	expect([error?.message, error?.description]).toEqual([undefined, undefined]);
	return items[0].json;
};
const update = async (updateFields: object, more: object = {}) =>
	await jsonOf('update', { updateFields, ...more });
const weekly = { rule: { repeat: 'weekly' } };

describe('Update', () => {
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
		const { items, error } = await run('update', { updateFields: { summary: 'New' } });
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
		const { error } = await run('update', { updateFields: { summary: 'New' } });
		expect(error?.description).toContain('Only the organizer may change an event');
	});
});

describe('Delete', () => {
	test('deletes an event, whose answer is empty', async () => {
		planWrite(`DELETE ${EVENT}`, undefined, '');
		expect(await jsonOf('delete')).toEqual({ deleted: true });
	});

	test('tells nobody if wanted, in a calendar of another person', async () => {
		planUser('u1');
		const event = EVENT.replace(OPERATOR, 'union-u1').replace('primary', 'cal-1');
		planWrite(`DELETE ${event}?pushNotification=false`, undefined, '');
		await jsonOf('delete', {
			userId: 'u1',
			options: { pushNotification: false, calendarId: 'cal-1' },
		});
	});
});

test.each(['accepted', 'declined', 'tentative', 'needsAction'])('answers %s', async (response) => {
	planWrite(`POST ${EVENT}/respond`, { responseStatus: response }, '');
	expect(await jsonOf('respond', { response })).toEqual({
		success: true,
		eventId: EVENT_ID,
		unionId: OPERATOR,
		response,
	});
});

test.each([
	[
		'update',
		(id: string) => `PUT ${EVENTS}/${id}`,
		wireEvent(),
		{ updateFields: { summary: 'x' } },
	],
	['delete', (id: string) => `DELETE ${EVENTS}/${id}`, '' as const, {}],
	['respond', (id: string) => `POST ${EVENTS}/${id}/respond`, '' as const, {}],
])(
	'%s goes on after a failing item when told so, and names it when not',
	async (operation, call, answer, more) => {
		await expectFailureHandling(
			{
				parameters: parametersOf(operation, { ...more, eventId: '={{ $json.id }}' }),
				input: itemsOf({ id: 'a' }, { id: 'b' }, { id: 'c' }),
				credentials: withOperator(),
			},
			() => {
				planWrite(call('a'), undefined, answer);
				planWrite(call('b'), undefined, refusal('itemNotFound'), 404);
				planWrite(call('c'), undefined, answer);
			},
			/DingTalk knows no such event/,
		);
	},
);

test.each<[string, string, object, RegExp]>([
	['no event ID', 'delete', { eventId: NOTHING }, /'Event ID' is empty/],
	['no event ID', 'respond', { eventId: NOTHING }, /'Event ID' is empty/],
	['no change', 'update', { updateFields: {} }, /'Update Fields' is empty/],
	[
		'notices without a change',
		'update',
		{ options: { pushNotification: false } },
		/'Update Fields' is empty/,
	],
	[
		'to take an online meeting away',
		'update',
		{ updateFields: { summary: 'New', onlineMeeting: false } },
		/'Online Meeting' cannot be switched off/,
	],
	['an empty title', 'update', { updateFields: { summary: NOTHING } }, /'Title' is empty/],
	[
		'a start without an end',
		'update',
		{ updateFields: { time: { span: { start: '2026-05-01' } } } },
		/'End' is not a date/,
	],
	[
		'an unknown answer',
		'respond',
		{ response: '={{ "maybe" }}' },
		/'Response' is 'maybe', which is no option of it/,
	],
])('refuses %s in %s before anything is sent', async (_name, operation, parameters, wanted) => {
	const { message } = await refusedInput({
		parameters: parametersOf(operation, parameters),
		credentials: withOperator(),
	});
	expect(message).toMatch(wanted);
});
