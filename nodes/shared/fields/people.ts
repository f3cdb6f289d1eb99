import type { INodeProperties, NodeParameterValue } from 'n8n-workflow';

import { userLocator } from './locators';

type Show = Record<string, NodeParameterValue[]>;

/** Several people, from pickers or as IDs; read with `readPeople`. `show`: where the form asks for them. */
export const peopleFields = (show: Show = {}): INodeProperties[] => [
	{
		displayName: 'Choose People',
		name: 'peopleBy',
		type: 'options',
		options: [
			{
				name: 'By IDs',
				value: 'ids',
				description: 'Any number of IDs: a comma list, or an array by an expression',
			},
			{ name: 'From List', value: 'list', description: 'One by one, each from a searchable list' },
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
		default: {},
		displayOptions: { show: { ...show, peopleBy: ['list'] } },
		description: 'The people; each gets it once',
		options: [
			{
				displayName: 'Person',
				name: 'person',
				values: [{ ...userLocator, displayName: 'Person', name: 'user' }],
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
			"The userIds of the people, separated by commas, or an array by an expression. For mobile numbers or unionIds set 'ID Type' in the options.",
	},
];

/** What the IDs of `peopleFields` are; belongs into `options`. */
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
	description: "What the entries of 'User IDs' are",
};
