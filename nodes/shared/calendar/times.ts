import { InputError } from '../errors/inputError';
import { isoIn, offsetAt, parseIso, toTime } from '../values/time';
import { DAY_MS } from '../run/durations';

/** A start or end as DingTalk has it: a timed one has `dateTime` and `timeZone`, an all-day one `date`. */
export interface EventTime {
	dateTime?: string;
	timeZone?: string;
	/** `yyyy-MM-dd`; of an end it is the day after the last one. */
	date?: string;
}

/** When an event is, as DingTalk has it. */
export interface EventSpan {
	isAllDay: boolean;
	start: EventTime;
	end: EventTime;
}

/** When an event is, as the form has it. */
export interface SpanForm {
	isAllDay: boolean;
	/** Any date; of an all-day event the first day. */
	start: unknown;
	/** Any date; of an all-day event the last day, which still belongs to it. */
	end: unknown;
	/** Name of the tz database: what dates without offset are meant in, and what DingTalk shows. */
	timeZone: string;
}

/**
 * Start and end on the wire.
 *
 * @see DingTalk docs "创建日程": the end of an all-day event is the day after its last one
 * @throws InputError when one is no date, or the end is not after the start
 */
export function buildSpan({ isAllDay, start, end, timeZone }: SpanForm): EventSpan {
	if (isAllDay) {
		const first = toDay('First Day', start, timeZone);
		const last = toDay('Last Day', end, timeZone);
		if (last < first) throw backwards('Last Day', 'is before', 'First Day');
		return { isAllDay, start: { date: first }, end: { date: addDays(last, 1) } };
	}
	const from = toTime('Start', start, timeZone);
	const until = toTime('End', end, timeZone);
	if (until <= from) throw backwards('End', 'is not after', 'Start');
	return {
		isAllDay,
		start: { dateTime: isoIn(from, timeZone), timeZone },
		end: { dateTime: isoIn(until, timeZone), timeZone },
	};
}

const backwards = (field: string, problem: string, other: string): InputError =>
	new InputError(field, `${problem} '${other}'`, 'Swap the two, or correct one of them');

/** When an event is, in the words of the form: an all-day one with its last day, a timed one in its own zone. */
export function parseSpan({ start, end }: { start?: EventTime; end?: EventTime }) {
	return {
		allDay: start && Boolean(start.date),
		start: start?.date || shownIn(start),
		end: end?.date ? addDays(end.date, -1) : shownIn(end),
	};
}

/** DingTalk also answers in UTC; what the clocks of the event's zone show says more. */
function shownIn(time: EventTime | undefined): string | undefined {
	const { dateTime, timeZone } = time ?? {};
	const ms = Date.parse(dateTime ?? '');
	return Number.isFinite(ms) && timeZone && isKnown(timeZone)
		? isoIn(ms, timeZone)
		: dateTime || undefined;
}

/** The first day of an event in its own zone. */
export const firstDayOf = ({ start }: { start?: EventTime }): string =>
	start?.date ?? (shownIn(start) ?? '').slice(0, 10);

/**
 * The day that is meant: of a date without offset the one that it names, else the one of that moment in the
 * zone.
 *
 * @throws InputError when it is no date
 */
export function toDay(field: string, value: unknown, timeZone: string): string {
	const ms = toTime(field, value, timeZone);
	const iso = typeof value === 'string' ? parseIso(value.trim()) : undefined;
	if (iso && iso.offsetMs === undefined) return dayText(iso.shownMs);
	return dayText(ms + offsetAt(ms, timeZone));
}

/** `2026-05-31` and 1 give `2026-06-01`. */
export const addDays = (day: string, days: number): string =>
	dayText(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS);

const dayText = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/**
 * The name of a time zone.
 *
 * @throws InputError when the tz database has no such name
 */
export function requireZone(field: string, given: string): string {
	const zone = given.trim();
	// Offsets such as +08:00 are zones to JavaScript; DingTalk takes names only.
	if (/^[A-Za-z]/.test(zone) && isKnown(zone)) return zone;
	throw new InputError(
		field,
		`is not the name of a time zone: ${zone.slice(0, 60)}`,
		'Give a name of the tz database, such as Asia/Shanghai or Europe/Berlin',
	);
}

function isKnown(timeZone: string): boolean {
	try {
		offsetAt(0, timeZone);
		return true;
	} catch {
		/* There is no way to ask without an exception. */
		return false;
	}
}
