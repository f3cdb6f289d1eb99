import type { INodeProperties } from 'n8n-workflow';

/** Members of a group, for the operations that split the list. */
export const memberIdsField: INodeProperties = {
	displayName: 'User IDs',
	name: 'userIds',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. manager4220, user0012',
	description:
		'The userIds of the people, any number, separated by commas or as an array by an expression',
};

/** For apps that reach the group by a cool app instead of a template. */
export const coolAppCodeOption: INodeProperties = {
	displayName: 'Cool App Code',
	name: 'coolAppCode',
	type: 'string',
	default: '',
	description:
		'Code of the cool app (酷应用) that is installed in the scene group, where the app has no template in it',
};
