import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { FoundPeople } from '../../../shared/contacts/people';
import { findUnionIds } from '../../../shared/contacts/people';
import type { PersonRef } from '../../../shared/params/personRef';
import { InputError } from '../../../shared/errors/inputError';
import { peopleField } from '../../../shared/fields/people';
import type { ItemContext } from '../../operation/operation';
import { EVENT_LIMITS } from './limits';

export const attendeesField: INodeProperties = peopleField({
	displayName: 'Attendees',
	name: 'attendees',
	description:
		'Who is invited: any number of people, chosen from the list or named by any ID, in as many calls as their number needs',
});

export const optionalAttendeesField: INodeProperties = peopleField({
	displayName: 'Optional Attendees',
	name: 'optionalAttendees',
	description: 'Who is invited and need not come',
});

/** Who is invited, as the form names them. */
export interface Invited {
	attendees: PersonRef[];
	optional: PersonRef[];
}

/** @throws InputError when DingTalk takes fewer people in one event */
export function invite(attendees: PersonRef[], optional: PersonRef[]): Invited {
	const invited = { attendees, optional };
	const count = invited.attendees.length + invited.optional.length;
	if (count <= EVENT_LIMITS.attendees) return invited;
	throw new InputError(
		'Attendees',
		`names ${count} people; the limit is ${EVENT_LIMITS.attendees}`,
		`DingTalk takes ${EVENT_LIMITS.attendees} people in one event. Invite fewer`,
	);
}

/** @throws InputError when nobody is named */
export function assertAnybody({ attendees, optional = [] }: Partial<Invited>): void {
	if ((attendees ?? []).length + optional.length > 0) return;
	throw new InputError('Attendees', 'is empty', 'Add at least one person');
}

/** An attendee on the wire, made of a unionId; who is in both lists has to come. */
export const toWireAttendee = (
	unionId: string,
	{ attendees, optional }: { attendees: string[]; optional: string[] },
): IDataObject => ({
	id: unionId,
	isOptional: optional.includes(unionId) && !attendees.includes(unionId),
});

/**
 * Who of the people exists; those who do not are told in the output.
 *
 * @throws InputError when nobody does
 */
export async function findAnybody(
	{ directory }: ItemContext,
	people: PersonRef[],
): Promise<FoundPeople> {
	const found = await findUnionIds(directory, people);
	// Nobody at all: the directory knows how to say what is wrong.
	if (found.unionIds.length === 0 && people.length > 0) await directory.unionIdOf(people[0]);
	return found;
}

/** People who could not be invited or taken out because nobody has their ID, as one more failure. */
export const toFailures = (unknown: string[]): IDataObject[] =>
	unknown.length === 0
		? []
		: [
				{
					ids: unknown,
					message: 'Nobody of this organisation whom the app may see has this ID',
					code: 'unknownPerson',
				},
			];
