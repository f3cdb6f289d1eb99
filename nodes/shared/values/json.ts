import { InputError } from '../errors/inputError';
import { parseExactJson } from '../wire/json';
import { isRounded, rounded } from './id';
import { isBlank, isDate } from './words';

/**
 * An object, given as such or as JSON text, whose numbers beyond 2^53 become bigint; undefined for no text.
 *
 * @throws InputError for text that is no JSON
 */
export function toJsonValue(field: string, value: unknown): unknown {
	if (typeof value !== 'string') return value ?? undefined;
	if (isBlank(value)) return undefined;
	try {
		return parseExactJson(value);
	} catch (error) {
		throw notJson(field, error);
	}
}

const notJson = (field: string, error: unknown) =>
	new InputError(
		field,
		`is not valid JSON: ${(error as Error).message}`,
		'Check brackets, commas and quotes, or give an object by an expression',
	);

/**
 * Like `toJsonValue`, for what is sent as it is: an object whose numbers have lost digits is refused, since
 * they are IDs more often than not. JSON text keeps all digits.
 *
 * @throws InputError naming the number
 */
export function toExactJson(field: string, value: unknown): unknown {
	if (typeof value === 'object') assertExact(field, value, new Set());
	return toJsonValue(field, value);
}

function assertExact(place: string, value: unknown, above: ReadonlySet<unknown>): void {
	if (isRounded(value)) throw rounded(place, value);
	if (typeof value === 'number' && !Number.isFinite(value)) {
		throw new InputError(place, `is ${value}`, 'Give a number, or leave it out');
	}
	if (typeof value !== 'object' || value === null || isDate(value)) return;
	if (above.has(value)) {
		throw new InputError(place, 'holds itself', 'Give an object that can be written as JSON');
	}
	const inside = new Set([...above, value]);
	for (const [key, part] of Object.entries(value)) assertExact(`${place} > ${key}`, part, inside);
}
