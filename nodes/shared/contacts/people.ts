import { InputError } from '../errors/inputError';
import type { ItemContext } from '../operation';
import type { ItemReader } from '../params';
import { runInOrder } from '../runInOrder';
import type { PersonIdKind, PersonRef } from './personRef';
import { toPersonRef } from './personRef';

/** People looked up at once. */
const CONCURRENT_LOOKUPS = 10;

/** The people of a form, as userIds. */
export interface FoundPeople {
	/** Each once, in the order given. */
	userIds: string[];
	/** What was given for people who do not exist, or whom the app may not see. */
	unknown: string[];
}

/**
 * The people that `peopleFields` name.
 *
 * @throws InputError when nobody is named, or when an entry is neither text nor number
 */
export function readPeople(read: ItemReader): PersonRef[] {
	if (read.choice('peopleBy') === 'ids') {
		const by = (read.group('options').idType ?? 'userId') as PersonIdKind;
		const field = read.label('userIds');
		return read.idList('userIds').map((value) => ({ by, value, field }));
	}
	const field = read.label('people');
	const rows = read.rows('people', 'person');
	if (rows.length > 0) return rows.map(({ user }) => toPersonRef(field, user));
	throw new InputError(
		field,
		'is empty',
		"Add one person at least, or choose 'By IDs' and give an expression",
	);
}

/**
 * The userIds of people, each looked up once per run. A userId as such is taken as it is.
 *
 * @throws NodeApiError when DingTalk refuses for another reason than that there is no such person
 */
export async function findPeople(
	{ directory }: Pick<ItemContext, 'directory'>,
	people: readonly PersonRef[],
): Promise<FoundPeople> {
	const found = await runInOrder(people, {
		concurrency: CONCURRENT_LOOKUPS,
		keysOf: () => [],
		run: async (person) => await directory.findUserId(person),
	});
	const userIds = found.filter((userId) => userId !== undefined);
	return {
		userIds: [...new Set(userIds)],
		unknown: people.filter((_, index) => found[index] === undefined).map(({ value }) => value),
	};
}
