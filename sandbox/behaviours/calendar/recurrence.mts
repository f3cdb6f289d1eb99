/** The days on which a series takes place. */
import type { CalendarEvent, Recurrence } from '../../state/calendar.mts';
import {
	DAY_MS,
	HOME_ZONE,
	instantOf,
	momentOf,
	parseDate,
	parseInstant,
	wallClock,
} from './times.mts';

/** Sunday first, as JavaScript counts. */
export const WEEKDAYS = [
	'sunday',
	'monday',
	'tuesday',
	'wednesday',
	'thursday',
	'friday',
	'saturday',
];
export const WEEK_INDEXES = ['first', 'second', 'third', 'fourth', 'last'];

/** One taking place of an event. */
export interface Occurrence {
	start: number;
	end: number;
	/** The start the rule gives; an instance that was moved keeps it. */
	originStart: number;
}

// More days than any window of a year has; a rule like 30 February ends there too.
const MAX_DAYS = 5000;

/** Days of the rule, counted from 1 January 1970, from the first on. */
type Days = Generator<number, void, undefined>;

const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7;
const utc = (day: number): Date => new Date(day * DAY_MS);

function dayOf(year: number, month: number, dayOfMonth: number): number {
	return Date.UTC(year, month, dayOfMonth) / DAY_MS;
}

/** The day with that number in a month; undefined in a month that has no such day. */
function dayInMonth(year: number, month: number, dayOfMonth: number): number | undefined {
	const day = dayOf(year, month, dayOfMonth);
	return utc(day).getUTCDate() === dayOfMonth ? day : undefined;
}

function* daily(first: number, interval: number): Days {
	for (let day = first; ; day += interval) yield day;
}

function* weekly(first: number, { interval, daysOfWeek, firstDayOfWeek }: Pattern): Days {
	const weekStart = WEEKDAYS.indexOf(firstDayOfWeek ?? 'sunday');
	const wanted = daysOfWeek?.split(',').map((name) => WEEKDAYS.indexOf(name)) ?? [weekdayOf(first)];
	const monday = first - ((weekdayOf(first) - weekStart + 7) % 7);
	const places = wanted.map((weekday) => (weekday - weekStart + 7) % 7).sort((a, b) => a - b);
	for (let week = monday; ; week += 7 * interval) {
		for (const place of places) if (week + place >= first) yield week + place;
	}
}

function* monthly(first: number, { interval, dayOfMonth }: Pattern): Days {
	const date = utc(first);
	const wanted = dayOfMonth ?? date.getUTCDate();
	for (let month = date.getUTCMonth(); ; month += interval) {
		// A month without that day is left out, as in iCalendar [unverified].
		const day = dayInMonth(date.getUTCFullYear(), month, wanted);
		if (day !== undefined && day >= first) yield day;
	}
}

function* relativeMonthly(first: number, { interval, index, daysOfWeek }: Pattern): Days {
	const date = utc(first);
	const weekday = WEEKDAYS.indexOf(daysOfWeek ?? WEEKDAYS[weekdayOf(first)]);
	const place = WEEK_INDEXES.indexOf(index ?? 'first');
	for (let month = date.getUTCMonth(); ; month += interval) {
		const one = dayOf(date.getUTCFullYear(), month, 1);
		const last = dayOf(date.getUTCFullYear(), month + 1, 0);
		const day =
			index === 'last'
				? last - ((weekdayOf(last) - weekday + 7) % 7)
				: one + ((weekday - weekdayOf(one) + 7) % 7) + 7 * place;
		if (day >= first) yield day;
	}
}

function* yearly(first: number, interval: number): Days {
	const date = utc(first);
	for (let year = date.getUTCFullYear(); ; year += interval) {
		const day = dayInMonth(year, date.getUTCMonth(), date.getUTCDate());
		if (day !== undefined) yield day;
	}
}

type Pattern = Recurrence['pattern'];

function daysOf(first: number, pattern: Pattern): Days {
	switch (pattern.type) {
		case 'daily':
			return daily(first, pattern.interval);
		case 'weekly':
			return weekly(first, pattern);
		case 'absoluteMonthly':
			return monthly(first, pattern);
		case 'relativeMonthly':
			return relativeMonthly(first, pattern);
		case 'absoluteYearly':
			return yearly(first, pattern.interval);
	}
}

/** The last moment a series may start at; an end given as a day counts to its last second. */
function lastStart({ type, endDate }: Recurrence['range'], zone: string): number {
	if (type !== 'endDate') return Infinity;
	const day = parseDate(endDate);
	if (day === undefined) return parseInstant(endDate) ?? Infinity;
	return instantOf({ day: day + 1, ms: 0 }, zone) - 1;
}

/**
 * The occurrences of a series that start before `before`, by its rule alone. Each starts at the same
 * time of the clocks of its zone, and lasts as long as the first.
 */
export function occurrencesOf(event: CalendarEvent, before: number): Occurrence[] {
	const start = momentOf(event.start);
	const lengthMs = momentOf(event.end) - start;
	const { recurrence } = event;
	const first = { start, end: start + lengthMs, originStart: start };
	if (!recurrence) return start < before ? [first] : [];
	const zone = event.start.timeZone ?? HOME_ZONE;
	const { day, ms } = wallClock(start, zone);
	const last = lastStart(recurrence.range, zone);
	const { numberOfOccurrences = Infinity } = recurrence.range;
	// The first one takes place even where the rule would not have it, as in iCalendar [unverified].
	const found = [first];
	let looked = 0;
	for (const next of daysOf(day, recurrence.pattern)) {
		if (found.length >= numberOfOccurrences || ++looked > MAX_DAYS) break;
		const at = instantOf({ day: next, ms }, zone);
		if (at > last || at >= before) break;
		if (next > day) found.push({ start: at, end: at + lengthMs, originStart: at });
	}
	return found.filter((occurrence) => occurrence.start < before);
}
