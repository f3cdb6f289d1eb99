import { InputError } from '../errors/inputError';
import { shown } from './words';

/** Which numbers will do. */
export interface NumberRule {
	whole?: boolean;
	min?: number;
	max?: number;
}

const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

/**
 * A number, also as text.
 *
 * @throws InputError for anything else: blanks, arrays and switches are no numbers
 */
export function toNumber(field: string, value: unknown, rule: NumberRule = {}): number {
	const number = plainNumber(value);
	if (isWithin(number, rule)) return number;
	const wanted = inWords(rule);
	throw new InputError(field, `is not ${wanted}: ${shown(value)}`, `Give ${wanted}`);
}

function plainNumber(value: unknown): number {
	if (typeof value === 'number' || typeof value === 'bigint') return Number(value);
	const isNumber = typeof value === 'string' && DECIMAL.test(value.trim());
	return isNumber ? Number(value) : Number.NaN;
}

const isWithin = (number: number, { whole, min = -Infinity, max = Infinity }: NumberRule) =>
	Number.isFinite(number) &&
	number >= min &&
	number <= max &&
	(!whole || Number.isSafeInteger(number));

/** `a whole number from 1 to 99` */
function inWords({ whole, min, max }: NumberRule): string {
	const kind = whole ? 'a whole number' : 'a number';
	if (min === undefined) return max === undefined ? kind : `${kind} up to ${max}`;
	return max === undefined ? `${kind} from ${min} up` : `${kind} from ${min} to ${max}`;
}
