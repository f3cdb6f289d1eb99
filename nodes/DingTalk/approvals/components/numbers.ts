import { toNumber } from '../../../shared/values/number';
import { toDecimal } from '../../../shared/values/decimal';
import type { Draft, Reading } from './component';
import { text } from './component';

const STARS = 5;

/** NumberField and MoneyField. @throws InputError for anything but plain decimals */
export const readDecimal = (value: unknown, { field }: Reading): Draft =>
	text(toDecimal(field, value));

/** StarRatingField. @throws InputError for anything but a whole number of stars that there are */
export const readRating = (value: unknown, { field, component }: Reading): Draft =>
	text(String(toNumber(field, value, { whole: true, min: 1, max: component.limit ?? STARS })));
