import { CORP_ID } from '../../state/seed.mts';
import type { CalendarEvent, EventAttendee } from '../../state/calendar.mts';
import type { Store } from '../../state/store.mts';
import { HOME_ZONE, isoIn, isoUtc } from './times.mts';

/** Somebody invited, as `viewer` is told. */
export function attendeeAnswer(store: Store, attendee: EventAttendee, viewerId: string) {
	const { unionId, responseStatus, isOptional } = attendee;
	return { id: unionId, ...nameAndSelf(store, unionId, viewerId), responseStatus, isOptional };
}

function nameAndSelf(store: Store, unionId: string, viewerId: string) {
	const displayName = store.unionIds.get(unionId)?.name ?? '';
	return { displayName, self: unionId === viewerId };
}

/** An event as DingTalk answers it, with at most so many attendees; minutes are text here. */
export function eventAnswer(
	store: Store,
	event: CalendarEvent,
	viewerId: string,
	maxAttendees = 100,
) {
	const { seriesMasterId, originStart, organizerId, rooms, location } = event;
	const names = rooms.map(({ roomId }) => store.calendar.rooms.get(roomId)?.name ?? roomId);
	return {
		id: event.eventId,
		summary: event.summary,
		description: event.description,
		start: event.start,
		end: event.end,
		isAllDay: event.isAllDay,
		recurrence: event.recurrence,
		attendees: event.attendees
			.slice(0, maxAttendees)
			.map((attendee) => attendeeAnswer(store, attendee, viewerId)),
		organizer: {
			id: organizerId,
			...nameAndSelf(store, organizerId, viewerId),
			responseStatus: 'accepted',
		},
		...(location || names.length > 0
			? { location: { ...location, ...(names.length > 0 ? { meetingRooms: names } : {}) } }
			: {}),
		...(rooms.length > 0
			? { meetingRooms: rooms.map((room, at) => ({ ...room, displayName: names[at] })) }
			: {}),
		seriesMasterId,
		...(originStart === undefined ? {} : { originStart: { dateTime: isoUtc(originStart) } }),
		reminders: event.reminders.map(({ method, minutes }) => ({
			method,
			minutes: String(minutes),
		})),
		onlineMeetingInfo: event.onlineMeetingInfo,
		richTextDescription: event.richTextDescription,
		uiConfigs: event.uiConfigs,
		categories: event.categories,
		cardInstances: event.cardInstances,
		extendedProperties: { sharedProperties: { belongCorpId: CORP_ID } },
		createTime: isoIn(event.createdAt, HOME_ZONE),
		updateTime: isoIn(event.updatedAt, HOME_ZONE),
		status: event.status,
	};
}
