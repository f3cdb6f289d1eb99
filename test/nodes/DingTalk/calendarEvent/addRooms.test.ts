import { NOTHING, refusal } from '../../../helpers/calls.mts';
import { operationWith } from '../../../helpers/operation.mts';
import { EVENT, EVENTS, EVENT_ID, planWrite, withOperator } from './events';

const ADD_ROOMS = `POST ${EVENT}/meetingRooms`;
const { run, jsonOf, expectRefused, expectOneFails } = operationWith(
	{ resource: 'calendarEvent', operation: 'addRooms', eventId: EVENT_ID },
	withOperator,
);

test('takes five rooms at once', async () => {
	const rooms = (...roomIds: string[]) => ({
		meetingRoomsToAdd: roomIds.map((roomId) => ({ roomId })),
	});
	planWrite(ADD_ROOMS, rooms('a', 'b', 'c', 'd', 'e'), { result: true });
	planWrite(ADD_ROOMS, rooms('f'), { result: true });
	expect(await jsonOf({ roomIds: { list: [{ ids: 'a, b, c, d, e, f' }] } })).toEqual({
		success: true,
		eventId: EVENT_ID,
		added: ['a', 'b', 'c', 'd', 'e', 'f'],
		failed: [],
	});
});

test('takes rooms by clicks and by lists of IDs, each once', async () => {
	const rooms = ['b', 'a', 'c'].map((roomId) => ({ roomId }));
	planWrite(ADD_ROOMS, { meetingRoomsToAdd: rooms }, { result: true });
	const roomIds = {
		list: [{ ids: 'a, b' }, { ids: '={{ ["c", "a"] }}' }],
		room: [{ room: { __rl: true, mode: 'list', value: 'b' } }],
	};
	expect(await jsonOf({ roomIds })).toMatchObject({ added: ['b', 'a', 'c'] });
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
	expect(await jsonOf({ roomIds: { list: [{ ids: '={{ ["a", "b", "c"] }}' }] } })).toEqual({
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
	expect((await run({ roomIds: { list: [{ ids: 'a' }] } })).error?.message).toBe(message);
});

test('fails when DingTalk answers that it booked nothing', async () => {
	planWrite(ADD_ROOMS, undefined, { result: false });
	const { error } = await run({ roomIds: { list: [{ ids: 'a' }] } });
	expect(error?.message).toBe('DingTalk took the call, and answered that it did not do it');
});

test('asks no further when the app may not do it', async () => {
	const denied = {
		...refusal('Forbidden.AccessDenied.AccessTokenPermissionDenied'),
		accessdenieddetail: { requiredScopes: ['Calendar.Event.Write'] },
	};
	planWrite(ADD_ROOMS, undefined, denied, 403);
	const { error } = await run({ roomIds: { list: [{ ids: 'a, b, c, d, e, f, g' }] } });
	expect(error?.message).toBe('The app lacks a permission for this call: Calendar.Event.Write');
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectOneFails(
		{ eventId: '={{ $json.id }}', roomIds: { list: [{ ids: 'r' }] } },
		() => {
			planWrite(`POST ${EVENTS}/a/meetingRooms`, undefined, { result: true });
			planWrite(`POST ${EVENTS}/b/meetingRooms`, undefined, refusal('itemNotFound'), 404);
			planWrite(`POST ${EVENTS}/c/meetingRooms`, undefined, { result: true });
		},
		/DingTalk knows no such event/,
	);
});

test('refuses no room before anything is sent', async () => {
	await expectRefused({ roomIds: {} }, /'Rooms' is empty/);
	await expectRefused({ roomIds: { list: [{ ids: NOTHING }] } }, /'Rooms' is empty/);
});
