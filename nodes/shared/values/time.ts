import { InputError } from '../errors/inputError';
import { isDate, shown } from './words';
import { DAY_MS, MINUTE_MS } from '../run/durations';

// A date with or without time and offset, in the extended or the basic form of ISO 8601:
// 2026-05-01, 2026-05-01 09:00, 2026-05-01T09:00:00.000+08:00, 20260501T0900Z
const ISO =
	/^(\d{4})(-?)(\d{2})\2(\d{2})(?:[T ](\d{2}):?(\d{2})(?::?(\d{2})(?:[.,](\d+))?)?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/i;

/** Years, from the beginning of the first to the end of the last, in UTC. */
interface Years {
	from: number;
	until: number;
}

/** What lies outside is no time at which anything is to happen. */
const POSSIBLE: Years = { from: 1970, until: 2100 };
/** Of dates that are kept: birthdays, and 9999-12-31 for what never ends. */
export const KEPT_YEARS: Years = { from: 1900, until: 9999 };
/** 0001-01-01T00:00:00Z: a time of Go that was never set. */
const GO_ZERO = -62_135_596_800_000;

/**
 * A point in time as Unix ms: ISO text, ms or s as number or digits, a Date, or a luxon DateTime.
 *
 * @param timeZone what a date without offset is meant in: n8n's date picker gives none
 * @param years what it may lie in
 * @throws InputError when it is none of these, or lies outside the years
 */
export function toTime(
	field: string,
	value: unknown,
	timeZone: string,
	years: Years = POSSIBLE,
): number {
	const time = readTime(value, timeZone);
	const isWithin = time >= Date.UTC(years.from, 0, 1) && time < Date.UTC(years.until + 1, 0, 1);
	if (isWithin && !isNever(time)) return time;
	if (Number.isFinite(time)) throw impossible(field, value, time, years);
	throw new InputError(
		field,
		`is not a date: ${shown(value)}`,
		'Give an ISO date such as 2026-05-01T09:00:00+08:00, a date from an expression, or Unix milliseconds',
	);
}

/** As text it may be in a zone of its own; as a number in seconds. */
const isNever = (time: number): boolean =>
	Math.abs(time - GO_ZERO) < DAY_MS || time === GO_ZERO / 1000;

function impossible(
	field: string,
	value: unknown,
	time: number,
	{ from, until }: Years,
): InputError {
	if (isNever(time)) {
		return new InputError(
			field,
			'is 0001-01-01, which stands for no time at all: Alertmanager and Grafana give it as the end of an alert that is still firing',
			"Leave the field empty while the alert fires, or give another time, such as its 'startsAt'",
		);
	}
	const unit = isDate(value) ? undefined : finerUnit(time);
	if (unit) {
		return new InputError(
			field,
			`is in ${unit.name} by its length: ${shown(value)}`,
			`Divide it by ${unit.toMs}: Unix times are taken in milliseconds, or in seconds`,
		);
	}
	return new InputError(
		field,
		`is outside the years ${from} to ${until}: ${isDate(value) ? new Date(time).toISOString() : shown(value)}`,
		'Check where the date comes from, or leave the field empty if there is none',
	);
}

const FINER_UNITS = [
	{ name: 'microseconds', perMs: 1000, toMs: '1,000' },
	{ name: 'nanoseconds', perMs: 1_000_000, toMs: '1,000,000' },
] as const;

/** The unit in which a number would be a time since 2000. */
const finerUnit = (time: number) =>
	FINER_UNITS.find(
		({ perMs }) => time / perMs >= Date.UTC(2000, 0, 1) && time / perMs < Date.UTC(2101, 0, 1),
	);

/** Like `toTime`, for what DingTalk gives: of any year, and NaN for what cannot be read. */
export function readTime(value: unknown, timeZone: string): number {
	if (isDate(value)) return 'toMillis' in value ? value.toMillis() : value.getTime();
	if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint') {
		return Number.NaN;
	}
	const text = String(value).trim();
	// 20260501090000, as many systems in China write it.
	const iso = parseIso(text.replace(/^(\d{8})(\d{6})$/, '$1T$2'));
	if (iso) {
		return iso.offsetMs === undefined
			? localTime(iso.shownMs, timeZone)
			: iso.shownMs - iso.offsetMs;
	}
	// Ten digits are seconds: as milliseconds they would lie in January 1970.
	if (/^\d{10}(\.\d+)?$/.test(text)) return Math.round(Number(text) * 1000);
	return /^-?\d{11,}$/.test(text) ? Number(text) : Number.NaN;
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
	return (offset.startsWith('-') ? -minutes : minutes) * MINUTE_MS;
}

/** The last moment that JavaScript knows. */
const END_OF_TIME = 8_640_000_000_000_000;

/**
 * Unix ms of DingTalk as ISO text, in UTC or with the offset of a zone; undefined for none, and for 0, which DingTalk
 * also gives for none.
 */
export function isoMoment(ms: unknown, timeZone?: string): string | undefined {
	const moment = Number(ms ?? 0);
	if (!(moment > 0 && moment < END_OF_TIME - DAY_MS)) return undefined;
	return timeZone ? isoIn(moment, timeZone) : new Date(moment).toISOString();
}

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

/** One for each zone that was asked for: as many as there are, since Intl knows no others. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** How far ahead of UTC the clocks of the zone are at this moment, in ms. */
export function offsetAt(ms: number, timeZone: string): number {
	const format = formats.get(timeZone) ?? clockOf(timeZone);
	formats.set(timeZone, format);
	const parts = Object.fromEntries(
		format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]),
	);
	const { year, month, day, hour, minute, second } = parts;
	// Date.UTC takes the years 0 to 99 for those of the last century.
	const shown = new Date(0).setUTCFullYear(year, month - 1, day);
	return shown + Date.UTC(1970, 0, 1, hour, minute, second) - Math.floor(ms / 1000) * 1000;
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

/** A moment with the offset of a zone: `2021-09-20T10:15:30+08:00`; with its milliseconds where wanted. */
export function isoIn(ms: number, timeZone: string, { withMs = false } = {}): string {
	const offsetMs = offsetAt(ms, timeZone);
	const minutes = Math.abs(offsetMs) / MINUTE_MS;
	const two = (part: number) => String(Math.floor(part)).padStart(2, '0');
	const sign = offsetMs < 0 ? '-' : '+';
	const text = new Date(ms + offsetMs).toISOString();
	const clock = withMs && ms % 1000 !== 0 ? text.slice(0, 23) : text.slice(0, 19);
	return `${clock}${sign}${two(minutes / 60)}:${two(minutes % 60)}`;
}
