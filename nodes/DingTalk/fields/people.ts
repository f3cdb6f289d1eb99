import type { INodeProperties } from 'n8n-workflow';

import { idTypeOption } from './ids';
import { userLocator } from '../../shared/fields/locators';

type Named = Pick<INodeProperties, 'displayName' | 'name' | 'description'>;

/**
 * Any number of people, by pickers and by lists of IDs in any mix. Read with `readPeople` of
 * `shared/contacts/people`.
 */
export const peopleField = (field: Named & Partial<INodeProperties>): INodeProperties => ({
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add People',
	default: {},
	options: [
		{
			displayName: 'Person',
			name: 'person',
			values: [{ ...userLocator, displayName: 'Person', name: 'user' }],
		},
		{
			displayName: 'People by IDs',
			name: 'list',
			values: [
				{
					displayName: 'IDs',
					name: 'ids',
					type: 'string',
					default: '',
					placeholder: 'e.g. manager4220, 13800000000',
					description:
						'Any number of userIds, mobile numbers or unionIds, separated by commas, or an array by an expression',
				},
				{
					...idTypeOption,
					default: 'any',
					description: "What the entries of 'IDs' are",
				},
			],
		},
	],
	...field,
});
