import { InputError } from './errors/inputError';

// A date with or without time and offset, in the extended or the basic form of ISO 8601:
// 2026-05-01, 2026-05-01 09:00, 2026-05-01T09:00:00.000+08:00, 20260501T0900Z
const ISO =
	/^(\d{4})(-?)(\d{2})\2(\d{2})(?:[T ](\d{2}):?(\d{2})(?::?(\d{2})(?:[.,](\d+))?)?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/i;

/**
 * A point in time as Unix ms: ISO text, ms or s as number or digits, a Date, or a luxon DateTime.
 *
 * @param timeZone what a date without offset is meant in: n8n's date picker gives none
 * @throws InputError when it is none of these
 */
export function toTime(field: string, value: unknown, timeZone: string): number {
	const time = parseTime(value, timeZone);
	if (Number.isFinite(time)) return time;
	throw new InputError(
		field,
		`is not a date: ${String(value).slice(0, 60)}`,
		'Give an ISO date such as 2026-05-01T09:00:00+08:00, a date from an expression, or Unix milliseconds',
	);
}

function parseTime(value: unknown, timeZone: string): number {
	const text = typeof value === 'object' ? '' : String(value ?? '').trim();
	if (/^\d{13,}$/.test(text)) return Number(text);
	// Ten digits are seconds: as milliseconds they would lie in January 1970.
	if (/^\d{10}$/.test(text)) return Number(text) * 1000;
	const iso = parseIso(text);
	if (iso)
		return iso.offsetMs === undefined
			? localTime(iso.shownMs, timeZone)
			: iso.shownMs - iso.offsetMs;
	const dated = value as { toMillis?: () => number; getTime?: () => number } | null | undefined;
	return (dated?.toMillis ?? dated?.getTime)?.call(dated) ?? Number.NaN;
}

/**
 * What the clocks show in an ISO text, as Unix ms of a clock in UTC; the offset where the text has one.
 * Undefined for anything else, days that do not exist among it.
 */
export function parseIso(text: string): { shownMs: number; offsetMs?: number } | undefined {
	const [, year, , month, day, hour = '00', minute = '00', second = '00', fraction = '', offset] =
		ISO.exec(text) ?? [];
	if (!year) return undefined;
	const shown = `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.padEnd(3, '0').slice(0, 3)}`;
	const shownMs = Date.parse(`${shown}Z`);
	// Date.parse takes 31 April for 1 May.
	if (!Number.isFinite(shownMs) || new Date(shownMs).toISOString() !== `${shown}Z`)
		return undefined;
	return offset ? { shownMs, offsetMs: parseOffset(offset) } : { shownMs };
}

function parseOffset(offset: string): number {
	if (/^z$/i.test(offset)) return 0;
	const digits = offset.replace(':', '').slice(1);
	const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || 0);
	return (offset.startsWith('-') ? -minutes : minutes) * 60_000;
}

/** Unix ms of DingTalk as ISO text; undefined for none, and for 0, which DingTalk also gives for none. */
export function isoMoment(ms: unknown): string | undefined {
	const moment = Number(ms ?? 0);
	return Number.isFinite(moment) && moment > 0 ? new Date(moment).toISOString() : undefined;
}

const DAY_MS = 86_400_000;

/**
 * The moment at which clocks in the zone show what UTC clocks show at `shownMs`. A time that they show twice
 * in autumn is the earlier one; one that they skip in spring is as much later as they were put forward.
 */
export function localTime(shownMs: number, timeZone: string): number {
	if (!Number.isFinite(shownMs)) return shownMs;
	const before = shownMs - offsetAt(shownMs - DAY_MS, timeZone);
	if (before + offsetAt(before, timeZone) === shownMs) return before;
	const after = shownMs - offsetAt(shownMs + DAY_MS, timeZone);
	return after + offsetAt(after, timeZone) === shownMs ? after : before;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** How far ahead of UTC the clocks of the zone are at this moment, in ms. */
export function offsetAt(ms: number, timeZone: string): number {
	const format = formats.get(timeZone) ?? clockOf(timeZone);
	formats.set(timeZone, format);
	const parts = Object.fromEntries(
		format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]),
	);
	const { year, month, day, hour, minute, second } = parts;
	return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(ms / 1000) * 1000;
}

const clockOf = (timeZone: string): Intl.DateTimeFormat =>
	new Intl.DateTimeFormat('en-US', {
		timeZone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	});
