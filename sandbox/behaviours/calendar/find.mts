/** Who and what the path of a calendar call names. */
import type { Answer } from '../../contract/answers.mts';
import { apiError } from '../../contract/answers.mts';
import type { Request, World } from '../../server/call.mts';
import type { CalendarEvent } from '../../state/calendar.mts';
import type { SeedPerson } from '../../state/seed.mts';
import type { Store } from '../../state/store.mts';
import { occurrencesOf } from './recurrence.mts';
import { momentOf, timeAt } from './times.mts';
import { unknownPerson } from '../contacts/unionPeople.mts';

/** The calendar everybody has. */
export const PRIMARY = 'primary';

/** The person and the calendar in a path. */
export interface Place {
	person: SeedPerson;
	calendarId: string;
}

/** An event, and the place it was asked for. */
export interface Found extends Place {
	event: CalendarEvent;
}

/** The person and the calendar of the path, or the refusal; an unknown calendar is [unverified]. */
export function findPlace({ store }: World, { endpoint, pathParams }: Request): Place | Answer {
	const { userId: unionId, calendarId } = pathParams;
	const refusal = unknownPerson(store, endpoint, [unionId]);
	if (refusal) return refusal;
	const person = store.unionIds.get(unionId) as SeedPerson;
	const book = store.calendar.books.get(calendarId);
	if (calendarId !== PRIMARY && !book?.people[person.userId]) {
		return apiError(endpoint, 'itemNotFound', { status: 404, message: 'calendar not found' });
	}
	return { person, calendarId };
}

/** True for the organizer and those invited, unless they took it off their calendar. */
export function isOnCalendar(event: CalendarEvent, { person, calendarId }: Place): boolean {
	if (calendarId !== PRIMARY) return event.calendarId === calendarId;
	if (event.hiddenFor.includes(person.unionId)) return false;
	if (event.attendees.some(({ unionId }) => unionId === person.unionId)) return true;
	return event.organizerId === person.unionId && event.calendarId === PRIMARY;
}

/** Everybody who has an event on some calendar: its people and those of its calendar. */
export function concerned(store: Store, event: CalendarEvent): string[] {
	const book = store.calendar.books.get(event.calendarId);
	const readers = Object.keys(book?.people ?? {}).map((userId) => store.people.get(userId));
	const readerIds = readers.flatMap((person) => (person ? [person.unionId] : []));
	const invited = event.attendees.map(({ unionId }) => unionId);
	return [...new Set([event.organizerId, ...invited, ...readerIds])];
}

/** The id of an instance: that of its series, and when it would start, in seconds [unverified]. */
function instanceId(masterId: string, originStart: number): string {
	return `${masterId}_${originStart / 1000}`;
}

/** The instance of a series as an event of its own; a changed one is what was kept of it. */
function instanceOf(
	store: Store,
	master: CalendarEvent,
	originStart: number,
): CalendarEvent | undefined {
	const kept = store.calendar.exceptions.get(master.eventId)?.get(originStart);
	if (kept) return kept;
	const found = occurrencesOf(master, originStart + 1).at(-1);
	if (found?.originStart !== originStart) return undefined;
	return asInstance(master, originStart);
}

/** An unchanged instance of a series. */
export function asInstance(master: CalendarEvent, originStart: number): CalendarEvent {
	const { recurrence: _recurrence, ...rest } = structuredClone(master);
	const shiftMs = originStart - momentOf(master.start);
	return {
		...rest,
		eventId: instanceId(master.eventId, originStart),
		start: shifted(master, 'start', shiftMs),
		end: shifted(master, 'end', shiftMs),
		seriesMasterId: master.eventId,
		originStart,
	};
}

function shifted(event: CalendarEvent, name: 'start' | 'end', shiftMs: number) {
	return timeAt(momentOf(event[name]) + shiftMs, event);
}

/** Finds the event of the path: 404 for one that never was, or is not the person's [unverified]. */
export function findEvent(world: World, request: Request): Found | Answer {
	const place = findPlace(world, request);
	if ('body' in place) return place;
	const event = eventById(world.store, request.pathParams.eventId);
	if (!event || !isOnCalendar(event, place)) return notFound(request);
	return { ...place, event };
}

/** The same, for changes: a cancelled event is gone. */
export function findLiveEvent(world: World, request: Request): Found | Answer {
	const found = findEvent(world, request);
	if ('body' in found) return found;
	return found.event.status === 'cancelled' ? notFound(request) : found;
}

/** The same, for what only the organizer may do; the code for others is [unverified]. */
export function findOwnEvent(world: World, request: Request): Found | Answer {
	const found = findLiveEvent(world, request);
	if ('body' in found) return found;
	if (found.event.organizerId === found.person.unionId) return found;
	const message = 'only the organizer may do this';
	return apiError(request.endpoint, 'permissionDeny', { message });
}

/** An event or an instance of a series by its id. */
export function eventById(store: Store, eventId: string): CalendarEvent | undefined {
	const event = store.calendar.events.get(eventId);
	if (event) return event;
	const cut = eventId.lastIndexOf('_');
	const master = store.calendar.events.get(eventId.slice(0, cut));
	if (cut < 0 || !master?.recurrence) return undefined;
	return instanceOf(store, master, Number(eventId.slice(cut + 1)) * 1000);
}

function notFound({ endpoint }: Request): Answer {
	return apiError(endpoint, 'itemNotFound', { status: 404, message: 'event not found' });
}
