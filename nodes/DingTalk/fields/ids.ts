import type { INodeProperties } from 'n8n-workflow';

export const chatIdField: INodeProperties = {
	displayName: 'Chat ID',
	name: 'chatId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. chat1a2b3c',
	description: 'ID of the group in the older form, starting with chat',
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

export const binaryOutputField: INodeProperties = {
	displayName: 'Put Output File in Field',
	name: 'binaryPropertyName',
	type: 'string',
	required: true,
	default: 'data',
	hint: 'The name of the output field to put the file in',
	description: 'Name of the binary field of the output item that gets the file',
};

/** Which robot sends, where it is not the credential's. */
export const robotCodeOption: INodeProperties = {
	displayName: 'Robot Code',
	name: 'robotCode',
	type: 'string',
	default: '',
	description: "Code of the robot to use. Leave empty for the credential's robot.",
};
