import type { INodeProperties } from 'n8n-workflow';

/** Read with `read.person`, then `directory.userIdOf` or `directory.unionIdOf`. */
export const userLocator: INodeProperties = {
	displayName: 'User',
	name: 'userId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The person: chosen from the list, or named by userId, mobile number or unionId',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a person…',
			typeOptions: { searchListMethod: 'searchUsers', searchable: true },
		},
		{
			displayName: 'By User ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. manager4220',
			hint: 'The ID of the person in this organisation',
		},
		{
			displayName: 'By Mobile Number',
			name: 'mobile',
			type: 'string',
			placeholder: 'e.g. 13800000000',
			hint: 'Numbers of other countries with the country code, such as +852-51234567',
		},
		{
			displayName: 'By Union ID',
			name: 'unionId',
			type: 'string',
			placeholder: 'e.g. zOiSPdBlaAVQ5YaPSqQiPiiEiE',
			hint: 'The ID of the person across all organisations',
		},
	],
};

/** Read with `readDepartmentId`. */
export const departmentLocator: INodeProperties = {
	displayName: 'Department',
	name: 'departmentId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The department: chosen from the list, or named by its ID; the root department is 1',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a department…',
			typeOptions: { searchListMethod: 'searchDepartments', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 900363352' },
	],
};

/** Read with `groupIdOf`. */
export const groupLocator: INodeProperties = {
	displayName: 'Group',
	name: 'openConversationId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The group to send to. The robot must already be a member of it.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a group…',
			typeOptions: { searchListMethod: 'searchGroups', searchable: true },
		},
		{
			displayName: 'By Open Conversation ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. cidx1y2z3==',
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*(cid|chat).+',
						errorMessage: 'An open conversation ID starts with cid, a chat ID with chat',
					},
				},
			],
		},
		{
			displayName: 'By Chat ID',
			name: 'chatId',
			type: 'string',
			placeholder: 'e.g. chat1a2b3c',
			hint: 'The older ID of the group, starting with chat',
		},
	],
};

/**
 * Whose list or calendar it is; read with `readPersonOrOperator`. Optional: the credential's Operator stands
 * in for it.
 */
export const personOrOperatorLocator: INodeProperties = {
	...userLocator,
	required: false,
	modes: userLocator.modes?.map((mode) =>
		mode.name === 'list' ? { ...mode, placeholder: "The credential's Operator" } : mode,
	),
};

/** Who acts, in the Options of an operation; read with `readOperator` or `operatorOf`. */
export const operatorOption: INodeProperties = {
	...userLocator,
	displayName: 'Operator',
	name: 'operatorId',
	required: false,
	description:
		"The person in whose name the call is made, where it is not the credential's Operator",
};
