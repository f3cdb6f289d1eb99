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
	const digits = isPlain ? withoutExponent(String(value).trim()) : '';
	// Written as people do: .5 and +5.
	if (DECIMAL.test(digits)) return digits.replace('+', '').replace(/^(-?)\./, '$10.');
	throw new InputError(
		field,
		`is not a number: ${shown(value)}`,
		'Give digits with a point, such as 1500.50, without commas, spaces or a currency',
	);
}

/** `5.55e-17`, as JavaScript writes what is left of 0.1 + 0.2 - 0.3, with all of its digits; any other text as it is. */
export function withoutExponent(text: string): string {
	const [, sign, first, rest = '', exponent] =
		/^([+-]?)(\d)(?:\.(\d+))?e-0*([1-9]\d{0,2})$/i.exec(text) ?? [];
	if (first === undefined) return text;
	return `${sign}0.${'0'.repeat(Number(exponent) - 1)}${first}${rest}`;
}
