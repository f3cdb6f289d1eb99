import type { INodeProperties } from 'n8n-workflow';

import { userLocator } from '../../../shared/fields/locators';
import { iconField, settingFields } from './settings';
import { sorted } from '../../../shared/fields/sorted';

const memberIds: INodeProperties = {
	displayName: 'Member User IDs',
	name: 'userIds',
	type: 'string',
	default: '',
	placeholder: 'e.g. manager4220, user0012',
};

const forKind = (kind: 'internal' | 'scene') => ({ show: { kind: [kind] } });

/** The form of Conversation > Create. */
export const createFields: INodeProperties[] = [
	{
		displayName: 'Group Kind',
		name: 'kind',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Internal Group',
				value: 'internal',
				description: 'A group of people of the organisation',
			},
			{
				name: 'Scene Group',
				value: 'scene',
				description: "A group made from one of the app's group templates",
			},
		],
		default: 'internal',
		description: 'What kind of group to create',
	},
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Project Phoenix',
		description: 'Name of the group, 1 to 20 characters (30 for a scene group)',
	},
	{
		displayName: 'Template ID',
		name: 'templateId',
		type: 'string',
		required: true,
		default: '',
		displayOptions: forKind('scene'),
		description:
			"ID of the group template, from 'Scene Groups' of the app in the DingTalk developer console",
	},
	{
		...userLocator,
		displayName: 'Owner',
		name: 'ownerUserId',
		description:
			"The group's owner, who must be in the app's visible range: chosen from the list, or named by any ID",
	},
	{
		...memberIds,
		required: true,
		displayOptions: forKind('internal'),
		description:
			'The userIds of the members, up to 40, separated by commas or as an array. The owner is added when missing; add more people with Add Members.',
	},
	{
		...memberIds,
		displayOptions: forKind('scene'),
		description: 'The userIds of the members, up to 999, separated by commas or as an array',
	},
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: sorted([
			{
				displayName: 'Admin User IDs',
				name: 'adminUserIds',
				type: 'string',
				default: '',
				placeholder: 'e.g. manager4220, user0012',
				displayOptions: { show: { '/kind': ['scene'] } },
				description: 'The userIds of admins, up to 12, separated by commas or as an array',
			},
			iconField,
			{
				displayName: 'Idempotency Key',
				name: 'uuid',
				type: 'string',
				default: '',
				displayOptions: { show: { '/kind': ['scene'] } },
				description:
					'Your own key for the group, up to 64 characters: DingTalk creates only one group per key, so the call can be repeated safely',
			},
			...settingFields,
		]),
	},
];
