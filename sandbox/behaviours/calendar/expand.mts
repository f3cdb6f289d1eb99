/** Series taken apart into the times they take place. */
import type { CalendarEvent } from '../../state/calendar.mts';
import type { Store } from '../../state/store.mts';
import { asInstance } from './find.mts';
import { occurrencesOf } from './recurrence.mts';
import { DAY_MS, momentOf } from './times.mts';

/** A span of time; a missing end is a year after its start [unverified]. */
export interface Span {
	from: number;
	to: number;
}

/** The longest span, in ms: a year, of which one may be a leap year. */
export const YEAR_MS = 366 * DAY_MS;

/**
 * What takes place of an event before a moment: the event itself, or the instances of a series. Those
 * that were changed are events of their own and not among them.
 */
export function instancesBefore(
	store: Store,
	event: CalendarEvent,
	before: number,
): CalendarEvent[] {
	if (!event.recurrence) return momentOf(event.start) < before ? [event] : [];
	const changed = store.calendar.exceptions.get(event.eventId);
	return occurrencesOf(event, before)
		.filter(({ originStart }) => !changed?.has(originStart))
		.map(({ originStart }) => asInstance(event, originStart));
}

/** What of these events takes place in a span: it ends at its start or later, and starts before its end. */
export function takingPlace(
	store: Store,
	events: CalendarEvent[],
	{ from, to }: Span,
): CalendarEvent[] {
	return events
		.filter((event) => event.status === 'confirmed')
		.flatMap((event) => instancesBefore(store, event, to))
		.filter((event) => momentOf(event.end) >= from)
		.sort(byStart);
}

/** The same, without what only touches the span. */
export function overlapping(store: Store, events: CalendarEvent[], span: Span): CalendarEvent[] {
	return takingPlace(store, events, span).filter((event) => momentOf(event.end) > span.from);
}

/** Earlier ones first; those of the same start in a steady order. */
export function byStart(a: CalendarEvent, b: CalendarEvent): number {
	const apart = momentOf(a.start) - momentOf(b.start);
	if (apart !== 0) return apart;
	return a.eventId < b.eventId ? -1 : 1;
}
