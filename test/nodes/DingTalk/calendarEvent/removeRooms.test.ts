import { NOTHING, refusal } from '../../../helpers/calls.mts';
import { operationWith } from '../../../helpers/operation.mts';
import { EVENT, EVENTS, EVENT_ID, planWrite, withOperator } from './events';

const REMOVE_ROOMS = `POST ${EVENT}/meetingRooms/batchRemove`;
const { jsonOf, expectRefused, expectOneFails } = operationWith(
	{ resource: 'calendarEvent', operation: 'removeRooms', eventId: EVENT_ID },
	withOperator,
);

test('takes five rooms at once', async () => {
	const rooms = (...roomIds: string[]) => ({
		meetingRoomsToRemove: roomIds.map((roomId) => ({ roomId })),
	});
	planWrite(REMOVE_ROOMS, rooms('a', 'b', 'c', 'd', 'e'), { result: true });
	planWrite(REMOVE_ROOMS, rooms('f'), { result: true });
	expect(
		await jsonOf({
			roomIds: {
				room: [{ room: { __rl: true, mode: 'list', value: 'a' } }],
				list: [{ ids: 'b, c, d, e, f' }],
			},
		}),
	).toEqual({
		success: true,
		eventId: EVENT_ID,
		removed: ['a', 'b', 'c', 'd', 'e', 'f'],
		failed: [],
	});
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectOneFails(
		{ eventId: '={{ $json.id }}', roomIds: { list: [{ ids: 'r' }] } },
		() => {
			planWrite(`POST ${EVENTS}/a/meetingRooms/batchRemove`, undefined, { result: true });
			planWrite(
				`POST ${EVENTS}/b/meetingRooms/batchRemove`,
				undefined,
				refusal('itemNotFound'),
				404,
			);
			planWrite(`POST ${EVENTS}/c/meetingRooms/batchRemove`, undefined, { result: true });
		},
		/DingTalk knows no such event/,
	);
});

test('refuses no room before anything is sent', async () => {
	await expectRefused({ roomIds: { list: [{ ids: NOTHING }] } }, /'Rooms' is empty/);
});
