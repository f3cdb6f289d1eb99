import type { Answer } from '../../contract/answers.mts';
import { apiError, ok } from '../../contract/answers.mts';
import type { Behaviour } from '../../server/call.mts';
import type { CalendarEvent, MeetingRoom } from '../../state/calendar.mts';
import { CORP_ID } from '../../state/seed.mts';
import type { Store } from '../../state/store.mts';
import { commit } from './change.mts';
import { invalid } from './events.mts';
import type { Span } from './expand.mts';
import { overlapping, takingPlace, YEAR_MS } from './expand.mts';
import { findOwnEvent } from './find.mts';
import { DAY_MS, momentOf } from './times.mts';
import { busyTime, spanFrom } from './schedules.mts';
import { unknownPerson } from '../contacts/unionPeople.mts';

/** What takes place in a room in a span. */
function inRoom(store: Store, roomId: string, span: Span): CalendarEvent[] {
	const booked = [...store.calendar.events.values()].filter((event) =>
		event.rooms.some((room) => room.roomId === roomId && room.responseStatus !== 'declined'),
	);
	return overlapping(store, booked, span);
}

/** `GET /v1.0/rooms/meetingRoomLists`: all rooms, whoever asks. */
export const listRooms: Behaviour = ({ store }, { endpoint, query }) => {
	const refusal = unknownPerson(store, endpoint, [query.unionId]);
	if (refusal) return refusal;
	const start = Number(query.nextToken || 0);
	const end = start + Number(query.maxResults || endpoint.query?.maxResults.maximum);
	const rooms = [...store.calendar.rooms.values()];
	const hasMore = end < rooms.length;
	const result = rooms.slice(start, end).map(roomAnswer);
	return ok({ hasMore, ...(hasMore ? { nextToken: end } : {}), result });
};

const roomAnswer = ({ roomId, name, capacity, location }: MeetingRoom) => ({
	corpId: CORP_ID,
	roomId,
	roomName: name,
	roomCapacity: capacity,
	// For everybody.
	roomStatus: 0,
	...(location ? { roomLocation: location } : {}),
});

/** `POST …/meetingRooms/schedules/query`: 5 rooms, 90 days. */
export const queryRooms: Behaviour = ({ store }, { endpoint, pathParams, body }) => {
	const roomIds = body.roomIds as string[];
	const refusal = unknownPerson(store, endpoint, [pathParams.userId]);
	if (refusal) return refusal;
	const span = spanFrom(body.startTime, body.endTime);
	if (!span) return invalid(endpoint, 'startTime or endTime invalid');
	const { days } = endpoint.limits as { days: number };
	if (span.to - span.from > days * DAY_MS) {
		return invalid(endpoint, `Cannot query schedule for more than ${days} days.`);
	}
	if (!roomIds.every((roomId) => store.calendar.rooms.has(roomId))) {
		return invalid(endpoint, 'roomId invalid');
	}
	const scheduleInformation = roomIds.map((roomId) => ({
		roomId,
		scheduleItems: inRoom(store, roomId, span).map((event) => ({
			eventId: event.eventId,
			organizer: { id: event.organizerId },
			start: busyTime(event.start),
			end: busyTime(event.end),
			status: 'BUSY',
		})),
	}));
	return ok({ scheduleInformation });
};

const idsIn = (list: unknown): string[] => [
	...new Set((list as Array<{ roomId: string }>).map(({ roomId }) => roomId)),
];

/** True when nothing else takes place in a room at the times of an event, for a year ahead. */
function isFree(store: Store, roomId: string, event: CalendarEvent): boolean {
	const from = momentOf(event.start);
	const series = event.seriesMasterId ?? event.eventId;
	return takingPlace(store, [event], { from, to: from + YEAR_MS }).every((one) =>
		inRoom(store, roomId, { from: momentOf(one.start), to: momentOf(one.end) }).every(
			({ eventId, seriesMasterId }) => (seriesMasterId ?? eventId) === series,
		),
	);
}

/** `POST …/events/{eventId}/meetingRooms`: all of them or none. */
export const addRooms: Behaviour = (world, request) => {
	const { store } = world;
	const { endpoint, body } = request;
	const found = findOwnEvent(world, request);
	if ('body' in found) return found;
	const { event } = found;
	const roomIds = idsIn(body.meetingRoomsToAdd);
	if (!roomIds.every((roomId) => store.calendar.rooms.has(roomId))) {
		return invalid(endpoint, 'roomId invalid');
	}
	const taken = roomIds.find((roomId) => !isFree(store, roomId, event));
	if (taken) return roomBusy(endpoint, taken);
	const added = roomIds.filter((roomId) => !event.rooms.some((room) => room.roomId === roomId));
	event.rooms.push(...added.map((roomId) => ({ roomId, responseStatus: 'accepted' as const })));
	commit(store, event, 'updated');
	return ok({ result: true });
};

function roomBusy(endpoint: Parameters<typeof apiError>[0], roomId: string): Answer {
	return apiError(endpoint, 'meetingRoomNotAvailable', { message: `room busy: ${roomId}` });
}

/** `POST …/events/{eventId}/meetingRooms/batchRemove`. */
export const removeRooms: Behaviour = (world, request) => {
	const found = findOwnEvent(world, request);
	if ('body' in found) return found;
	const { event } = found;
	const roomIds = idsIn(request.body.meetingRoomsToRemove);
	event.rooms = event.rooms.filter(({ roomId }) => !roomIds.includes(roomId));
	commit(world.store, event, 'updated');
	return ok({ result: true });
};
