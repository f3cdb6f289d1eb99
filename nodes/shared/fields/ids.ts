import type { INodeProperties } from 'n8n-workflow';

/** A group, by the ID that the current API uses. */
export const groupLocator: INodeProperties = {
	displayName: 'Group',
	name: 'openConversationId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'id', value: '' },
	description: 'The group to send to. The robot must already be a member of it.',
	modes: [
		{
			displayName: 'By Open Conversation ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. cidx1y2z3==',
			hint: 'A chat ID (chat…) turns into it with Conversation > Convert Chat ID',
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*cid.+',
						errorMessage:
							'An open conversation ID starts with cid; turn a chat ID into one with Conversation > Convert Chat ID',
					},
				},
			],
		},
	],
};

export const chatIdField: INodeProperties = {
	displayName: 'Chat ID',
	name: 'chatId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. chat1a2b3c',
	description: 'ID of the group in the older form, starting with chat',
};

export const userIdField: INodeProperties = {
	displayName: 'User ID',
	name: 'userId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. manager4220',
	description:
		'The userId of the person in your organisation (not the unionId, name or mobile number)',
};

export const binaryInputField: INodeProperties = {
	displayName: 'Input Data Field Name',
	name: 'binaryPropertyName',
	type: 'string',
	required: true,
	default: 'data',
	hint: 'The name of the input field that contains the file',
	description: 'Name of the binary field of the input item that holds the file',
};

/** Which robot sends, where it is not the credential's. */
export const robotCodeOption: INodeProperties = {
	displayName: 'Robot Code',
	name: 'robotCode',
	type: 'string',
	default: '',
	description: 'Code of the robot to use. Leave empty for the credential\'s robot.',
};
