import { InputError } from '../errors/inputError';
import type { PersonRef } from '../params/personRef';
import { kindOfMode, openLocator, refuseDingtalkIds } from '../params/personRef';
import { arrayIn, toIds } from '../values/list';

/** People, departments and other things as a value names them that is read as a whole, such as that of a form's field. */

const WHOLE_NUMBER = /^-?\d{1,19}$/;

/** The ID kinds by which DingTalk's own answers name people. */
const PERSON_KEYS = ['userId', 'unionId'] as const;

/**
 * People by any ID, by commas or as a list; values of a person picker, and entries as DingTalk gives them too.
 *
 * @throws InputError for what is no ID
 */
export function peopleIn(field: string, value: unknown): PersonRef[] {
	const people = entriesOf(value).flatMap((entry): PersonRef[] => {
		const key = keyIn(entry, PERSON_KEYS);
		if (key) return toIds(entry[key], field).map((id) => ({ by: key, value: id, field }));
		const { mode, content } = openLocator(entry);
		const by = mode === '' ? 'any' : kindOfMode(mode);
		return toIds(content, field).map((id) => ({ by, value: id, field }));
	});
	refuseDingtalkIds(
		field,
		people.map(({ value: id }) => id),
	);
	return people;
}

/** Department IDs, by commas or as a list. @throws InputError for what is none */
export function departmentIdsIn(field: string, value: unknown): string[] {
	const ids = idsIn(field, value, ['departmentId', 'deptId']);
	const wrong = ids.find((id) => !WHOLE_NUMBER.test(id));
	if (wrong === undefined) return ids;
	throw new InputError(
		field,
		`is not a department ID: ${wrong.slice(0, 60)}`,
		'Give the number of the department, which Department > Search finds by its name; the root department is 1',
	);
}

/**
 * IDs, each once, by commas or as a list.
 *
 * @param keys by which entries that are objects name the ID, as nodes give them
 * @throws InputError for what is no ID
 */
export const idsIn = (field: string, value: unknown, keys: readonly string[]): string[] => [
	...new Set(
		entriesOf(value).flatMap((entry) => {
			const key = keyIn(entry, keys);
			return toIds(key ? entry[key] : openLocator(entry).content, field);
		}),
	),
];

type Entry = Record<string, unknown>;

const entriesOf = (value: unknown): Entry[] =>
	(Array.isArray(value)
		? value
		: (typeof value === 'string' && arrayIn(value)) || [value]) as Entry[];

const keyIn = <K extends string>(entry: unknown, keys: readonly K[]): K | undefined =>
	typeof entry === 'object' && entry !== null
		? keys.find((key) => Object.hasOwn(entry, key))
		: undefined;
