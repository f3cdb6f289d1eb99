import { InputError } from '../errors/inputError';
import { isRounded, rounded } from './id';
import { shown } from './words';

const DECIMAL = /^[+-]?(\d+(\.\d+)?|\.\d+)$/;

/**
 * A number by its digits as they were given, as a number could lose some: `1500.50`.
 *
 * @throws InputError for anything but plain decimals
 */
export function toDecimal(field: string, value: unknown): string {
	if (isRounded(value)) throw rounded(field, value);
	const isPlain = ['string', 'number', 'bigint'].includes(typeof value);
	const digits = isPlain ? String(value).trim() : '';
	// Written as people do: .5 and +5.
	if (DECIMAL.test(digits)) return digits.replace('+', '').replace(/^(-?)\./, '$10.');
	throw new InputError(
		field,
		`is not a number: ${shown(value)}`,
		'Give digits with a point, such as 1500.50, without commas, spaces or a currency',
	);
}
