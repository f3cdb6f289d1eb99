import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { assertCanWait } from '../../operation/assertCanWait';

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

/** @param field the operation or field that makes the node wait */
export const assertCanWaitForResult = (node: IExecuteFunctions, field: string): void =>
	assertCanWait(node, {
		field,
		unit: 'approval',
		each: 'wait for each',
		once: 'wait for that of the first item',
		instead: "Leave it to the workflow: a tool can tell with 'Get' how an approval stands",
	});
