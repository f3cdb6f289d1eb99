import { InputError } from '../errors/inputError';
import { isoIn, toTime } from './time';
import { isDate, kindOf } from './words';

/**
 * Text as such, numbers by their own words, dates in ISO with the offset of the zone.
 *
 * @throws InputError for what would read `[object Object]`
 */
export function toText(field: string, value: unknown, timeZone: string): string {
	if (value === undefined || value === null) return '';
	if (isDate(value)) return isoIn(toTime(field, value, timeZone), timeZone, { withMs: true });
	const isObject = typeof value === 'object' || typeof value === 'function';
	const text = isObject ? ownWords(value) : String(value);
	if (text !== undefined) return text;
	throw new InputError(
		field,
		`is ${kindOf(value)}, and text is needed`,
		'Pick one of its values in the expression, or turn all of it into text with .toJsonString()',
	);
}

/** What an object says of itself, such as a URL or a luxon Duration; undefined where it has no words. */
function ownWords(value: object): string | undefined {
	if (Array.isArray(value) || typeof value === 'function') return undefined;
	try {
		const text = String(value);
		return text.startsWith('[object ') ? undefined : text;
	} catch {
		/* Without a prototype it has no words at all. */
		return undefined;
	}
}
