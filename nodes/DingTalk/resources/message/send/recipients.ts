import type { INodeProperties } from 'n8n-workflow';

import { userKeys } from '../../../contacts/people';
import type { PersonIdKind, PersonRef } from '../../../../shared/params/personRef';
import { InputError } from '../../../../shared/errors/inputError';
import { userLocator } from '../../../../shared/fields/locators';
import type { ItemContext } from '../../../operation/operation';
import type { Recipient } from '../../../../shared/robot/recipient';
import { runInOrder } from '../../../../shared/run/runInOrder';

/** People looked up at once. */
const CONCURRENT_LOOKUPS = 10;

/** People as pickers or as a list of IDs. */
export const peopleFields = (show: Record<string, string[]>): INodeProperties[] => [
	{
		displayName: 'People By',
		name: 'peopleBy',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'IDs',
				value: 'ids',
				description: 'Any number of IDs, separated by commas or as an array',
			},
			{ name: 'List', value: 'list', description: 'One row for each person, with a picker' },
		],
		default: 'list',
		displayOptions: { show },
		description: 'How the people are named',
	},
	{
		displayName: 'People',
		name: 'people',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Person',
		required: true,
		default: { person: [{ user: { mode: 'list', value: '' } }] },
		displayOptions: { show: { ...show, peopleBy: ['list'] } },
		description:
			'Whom the message goes to. The output says for each person what became of the message.',
		options: [
			{
				displayName: 'Person',
				name: 'person',
				values: [{ ...userLocator, name: 'user', displayName: 'Person' }],
			},
		],
	},
	{
		displayName: 'User IDs',
		name: 'userIds',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. manager4220, user0012',
		displayOptions: { show: { ...show, peopleBy: ['ids'] } },
		description:
			"The userIds of the people, separated by commas, or an array by an expression. Any number; the output says for each person what became of the message. For mobile numbers or unionIds set 'ID Type' in the options.",
	},
];

/** Who is meant by the form, as given. */
export function readPeople({ read }: ItemContext): PersonRef[] {
	if (read.choice('peopleBy') === 'ids') {
		const by = read.group('options').choice<PersonIdKind>('idType');
		const field = read.label('userIds');
		return read.idList('userIds').map((value) => ({ by, value, field }));
	}
	const rows = read.rows('people', 'person');
	if (rows.length === 0) {
		throw new InputError(read.label('people'), 'is empty', 'Add at least one person');
	}
	return rows.map((row) => row.person('user'));
}

/** Who gets the message, and what was given that is nobody's ID. */
export interface Addressees {
	userIds: string[];
	unknown: string[];
}

/**
 * The userIds behind any IDs, each once.
 *
 * @throws InputError when none of them is anybody's
 */
export async function resolvePeople(
	{ directory }: ItemContext,
	people: PersonRef[],
): Promise<Addressees> {
	const found = await runInOrder(people, {
		concurrency: CONCURRENT_LOOKUPS,
		keysOf: () => [],
		run: async (person) => await directory.findUserId(person),
	});
	const userIds = [...new Set(found.filter((userId) => userId !== undefined))];
	const unknown = people.filter((_person, index) => found[index] === undefined);
	// Nobody at all: the directory knows how to say what is wrong.
	if (userIds.length === 0) await directory.userIdOf(unknown[0]);
	return { userIds, unknown: [...new Set(unknown.map(({ value }) => value))] };
}

/** Keeps the order for each person, whichever IDs name them. */
export const peopleKeys = async (context: ItemContext): Promise<string[]> =>
	await userKeys(context, readPeople(context));

/** The IDs of all who have one of these statuses. */
export const havingStatus = (recipients: Recipient[], ...statuses: string[]): string[] =>
	recipients.filter(({ status }) => statuses.includes(status)).map(({ userId }) => userId);

/** What was given and is nobody's ID. */
export const strangers = (unknown: string[]): Recipient[] =>
	unknown.map((userId) => ({ userId, status: 'invalid' }));
