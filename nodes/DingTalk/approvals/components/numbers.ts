import { InputError } from '../../../shared/errors/inputError';
import { isRounded, rounded } from '../../../shared/values/id';
import { toNumber } from '../../../shared/values/number';
import { shown } from '../../../shared/values/words';
import type { Draft, Reading } from './component';
import { text } from './component';

const DECIMAL = /^[+-]?\d*\.?\d+$/;
const STARS = 5;

/**
 * NumberField and MoneyField: the digits as they were given, as a number could lose some.
 *
 * @throws InputError for anything but plain decimals
 */
export function readDecimal(value: unknown, { field }: Reading): Draft {
	if (isRounded(value)) throw rounded(field, value);
	const isPlain = ['string', 'number', 'bigint'].includes(typeof value);
	const digits = isPlain ? String(value).trim() : '';
	// Written as people do: .5 and +5.
	if (DECIMAL.test(digits)) return text(digits.replace('+', '').replace(/^(-?)\./, '$10.'));
	throw new InputError(
		field,
		`is not a number: ${shown(value)}`,
		'Give digits with a point, such as 1500.50, without commas, spaces or a currency',
	);
}

/** StarRatingField. @throws InputError for anything but a whole number of stars that there are */
export const readRating = (value: unknown, { field, component }: Reading): Draft =>
	text(String(toNumber(field, value, { whole: true, min: 1, max: component.limit ?? STARS })));
