import { InputError } from '../errors/inputError';
import type { FormReader } from '../params/params';
import { CONCURRENT_LOOKUPS, runInOrder } from '../run/runInOrder';
import { thousands } from '../values/words';
import type { PersonRef } from '../params/personRef';
import type { Directory } from './resolve';

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
		`names ${thousands(people.length)} people; the limit is ${max}`,
		`Give at most ${max}`,
	);
}

/** @throws InputError when a field that may be empty names more than `max` people */
export function peopleUpTo(max: number, form: FormReader, name: string): PersonRef[] {
	const people = form.people(name);
	return people.length > 0 ? requirePeople(form.label(name), people, max) : people;
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

/** The userIds behind any IDs, each once; userIds as such cost no call. @throws as `unionIdsOf` */
export const userIdsOf = async (
	directory: Pick<Directory, 'userIdOf'>,
	people: readonly PersonRef[],
): Promise<string[]> => [
	...new Set(await lookUp(people, async (person) => await directory.userIdOf(person))),
];

/** Names people in order keys, for calls that take userIds: one key for each, whichever ID names them. */
export const userKeys = async (
	{ directory }: { directory: Pick<Directory, 'findUserId'> },
	people: readonly PersonRef[],
): Promise<string[]> => await keysBy(people, async (person) => await directory.findUserId(person));

/** The same for calls that take unionIds. */
export const unionKeys = async (
	{ directory }: { directory: Pick<Directory, 'findUnionId'> },
	people: readonly PersonRef[],
): Promise<string[]> => await keysBy(people, async (person) => await directory.findUnionId(person));

/** Who cannot be found goes by what was given: the item says why when it runs. */
const keysBy = async (
	people: readonly PersonRef[],
	find: (person: PersonRef) => Promise<string | undefined>,
): Promise<string[]> =>
	await lookUp(people, async (person) => {
		const found = await find(person).catch(() => undefined);
		return found === undefined ? `${person.by} ${person.value}` : `person ${found}`;
	});
