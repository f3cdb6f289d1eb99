import type { INodeProperties } from 'n8n-workflow';

import { userLocator } from '../../../shared/fields/locators';
import { peopleField } from '../../../shared/fields/people';
import { newKindField } from './group';
import { membersField } from './memberFields';
import { iconField, settingFields } from './settings';
import { sorted } from '../../../shared/fields/sorted';
import { additionalFieldsField } from '../../../shared/fields/collections';

const forKind = (kind: 'internal' | 'scene') => ({ show: { kind: [kind] } });

/** The form of Group > Create. */
export const createFields: INodeProperties[] = [
	newKindField,
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
		...membersField,
		displayOptions: forKind('internal'),
		description:
			'The members, up to 40: chosen from the list, or named by any ID. The owner is added when missing; add more people with Add Members.',
	},
	{
		...membersField,
		required: false,
		displayOptions: forKind('scene'),
		description: 'The members, up to 999: chosen from the list, or named by any ID',
	},
	additionalFieldsField({
		options: sorted([
			peopleField({
				displayName: 'Admins',
				name: 'admins',
				displayOptions: { show: { '/kind': ['scene'] } },
				description: 'Who are admins, up to 12 people: chosen from the list, or named by any ID',
			}),
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
	}),
];
