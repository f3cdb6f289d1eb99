import type { Answer } from '../../contract/answers.mts';
import { ok } from '../../contract/answers.mts';
import type { Behaviour, Request, World } from '../../server/call.mts';
import type { CalendarEvent } from '../../state/calendar.mts';
import type { Store } from '../../state/store.mts';
import { invalid } from './events.mts';
import type { Span } from './expand.mts';
import { byStart, instancesBefore, takingPlace, YEAR_MS } from './expand.mts';
import type { Place } from './find.mts';
import { findEvent, findPlace, isOnCalendar, PRIMARY } from './find.mts';
import { eventAnswer } from './shape.mts';
import { momentOf, parseInstant } from './times.mts';
import type { PageToken, SyncToken } from './tokens.mts';
import { open, seal } from './tokens.mts';

const whoseOf = ({ person, calendarId }: Place): string => `${person.unionId} ${calendarId}`;

/** `timeMin` and `timeMax`, at most a year apart. */
function spanOf({ query, endpoint }: Request): Span | Answer {
	const from = query.timeMin ? parseInstant(query.timeMin) : -Infinity;
	const to = query.timeMax ? parseInstant(query.timeMax) : Infinity;
	if (from === undefined) return invalid(endpoint, 'timeMin invalid');
	if (to === undefined) return invalid(endpoint, 'timeMax invalid');
	if (to < from) return invalid(endpoint, 'timeMax must not be before timeMin');
	const isLong = Number.isFinite(to - from) && to - from > YEAR_MS;
	return isLong ? invalid(endpoint, 'Time range must be within one year.') : { from, to };
}

/** Where a page starts. A first page knows all changes so far. */
function pageToken(store: Store, request: Request, place: Place): PageToken | Answer {
	const whose = whoseOf(place);
	const { nextToken, syncToken } = request.query;
	if (nextToken) {
		return (
			open<PageToken>('page', nextToken, whose) ?? invalid(request.endpoint, 'nextToken invalid')
		);
	}
	const first: PageToken = { kind: 'page', whose, offset: 0, change: store.calendar.lastChange };
	if (!syncToken) return first;
	const sync = open<SyncToken>('sync', syncToken, whose);
	// One from before a reset, too: it knows changes that never were.
	if (!sync || sync.change > first.change) return invalid(request.endpoint, 'syncToken invalid');
	return { ...first, since: sync.change };
}

/** The page of a list, and the token of the next one; `null` after the last. */
function cut(store: Store, request: Request, place: Place, all: CalendarEvent[], token: PageToken) {
	const { maxResults, maxAttendees } = request.query;
	const end = token.offset + Number(maxResults || 100);
	const events = all
		.slice(token.offset, end)
		.map((event) => eventAnswer(store, event, place.person.unionId, Number(maxAttendees || 100)));
	const nextToken = end < all.length ? seal({ ...token, offset: end }) : null;
	return { events, nextToken };
}

function eventsOf(store: Store, place: Place): CalendarEvent[] {
	return [...store.calendar.events.values()].filter((event) => isOnCalendar(event, place));
}

/**
 * A whole list: single events; of a series itself, which stands for its first time [unverified], the
 * instances that have begun, and those that were changed.
 */
function wholeList(store: Store, request: Request, place: Place, { from, to }: Span) {
	const { showDeleted, seriesMasterId } = request.query;
	const begun = Math.min(store.now(), to) + 1;
	return eventsOf(store, place)
		.filter((event) => showDeleted === 'true' || event.status === 'confirmed')
		.flatMap((event) => [
			event,
			...(event.recurrence && event.status === 'confirmed'
				? instancesBefore(store, event, begun).filter(
						({ originStart }) => originStart !== momentOf(event.start),
					)
				: []),
		])
		.filter(({ eventId, seriesMasterId: master }) =>
			seriesMasterId ? [eventId, master].includes(seriesMasterId) : true,
		)
		.filter(({ start }) => momentOf(start) >= from && momentOf(start) <= to)
		.sort(byStart);
}

/** What changed for the person since; what is no longer on the calendar is told as cancelled. */
function changesSince(store: Store, place: Place, since: number, until: number): CalendarEvent[] {
	const { unionId } = place.person;
	const changeOf = (event: CalendarEvent): number =>
		store.calendar.changeFor(event.eventId, unionId);
	return [...store.calendar.events.values()]
		.filter((event) => changeOf(event) > since && changeOf(event) <= until)
		.filter((event) => isOnCalendar(event, place) || wasOnCalendar(event, place))
		.sort((a, b) => changeOf(a) - changeOf(b))
		.map((event) =>
			isOnCalendar(event, place) ? event : { ...event, status: 'cancelled' as const },
		);
}

function wasOnCalendar(event: CalendarEvent, { calendarId }: Place): boolean {
	return calendarId === PRIMARY || event.calendarId === calendarId;
}

/**
 * `GET …/events`: starts from timeMin to timeMax. After the last page of a query without timeMax
 * comes a syncToken; asked with it, the list is what changed since, whatever its time [unverified].
 */
export const listEvents: Behaviour = (world, request) => {
	const { store } = world;
	const place = findPlace(world, request);
	if ('body' in place) return place;
	const span = spanOf(request);
	if ('body' in span) return span;
	const token = pageToken(store, request, place);
	if ('body' in token) return token;
	const { since, change } = token;
	const all =
		since === undefined
			? wholeList(store, request, place, span)
			: changesSince(store, place, since, change);
	const page = cut(store, request, place, all, token);
	const isLast = page.nextToken === null && !request.query.timeMax;
	const syncToken = isLast ? seal({ kind: 'sync', whose: token.whose, change }) : undefined;
	return ok({ ...page, syncToken });
};

/** The events of a span with series taken apart, as a page. */
function expanded(
	{ store }: World,
	request: Request,
	place: Place,
	events: CalendarEvent[],
): Answer {
	const asked = spanOf(request);
	if ('body' in asked) return asked;
	const token = pageToken(store, request, place);
	if ('body' in token) return token;
	const starts = events.map(({ start }) => momentOf(start));
	const from = Number.isFinite(asked.from) ? asked.from : Math.min(...starts, asked.to);
	const to = Number.isFinite(asked.to) ? asked.to : from + YEAR_MS;
	const all = takingPlace(store, events, { from, to });
	return ok(cut(store, request, place, all, token));
}

/** `GET …/eventsview`: ends from timeMin on, starts before timeMax; every instance. */
export const viewEvents: Behaviour = (world, request) => {
	const place = findPlace(world, request);
	if ('body' in place) return place;
	return expanded(world, request, place, eventsOf(world.store, place));
};

/** `GET …/events/{eventId}/instances`, of the npm SDK only. */
export const listInstances: Behaviour = (world, request) => {
	const { store } = world;
	const found = findEvent(world, request);
	if ('body' in found) return found;
	const { event } = found;
	if (!event.recurrence) return invalid(request.endpoint, 'Event is not recurring.');
	const changed = [...(store.calendar.exceptions.get(event.eventId)?.values() ?? [])];
	return expanded(world, request, found, [event, ...changed]);
};
