import type { INodeProperties } from 'n8n-workflow';

import { requirePeople, userKeys } from '../../../../shared/contacts/people';
import type { PersonRef } from '../../../../shared/params/personRef';
import { peopleField } from '../../../../shared/fields/people';
import type { ItemContext } from '../../../operation/operation';
import type { Recipient } from '../../../../shared/robot/recipient';
import { CONCURRENT_LOOKUPS, runInOrder } from '../../../../shared/run/runInOrder';

/** Whom a message goes to. */
export const recipientsField = (
	displayOptions?: INodeProperties['displayOptions'],
): INodeProperties =>
	peopleField({
		displayName: 'People',
		name: 'people',
		required: true,
		displayOptions,
		description:
			'Whom it goes to, any number. The output says for each person what became of it. Where an ID Type is Any, items are sent one after the other.',
	});

/**
 * Who is meant by the form, as given.
 *
 * @throws InputError when it is nobody
 */
export const readRecipients = ({ read }: ItemContext): PersonRef[] =>
	requirePeople(read.label('people'), read.people('people'));

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
	await userKeys(context, readRecipients(context));

/** The IDs of all who have one of these statuses. */
export const havingStatus = (recipients: Recipient[], ...statuses: string[]): string[] =>
	recipients.filter(({ status }) => statuses.includes(status)).map(({ userId }) => userId);

/** What was given and is nobody's ID. */
export const strangers = (unknown: string[]): Recipient[] =>
	unknown.map((userId) => ({ userId, status: 'invalid' }));
