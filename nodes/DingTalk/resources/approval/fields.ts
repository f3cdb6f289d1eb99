import type { INodeProperties } from 'n8n-workflow';

/** Each person of an approval is looked up for it. */
export const namesOption: INodeProperties = {
	displayName: 'Names of People',
	name: 'withNames',
	type: 'boolean',
	default: true,
	description:
		'Whether people have their names beside their userIds, which takes one lookup for each of them; without the permission for contacts they stay without',
};

/** What somebody says to a decision or a hand-over. */
export const remarkField: INodeProperties = {
	displayName: 'Remark',
	name: 'remark',
	type: 'string',
	typeOptions: { rows: 3 },
	default: '',
	placeholder: 'e.g. Receipts checked',
	description: 'What everybody reads who may see the approval',
};
