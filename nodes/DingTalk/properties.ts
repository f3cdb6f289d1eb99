import type { INodeProperties } from 'n8n-workflow';

import { toProperties } from './operation/operation';
import { RESOURCES } from './registry';

/** The node's whole form, built from the registry. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: RESOURCES.map(({ name, value }) => ({ name, value })),
		default: 'message',
	},
	...RESOURCES.flatMap(toProperties),
];
