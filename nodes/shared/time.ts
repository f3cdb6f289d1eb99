import { InputError } from './errors/inputError';

// A date with or without time and offset, e.g. 2026-05-01, 2026-05-01 09:00, 2026-05-01T09:00:00.000+08:00
const ISO =
	/^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

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
	// Date.parse alone takes "item 7" for a day in 2001.
	const [, date, time = '00:00', offset] = ISO.exec(text) ?? [];
	if (date) {
		return offset
			? Date.parse(`${date}T${time}${offset.toUpperCase()}`)
			: localTime(Date.parse(`${date}T${time}Z`), timeZone);
	}
	const dated = value as { toMillis?: () => number; getTime?: () => number } | null | undefined;
	return (dated?.toMillis ?? dated?.getTime)?.call(dated) ?? Number.NaN;
}

/** The moment at which clocks in the zone show what UTC clocks show at `shownMs`. */
function localTime(shownMs: number, timeZone: string): number {
	if (!Number.isFinite(shownMs)) return shownMs;
	const guess = shownMs - offsetAt(shownMs, timeZone);
	// Once more, for a change of the clocks between the two.
	return shownMs - offsetAt(guess, timeZone);
}

function offsetAt(ms: number, timeZone: string): number {
	const format = new Intl.DateTimeFormat('en-US', {
		timeZone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	});
	const parts = Object.fromEntries(
		format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]),
	);
	const { year, month, day, hour, minute, second } = parts;
	return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(ms / 1000) * 1000;
}
