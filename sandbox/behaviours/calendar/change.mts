/** Changes of events, for calls and for what people do on the page. */
import { raise } from '../../raise.mts';
import type { CalendarEvent, ResponseStatus } from '../../state/calendar.mts';
import type { Store } from '../../state/store.mts';
import { concerned } from './find.mts';

/** What a push calls a change; `deleteView` is somebody's own calendar only. */
export type ChangeType = 'created' | 'updated' | 'cancelled' | 'deleteView';

/** Keeps a changed event and tells everybody: those it concerns now, and those it did before. */
export function commit(
	store: Store,
	event: CalendarEvent,
	changeType: ChangeType,
	alsoFor: string[] = [],
): void {
	event.updatedAt = store.now();
	const people = [...new Set([...concerned(store, event), ...alsoFor])];
	store.calendar.put(event, people);
	announce(store, event, changeType, people);
}

function announce(
	store: Store,
	event: CalendarEvent,
	changeType: ChangeType,
	unionIdList: string[],
): void {
	raise(store, 'calendar_event_change', {
		calendarEventId: event.eventId,
		calendarEventUpdateTime: store.now(),
		calendarId: event.calendarId,
		unionIdList,
		changeType,
		operator: { type: 'user' },
		// Its form is not documented.
		legacyCalendarEventId: Buffer.from(event.eventId).toString('hex').slice(0, 24).toUpperCase(),
	});
	store.changed();
}

/** Cancels an event for everybody; of a series all that is left of it goes too. */
export function cancel(store: Store, event: CalendarEvent): void {
	const { exceptions } = store.calendar;
	for (const one of exceptions.get(event.eventId)?.values() ?? []) {
		if (one.status === 'cancelled') continue;
		one.status = 'cancelled';
		store.calendar.put(one, concerned(store, one));
	}
	event.status = 'cancelled';
	commit(store, event, 'cancelled');
}

/** Takes an event off one person's calendar. */
export function hide(store: Store, event: CalendarEvent, unionId: string): void {
	const mine = store.calendar.exceptions.get(event.eventId)?.values() ?? [];
	for (const one of [event, ...mine]) {
		if (!one.hiddenFor.includes(unionId)) one.hiddenFor.push(unionId);
	}
	store.calendar.put(event, [unionId]);
	announce(store, event, 'deleteView', [unionId]);
}

/** Notes an answer to an invitation; false when the person is not invited. */
export function respond(
	store: Store,
	event: CalendarEvent,
	unionId: string,
	responseStatus: ResponseStatus,
): boolean {
	const attendee = event.attendees.find((one) => one.unionId === unionId);
	if (!attendee) return false;
	attendee.responseStatus = responseStatus;
	commit(store, event, 'updated');
	return true;
}
