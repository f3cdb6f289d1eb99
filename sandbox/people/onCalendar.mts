/** What people do with events in DingTalk itself, as buttons on the page do it. */
import { cancel, commit, hide, respond } from '../behaviours/calendar/change.mts';
import { eventProblem } from '../behaviours/calendar/check.mts';
import { emptyEvent, invited } from '../behaviours/calendar/events.mts';
import { eventById, isOnCalendar, PRIMARY } from '../behaviours/calendar/find.mts';
import { overlapping } from '../behaviours/calendar/expand.mts';
import { dateText, HOME_ZONE, momentOf, parseDate, timeAt } from '../behaviours/calendar/times.mts';
import type { CalendarEvent, ResponseStatus } from '../state/calendar.mts';
import type { Store } from '../state/store.mts';
import type { SeedPerson } from '../state/seed.mts';

/** An event as somebody enters it; times are Unix ms. */
export interface EventDraft {
	summary: string;
	start: number;
	end: number;
	/** Then `end` lies in the day after the last one. */
	isAllDay?: boolean;
	/** @default 'Asia/Shanghai' */
	timeZone?: string;
	attendeeUserIds?: string[];
}

function personOf(store: Store, userId: string): SeedPerson {
	const person = store.people.get(userId);
	if (!person) throw new TypeError(`Nobody has the userId "${userId}"`);
	return person;
}

/** The event and the person, if it is on the person's calendar. */
function found(store: Store, eventId: string, userId: string) {
	const person = personOf(store, userId);
	const event = eventById(store, eventId);
	const isThere =
		event?.status === 'confirmed' &&
		(event.organizerId === person.unionId || isOnCalendar(event, { person, calendarId: PRIMARY }));
	if (!event || !isThere) throw new TypeError(`"${userId}" has no event "${eventId}"`);
	return { person, event };
}

function setTimes(event: CalendarEvent, start: number, end: number): void {
	if (!Number.isFinite(start) || !Number.isFinite(end)) {
		throw new TypeError('Expected start and end as Unix ms');
	}
	event.start = timeAt(start, event);
	event.end = timeAt(end, event);
	const problem = eventProblem(event);
	if (problem) throw new TypeError(problem);
}

/** A person makes an event. */
export function makeEvent(store: Store, userId: string, draft: EventDraft): string {
	const { summary, start, end, isAllDay = false, timeZone = HOME_ZONE } = draft;
	const person = personOf(store, userId);
	if (typeof summary !== 'string' || summary.trim() === '') {
		throw new TypeError('Expected summary to be a text');
	}
	const event = emptyEvent(store, { person, calendarId: PRIMARY });
	Object.assign(event, { summary, isAllDay, start: { timeZone } });
	setTimes(event, start, end);
	const { attendeeUserIds = [] } = draft;
	const guests = attendeeUserIds.map((guest) => ({ id: personOf(store, guest).unionId }));
	event.attendees = invited(event, guests);
	commit(store, event, 'created');
	return event.eventId;
}

/** A person answers an invitation. */
export function answerEvent(
	store: Store,
	eventId: string,
	userId: string,
	status: ResponseStatus,
): void {
	const { person, event } = found(store, eventId, userId);
	if (!['needsAction', 'accepted', 'declined', 'tentative'].includes(status)) {
		throw new TypeError(`"${status}" is no answer to an invitation`);
	}
	if (!respond(store, event, person.unionId, status)) {
		throw new TypeError(`"${userId}" is not invited to "${event.summary}"`);
	}
}

/** The organizer moves an event; the times are Unix ms. */
export function moveEvent(
	store: Store,
	eventId: string,
	userId: string,
	{ start, end }: { start: number; end: number },
): void {
	const { person, event } = found(store, eventId, userId);
	if (event.organizerId !== person.unionId) {
		throw new TypeError(`"${userId}" did not make "${event.summary}"`);
	}
	const next = structuredClone(event);
	setTimes(next, start, end);
	if (event.recurrence) store.calendar.forgetExceptions(event.eventId);
	commit(store, next, 'updated');
}

/** The organizer cancels an event for all; somebody invited takes it off the own calendar. */
export function cancelEvent(store: Store, eventId: string, userId: string): void {
	const { person, event } = found(store, eventId, userId);
	if (event.organizerId === person.unionId) cancel(store, event);
	else hide(store, event, person.unionId);
}

/** One taking place on somebody's calendar; times are Unix ms. */
export interface AgendaItem {
	eventId: string;
	seriesMasterId?: string;
	summary: string;
	start: number;
	end: number;
	isAllDay: boolean;
	/** Of a whole-day event: its first day and its last. */
	days?: { first: string; last: string };
	timeZone: string;
	/** The event is the person's own. */
	isOrganizer: boolean;
	/** What the person answered; absent for the organizer. */
	responseStatus?: ResponseStatus;
	organizer: string;
	attendees: Array<{ name: string; responseStatus: ResponseStatus }>;
	rooms: string[];
	meetingUrl?: string;
}

/** What takes place on a person's own calendar in a span, earliest first; series taken apart. */
export function agendaOf(store: Store, userId: string, from: number, to: number): AgendaItem[] {
	const person = personOf(store, userId);
	const place = { person, calendarId: PRIMARY };
	const events = [...store.calendar.events.values()].filter((event) => isOnCalendar(event, place));
	return overlapping(store, events, { from, to }).map((event) =>
		agendaItem(store, event, person.unionId),
	);
}

/** The end of a whole-day event is the day after. */
function lastDay({ end }: CalendarEvent): string {
	return dateText((parseDate(end.date) ?? 1) - 1);
}

function agendaItem(store: Store, event: CalendarEvent, unionId: string): AgendaItem {
	const nameOf = (id: string): string => store.unionIds.get(id)?.name ?? id;
	const isOrganizer = event.organizerId === unionId;
	return {
		eventId: event.eventId,
		seriesMasterId: event.seriesMasterId,
		summary: event.summary,
		start: momentOf(event.start),
		end: momentOf(event.end),
		isAllDay: event.isAllDay,
		days: event.isAllDay ? { first: event.start.date ?? '', last: lastDay(event) } : undefined,
		timeZone: event.start.timeZone ?? HOME_ZONE,
		isOrganizer,
		responseStatus: isOrganizer
			? undefined
			: event.attendees.find((attendee) => attendee.unionId === unionId)?.responseStatus,
		organizer: nameOf(event.organizerId),
		attendees: event.attendees.map(({ unionId: id, responseStatus }) => ({
			name: nameOf(id),
			responseStatus,
		})),
		rooms: event.rooms.map(({ roomId }) => store.calendar.rooms.get(roomId)?.name ?? roomId),
		meetingUrl: event.onlineMeetingInfo?.url,
	};
}
