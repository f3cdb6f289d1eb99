import { InputError } from '../../shared/errors/inputError';
import { withoutExponent } from '../../shared/values/decimal';
import { isRounded, rounded } from '../../shared/values/id';
import { isoIn, parseIso, readTime } from '../../shared/values/time';
import { isDate } from '../../shared/values/words';
import { toJson } from '../../shared/wire/json';

/**
 * How values become cells. DingTalk takes texts only, and reads each as if a person had typed it: digits are numbers
 * then, whatever begins with `=` is a formula.
 *
 * `auto`: numbers, switches and dates as such, and no text becomes a formula or loses digits; `text`: everything stays
 * text; `typed`: as if typed, formulas too.
 */
export type CellFormat = 'auto' | 'text' | 'typed';

export interface CellRules {
	format: CellFormat;
	/** Of dates: a cell has no offset. */
	timeZone: string;
}

/** Digits that a number in a sheet holds for sure. */
const SAFE_DIGITS = 15;

/**
 * A value as the text that DingTalk takes for it. A leading apostrophe keeps the rest as text; DingTalk documents it
 * for its command line tool, for this call it is [unverified].
 *
 * @throws InputError for numbers that have lost digits, or are none
 */
export function toCell(field: string, value: unknown, { format, timeZone }: CellRules): string {
	const text = plainText(field, value, timeZone);
	if (text === '' || format === 'typed') return text;
	if (format === 'text') return isTakenFor(text) ? `'${text}` : text;
	return typeof value === 'string' || typeof value === 'bigint' ? guarded(text) : text;
}

/** What DingTalk gives for a cell, as text; formatted text comes as an object. */
export const cellText = (value: unknown): string =>
	typeof value === 'object' && value !== null ? toJson(value) : String(value ?? '');

/** A value as `toCell` writes it, without an apostrophe and as it is shown: for comparing. */
export const toKey = (field: string, value: unknown, timeZone: string): string =>
	plainText(field, value, timeZone).trim();

/** The same of what a cell holds; a number without its last digits is compared by those that are left. */
export const cellKey = (value: unknown, timeZone: string): string =>
	isRounded(value) ? String(value) : toKey('', value, timeZone);

/** A key as it is compared with cells that were typed: `1.50` has become the number 1.5 in one. */
export const asTyped = (key: string): string =>
	/^-?\d+\.\d+$/.test(key) && guarded(key) === key ? digitsOf('', Number(key)) : key;

function plainText(field: string, value: unknown, timeZone: string): string {
	if (value === undefined || value === null) return '';
	if (typeof value === 'number') return digitsOf(field, value);
	if (isDate(value)) return localText(readTime(value, timeZone), timeZone);
	if (typeof value === 'string') {
		const iso = /\dT\d/.test(value) ? parseIso(value.trim()) : undefined;
		// A moment with its offset, as n8n's items have dates.
		if (iso?.offsetMs === undefined) return value;
		return localText(iso.shownMs - iso.offsetMs, timeZone);
	}
	return typeof value === 'object' ? toJson(value) : String(value);
}

/** A moment as clocks in the zone show it; midnight is a day. */
function localText(ms: number, timeZone: string): string {
	const [day, time] = isoIn(ms, timeZone).slice(0, 19).split('T');
	return time === '00:00:00' ? day : `${day} ${time}`;
}

/** A number without an exponent, which DingTalk would take for a text. */
function digitsOf(field: string, value: number): string {
	if (isRounded(value)) throw rounded(field, value);
	if (!Number.isFinite(value)) {
		throw new InputError(field, `is ${value}`, 'Give a number, or leave the cell out');
	}
	return withoutExponent(String(value));
}

/** Whether DingTalk would make something else of a text. */
const isTakenFor = (text: string): boolean =>
	/^['=＝+-]/.test(text) || /^[\d.]/.test(text) || /^(true|false)$/i.test(text);

/** A text that stays what it is: no formula, no number of fewer digits or without its sign, as of a phone. */
function guarded(text: string): string {
	const digits = /^-?(\d+)(?:\.(\d+))?$/.exec(text.trim());
	const isLonger = digits && digits[1].length + (digits[2] ?? '').length > SAFE_DIGITS;
	const hasZero = digits && /^0\d/.test(digits[1]);
	// As of an article: 12E5. Numbers that became texts on their way have a sign there.
	const isPower = /^\d+(\.\d+)?e\d+$/i.test(text.trim());
	// Dashes alone, for what there is none of, are text anyway.
	const isFormula = /^(['=＝+]|-(?![\d.]|-*\s*$))/.test(text);
	return isLonger || hasZero || isPower || isFormula ? `'${text}` : text;
}
