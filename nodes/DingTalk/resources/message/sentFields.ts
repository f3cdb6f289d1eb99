import type { INodeProperties } from 'n8n-workflow';

import { robotCodeOption } from '../../fields/ids';
import { groupLocator } from '../../../shared/fields/locators';
import { optionsField } from '../../../shared/fields/collections';

/** Which messages of the app robot are meant, for what can be done with them afterwards. */
export const sentFields: INodeProperties[] = [
	{
		displayName: 'Sent To',
		name: 'target',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Group', value: 'group', description: 'The messages were sent to a group' },
			{ name: 'People', value: 'people', description: 'The messages were sent one-to-one' },
		],
		default: 'people',
		description: 'Where the messages were sent',
	},
	{
		...groupLocator,
		description: 'The group that the messages were sent to',
		displayOptions: { show: { target: ['group'] } },
	},
	{
		displayName: 'Process Query Keys',
		name: 'processQueryKeys',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Z8xQk2…',
		description:
			'What Message > Send returned as processQueryKey or processQueryKeys: separated by commas, or an array by an expression',
	},
	optionsField({
		options: [
			{
				...robotCodeOption,
				description:
					"Code of the robot that sent the messages. Leave empty for the credential's robot.",
			},
		],
	}),
];
