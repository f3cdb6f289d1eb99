import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { userLocator } from './locators';
import type { Named } from './several';
import { several } from './several';

/** What the entries of a list of IDs are. */
export const idTypeOption: INodeProperties = {
	displayName: 'ID Type',
	name: 'idType',
	type: 'options',
	options: [
		{
			name: 'Any',
			value: 'any',
			description: 'A mix; takes more calls, as each kind that an ID may be is tried',
		},
		{ name: 'Mobile Number', value: 'mobile' },
		{ name: 'Union ID', value: 'unionId' },
		{ name: 'User ID', value: 'userId' },
	],
	default: 'userId',
	description: "What the entries of 'IDs' are",
};

const person = { one: 'Person', many: 'People', key: 'person' };

const ids = {
	placeholder: 'e.g. manager4220, user0012',
	description: 'Any number of IDs, separated by commas, or an array by an expression',
};

/** Any number of people, the same wherever several are named; read with `read.people`. */
export const peopleField = (field: Named): INodeProperties =>
	several(
		{ ...person, picker: { ...userLocator, name: 'user' }, ids, more: [idTypeOption] },
		field,
	);

/**
 * People in a filter of what DingTalk pushes. It tells no mobile numbers, and needs no call to compare the other IDs;
 * read with `read.anybody`.
 */
export const peopleFilter = (field: Named): INodeProperties =>
	several(
		{
			...person,
			picker: {
				...userLocator,
				name: 'user',
				description: 'The person: chosen from the list, or named by userId or unionId',
				modes: userLocator.modes?.filter(({ name }) => name !== 'mobile'),
			},
			ids,
			more: [
				{
					...idTypeOption,
					options: (idTypeOption.options as INodePropertyOptions[])
						.filter(({ value }) => value !== 'mobile')
						.map(({ name, value }) => ({ name, value })),
				},
			],
		},
		field,
	);
