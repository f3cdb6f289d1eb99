import type { INodeProperties } from 'n8n-workflow';

import { requirePeople } from '../../../shared/contacts/people';
import type { PersonRef } from '../../../shared/params/personRef';
import { peopleField } from '../../../shared/fields/people';
import type { ItemReader } from '../../../shared/params/params';

/** Members of a group, for the operations that split the list. */
export const membersField: INodeProperties = peopleField({
	displayName: 'Members',
	name: 'members',
	required: true,
	description: 'The people, any number: chosen from the list, or named by any ID',
});

/**
 * Who is meant by `membersField`.
 *
 * @throws InputError when it is nobody
 */
export const readMembers = (read: ItemReader): PersonRef[] =>
	requirePeople(read.label(membersField.name), read.people(membersField.name));

/** For apps that reach the group by a cool app instead of a template. */
export const coolAppCodeOption: INodeProperties = {
	displayName: 'Cool App Code',
	name: 'coolAppCode',
	type: 'string',
	default: '',
	description:
		'Code of the cool app (酷应用) that is installed in the scene group, where the app has no template in it',
};
