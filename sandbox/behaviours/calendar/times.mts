/** Instants, time zones and days of the calendar, without the help of the nodes' own code. */
import type { EventTime } from '../../state/calendar.mts';

export const DAY_MS = 24 * 60 * 60 * 1000;

/** Whose days count where DingTalk gives none: limits per day, and where an all-day event begins [unverified]. */
export const HOME_ZONE = 'Asia/Shanghai';

/** A day as a count from 1 January 1970, and the ms since its midnight on the clock of some zone. */
export interface WallClock {
	day: number;
	ms: number;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** `2021-09-20T10:15:30+08:00` in Unix ms; undefined without an offset, or for no time at all. */
export function parseInstant(text: unknown): number | undefined {
	if (typeof text !== 'string' || !INSTANT.test(text)) return undefined;
	const ms = Date.parse(text);
	// `2021-02-30` would otherwise become 2 March.
	return Number.isNaN(ms) || parseDate(text.slice(0, 10)) === undefined ? undefined : ms;
}

/** `2021-09-20` as a count of days; undefined for anything else. */
export function parseDate(text: unknown): number | undefined {
	if (typeof text !== 'string' || !DATE.test(text)) return undefined;
	const ms = Date.parse(`${text}T00:00:00Z`);
	return !Number.isNaN(ms) && dateText(ms / DAY_MS) === text ? ms / DAY_MS : undefined;
}

/** A count of days as `2021-09-20`. */
export function dateText(day: number): string {
	return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

const formats = new Map<string, Intl.DateTimeFormat | undefined>();

function formatOf(zone: string): Intl.DateTimeFormat | undefined {
	if (!formats.has(zone)) formats.set(zone, newFormat(zone));
	return formats.get(zone);
}

function newFormat(zone: string): Intl.DateTimeFormat | undefined {
	try {
		return new Intl.DateTimeFormat('en-US', {
			timeZone: zone,
			hourCycle: 'h23',
			year: 'numeric',
			month: 'numeric',
			day: 'numeric',
			hour: 'numeric',
			minute: 'numeric',
			second: 'numeric',
		});
	} catch {
		/* Not a name of the tz database. */
		return undefined;
	}
}

/** True for a name of the tz database, such as `Asia/Shanghai`. */
export function isZone(name: unknown): name is string {
	// Node also takes offsets for a zone; DingTalk wants names.
	return typeof name === 'string' && /^[A-Za-z]/.test(name) && formatOf(name) !== undefined;
}

/** How far the clocks of a zone are ahead of UTC at an instant, in ms. */
function offsetAt(ms: number, zone: string): number {
	const parts: Record<string, number> = {};
	for (const { type, value } of formatOf(zone)?.formatToParts(ms) ?? []) {
		parts[type] = Number(value);
	}
	const { year, month, day, hour, minute, second } = parts;
	return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(ms / 1000) * 1000;
}

/** What the clocks of a zone show at an instant. */
export function wallClock(ms: number, zone: string): WallClock {
	const local = ms + offsetAt(ms, zone);
	const day = Math.floor(local / DAY_MS);
	return { day, ms: local - day * DAY_MS };
}

/**
 * When the clocks of a zone show a time. A time they show twice is the earlier one; one they skip in
 * spring is as much later as they were put forward.
 */
export function instantOf({ day, ms }: WallClock, zone: string): number {
	const local = day * DAY_MS + ms;
	const before = offsetAt(local - DAY_MS, zone);
	const after = offsetAt(local + DAY_MS, zone);
	const early = local - Math.max(before, after);
	if (early + offsetAt(early, zone) === local) return early;
	const late = local - Math.min(before, after);
	return late + offsetAt(late, zone) === local ? late : local - before;
}

/** An instant as ISO text with the offset of a zone: `2021-09-20T10:15:30+08:00`. */
export function isoIn(ms: number, zone: string): string {
	const offset = offsetAt(ms, zone);
	const minutes = Math.abs(offset) / 60_000;
	const pad = (part: number): string => String(Math.floor(part)).padStart(2, '0');
	const text = new Date(ms + offset).toISOString().slice(0, 19);
	return `${text}${offset < 0 ? '-' : '+'}${pad(minutes / 60)}:${pad(minutes % 60)}`;
}

/** An instant in UTC: `2023-01-01T00:00:00Z`. */
export function isoUtc(ms: number): string {
	return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** When a start or an end is; an all-day one is midnight in China [unverified]. */
export function momentOf({ date, dateTime }: EventTime): number {
	const day = parseDate(date);
	return day === undefined ? (parseInstant(dateTime) ?? 0) : instantOf({ day, ms: 0 }, HOME_ZONE);
}

/** The day of DingTalk's limits: those of China. */
export function homeDay(ms: number): number {
	return wallClock(ms, HOME_ZONE).day;
}

/** A moment in the form an event has its times: a day, or a time in its zone. */
export function timeAt(ms: number, event: { isAllDay: boolean; start: EventTime }): EventTime {
	if (event.isAllDay) return { date: dateText(wallClock(ms, HOME_ZONE).day) };
	const timeZone = event.start.timeZone ?? HOME_ZONE;
	return { dateTime: isoIn(ms, timeZone), timeZone };
}
