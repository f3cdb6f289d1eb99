import { InputError } from '../errors/inputError';
import { shown } from './words';

/** What forms, spreadsheets and query strings give for a switch, in lower case. */
const SPELLINGS: ReadonlyMap<string, boolean> = new Map([
	['true', true],
	['1', true],
	['false', false],
	['0', false],
]);

/**
 * A switch: true or false, also as text in any case, or as 1 and 0.
 *
 * @throws InputError for anything else, nothing included: a typing error must not pass for "off"
 */
export function toFlag(field: string, value: unknown): boolean {
	const isPlain = ['boolean', 'string', 'number', 'bigint'].includes(typeof value);
	const flag = isPlain ? SPELLINGS.get(String(value).trim().toLowerCase()) : undefined;
	if (flag !== undefined) return flag;
	throw new InputError(
		field,
		`is neither true nor false: ${shown(value)}`,
		'Give true or false, or 1 or 0. Where an expression may come to nothing, say what is meant then: {{ $json.flag ?? false }}',
	);
}
