import { InputError } from '../errors/inputError';

/**
 * One of the values that a dropdown offers, also when an expression gives a number as text.
 *
 * @throws InputError when it is none of them
 */
export function toChoice<T extends string | number>(
	field: string,
	given: string,
	known: readonly T[],
): T {
	// An expression may give a number as text.
	const found = known.find((value) => String(value) === given);
	if (found !== undefined) return found;
	if (known.length === 0) return given as T;
	throw new InputError(
		field,
		`is '${given.slice(0, 60)}', which is no option of it`,
		`Choose one of: ${[...new Set(known)].join(', ')}`,
	);
}
