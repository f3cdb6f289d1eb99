import type { IDataObject } from 'n8n-workflow';

import { InputError } from '../errors/inputError';
import { idTypeOption } from '../fields/ids';
import { toChoice, toUsableIds } from '../params';
import { runInOrder } from '../runInOrder';
import type { PersonIdKind, PersonRef } from './personRef';
import { toPersonRef } from './personRef';
import type { Directory } from './resolve';

/** People looked up at once. */
const CONCURRENT_LOOKUPS = 10;

const ID_KINDS = (idTypeOption.options as Array<{ value: PersonIdKind }>).map(({ value }) => value);

/**
 * The people of a `peopleField`, each once, pickers first; may be nobody.
 *
 * @param value rows, or IDs by an expression; nothing, or '', where the form has no such field
 * @throws InputError for a row that names nobody
 */
export function readPeople(field: string, value: unknown): PersonRef[] {
	// An expression may give IDs in place of rows.
	const isIds = typeof value !== 'object' || Array.isArray(value);
	const { list = [], person = [] } = (isIds ? { list: [{ ids: value }] } : (value ?? {})) as {
		list?: IDataObject[];
		person?: IDataObject[];
	};
	const people = [
		...person.map(({ user }, index) => toPersonRef(`${field} > Person ${index + 1}`, user)),
		...list.flatMap(({ ids, idType }) => {
			const by = toChoice(`${field} > ID Type`, String(idType ?? 'any'), ID_KINDS);
			return toUsableIds(ids, `${field} > IDs`).map((id): PersonRef => ({ by, value: id, field }));
		}),
	];
	const byName = new Map(people.map((one) => [`${one.by} ${one.value}`, one]));
	return [...byName.values()];
}

/** @throws InputError when it is nobody, or more than `max` people */
export function requirePeople(
	field: string,
	people: PersonRef[],
	max = Number.POSITIVE_INFINITY,
): PersonRef[] {
	if (people.length === 0) {
		throw new InputError(field, 'is empty', 'Add at least one person');
	}
	if (people.length <= max) return people;
	throw new InputError(
		field,
		`names ${people.length} people; the limit is ${max}`,
		`Give at most ${max}`,
	);
}

/** Who was found, and what was given that is nobody's ID. */
export interface FoundPeople {
	/** Each once, in the order given. */
	unionIds: string[];
	unknown: string[];
}

/** The unionIds behind any IDs; `unknown` are those that do not exist or cannot be seen. */
export async function findUnionIds(
	directory: Pick<Directory, 'findUnionId'>,
	people: readonly PersonRef[],
): Promise<FoundPeople> {
	const found = await lookUp(people, async (person) => await directory.findUnionId(person));
	const unknown = people.filter((_person, index) => found[index] === undefined);
	return {
		unionIds: [...new Set(found.filter((unionId) => unionId !== undefined))],
		unknown: unknown.map(({ value }) => value),
	};
}

/**
 * The unionIds behind any IDs, each once.
 *
 * @throws InputError naming who does not exist
 */
export const unionIdsOf = async (
	directory: Pick<Directory, 'unionIdOf'>,
	people: readonly PersonRef[],
): Promise<string[]> => [
	...new Set(await lookUp(people, async (person) => await directory.unionIdOf(person))),
];

const lookUp = async <T>(
	people: readonly PersonRef[],
	run: (person: PersonRef) => Promise<T>,
): Promise<T[]> =>
	await runInOrder(people, { concurrency: CONCURRENT_LOOKUPS, keysOf: () => [], run });

/** Names people in order keys: who is named the same way is the same. */
export const personKeys = (people: readonly PersonRef[]): string[] =>
	people.map(({ by, value }) => `${by} ${value}`);
