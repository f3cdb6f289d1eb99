import type { INodeProperties } from 'n8n-workflow';

/** Of Create and Update. */
export const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 任务管理 Tasks',
	description: 'What the table is called; no other table of the base may have the name',
};
