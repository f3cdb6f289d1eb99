/** Add and Remove Attendees, Add and Remove Rooms. */
import type { INode } from 'n8n-workflow';

import {
	NOTHING,
	expectFailureHandling,
	itemsOf,
	refusal,
	refusedInput,
} from '../../../helpers/calls.mts';
import { answerLookups } from '../../../helpers/contacts.mts';
import { runDingTalk } from '../../../helpers/dingTalk.mts';
import { EVENT, EVENTS, EVENT_ID, crowd, people, planWrite, withOperator } from './events';

const ADD = `POST ${EVENT}/attendees`;
const REMOVE = `POST ${EVENT}/attendees/batchRemove`;
const ADD_ROOMS = `POST ${EVENT}/meetingRooms`;
const REMOVE_ROOMS = `POST ${EVENT}/meetingRooms/batchRemove`;
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

test('invites people, some of whom need not come, and tells nobody', async () => {
	planWrite(
		ADD,
		{
			attendeesToAdd: [
				{ id: 'union-a', isOptional: false },
				{ id: 'union-b', isOptional: true },
			],
			chatNotification: false,
			pushNotification: false,
		},
		'',
	);
	const json = await jsonOf('addAttendees', {
		attendees: people('union-a'),
		optionalAttendees: people('union-b', 'union-a'),
		options: { chatNotification: false, pushNotification: false },
	});
	expect(json).toEqual({
		success: true,
		eventId: EVENT_ID,
		added: ['union-a', 'union-b'],
		failed: [],
	});
});

test('invites and takes out 1,001 people in calls of 500, each with a token of its own', async () => {
	for (const [operation, call, field, result] of [
		['addAttendees', ADD, 'attendeesToAdd', 'added'],
		['removeAttendees', REMOVE, 'attendeesToRemove', 'removed'],
	]) {
		const counts: number[] = [];
		const take = (body: Record<string, object[]>) => counts.push(body[field].length) > 0;
		const tokens = [1, 2, 3].flatMap(() => [planWrite(call, take as never, '')]);
		const json = await jsonOf(operation, { attendees: crowd(1001) });
		expect(counts).toEqual([500, 500, 1]);
		expect(json[result]).toHaveLength(1001);
		expect(new Set(tokens.flat()).size).toBe(3);
	}
});

test('takes people out', async () => {
	planWrite(REMOVE, { attendeesToRemove: [{ id: 'union-a' }] }, '');
	expect(await jsonOf('removeAttendees', { attendees: people('union-a') })).toEqual({
		success: true,
		eventId: EVENT_ID,
		removed: ['union-a'],
		failed: [],
	});
});

test.each([
	['addAttendees', ADD, 'added'],
	['removeAttendees', REMOVE, 'removed'],
])('%s lists whom DingTalk refused, and who is nobody', async (operation, call, result) => {
	answerLookups({ '13800000001': 'u1' });
	planWrite(call, undefined, '');
	planWrite(call, undefined, refusal('invalidParameter', 'no such person'), 400);
	const attendees = { list: [...crowd(500).list, { ids: 'u1, ghost', idType: 'userId' }] };
	const json = await jsonOf(operation, { attendees });
	expect(json).toMatchObject({
		success: false,
		failed: [
			{
				unionIds: ['union-u1'],
				message: 'DingTalk finds the request faulty',
				code: 'invalidParameter',
			},
			{ ids: ['ghost'], code: 'unknownPerson' },
		],
	});
	expect(json[result]).toHaveLength(500);
});

test.each(['addAttendees', 'removeAttendees'])(
	'%s fails when nobody is anybody',
	async (operation) => {
		answerLookups({});
		const { error } = await run(operation, {
			attendees: { list: [{ ids: 'ghost', idType: 'userId' }] },
		});
		expect(error?.message).toBe("'Attendees' is nobody's userId in this organisation: ghost");
	},
);

test.each([
	['addRooms', ADD_ROOMS, 'meetingRoomsToAdd', 'added'],
	['removeRooms', REMOVE_ROOMS, 'meetingRoomsToRemove', 'removed'],
])('%s takes five rooms at once', async (operation, call, field, result) => {
	const rooms = (...roomIds: string[]) => ({ [field]: roomIds.map((roomId) => ({ roomId })) });
	planWrite(call, rooms('a', 'b', 'c', 'd', 'e'), { result: true });
	planWrite(call, rooms('f'), { result: true });
	expect(await jsonOf(operation, { roomIds: 'a, b, c, d, e, f' })).toEqual({
		success: true,
		eventId: EVENT_ID,
		[result]: ['a', 'b', 'c', 'd', 'e', 'f'],
		failed: [],
	});
});

test('books the other rooms when one of them is taken', async () => {
	const rooms = (...roomIds: string[]) => ({
		meetingRoomsToAdd: roomIds.map((roomId) => ({ roomId })),
	});
	const busy = refusal('meetingRoomNotAvailable', 'room busy');
	planWrite(ADD_ROOMS, rooms('a', 'b', 'c'), busy, 400);
	planWrite(ADD_ROOMS, rooms('a'), { result: true });
	planWrite(ADD_ROOMS, rooms('b'), busy, 400);
	planWrite(ADD_ROOMS, rooms('c'), { result: true });
	expect(await jsonOf('addRooms', { roomIds: '={{ ["a", "b", "c"] }}' })).toEqual({
		success: false,
		eventId: EVENT_ID,
		added: ['a', 'c'],
		failed: [
			{
				roomIds: ['b'],
				message: 'The meeting room is not available at that time',
				code: 'meetingRoomNotAvailable',
			},
		],
	});
});

test.each([
	['meetingRoomNotAvailable', 'room busy', 'The meeting room is not available at that time'],
	['invalidParameter', 'roomId invalid', 'DingTalk knows no such meeting room'],
])('fails when no room can be booked: %s', async (code, text, message) => {
	planWrite(ADD_ROOMS, undefined, refusal(code, text), 400);
	expect((await run('addRooms', { roomIds: 'a' })).error?.message).toBe(message);
});

test('fails when DingTalk answers that it booked nothing', async () => {
	planWrite(ADD_ROOMS, undefined, { result: false });
	const { error } = await run('addRooms', { roomIds: 'a' });
	expect(error?.message).toBe('DingTalk took the call, and answered that it did not do it');
});

test('asks no further when the app may not do it', async () => {
	const denied = {
		...refusal('Forbidden.AccessDenied.AccessTokenPermissionDenied'),
		accessdenieddetail: { requiredScopes: ['Calendar.Event.Write'] },
	};
	planWrite(ADD_ROOMS, undefined, denied, 403);
	const { error } = await run('addRooms', { roomIds: 'a, b, c, d, e, f, g' });
	expect(error?.message).toBe('The app lacks a permission for this call: Calendar.Event.Write');
});

test.each([
	['addAttendees', 'attendees', { attendees: people('u') }],
	['removeAttendees', 'attendees/batchRemove', { attendees: people('u') }],
	['addRooms', 'meetingRooms', { roomIds: 'r' }],
	['removeRooms', 'meetingRooms/batchRemove', { roomIds: 'r' }],
])(
	'%s goes on after a failing item when told so, and names it when not',
	async (operation, rest, more) => {
		const done = operation.endsWith('Rooms') ? { result: true } : '';
		await expectFailureHandling(
			{
				parameters: parametersOf(operation, { ...more, eventId: '={{ $json.id }}' }),
				input: itemsOf({ id: 'a' }, { id: 'b' }, { id: 'c' }),
				credentials: withOperator(),
			},
			() => {
				planWrite(`POST ${EVENTS}/a/${rest}`, undefined, done);
				planWrite(`POST ${EVENTS}/b/${rest}`, undefined, refusal('itemNotFound'), 404);
				planWrite(`POST ${EVENTS}/c/${rest}`, undefined, done);
			},
			/DingTalk knows no such event/,
		);
	},
);

test.each<[string, string, object, RegExp]>([
	['nobody', 'addAttendees', {}, /'Attendees' is empty/],
	[
		'an empty picker',
		'addAttendees',
		{ optionalAttendees: { person: [{ user: '={{ "" }}' }] } },
		/'Optional Attendees > Person 1' is empty/,
	],
	[
		'nobody',
		'removeAttendees',
		{ attendees: { list: [{ ids: '={{ "" }}' }] } },
		/'Attendees' is empty/,
	],
	[
		'no event ID',
		'addAttendees',
		{ eventId: NOTHING, attendees: people('a') },
		/'Event ID' is empty/,
	],
	['no room', 'addRooms', { roomIds: NOTHING }, /'Room IDs' is empty/],
	['no room', 'removeRooms', { roomIds: NOTHING }, /'Room IDs' is empty/],
])('refuses %s in %s before anything is sent', async (_name, operation, parameters, wanted) => {
	const { message } = await refusedInput({
		parameters: parametersOf(operation, parameters),
		credentials: withOperator(),
	});
	expect(message).toMatch(wanted);
});
