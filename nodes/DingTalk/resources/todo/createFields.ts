import type { INodeProperties } from 'n8n-workflow';

import { peopleField } from '../../../shared/fields/people';
import { simplifyField } from '../../../shared/fields/simplify';
import { buttonsField } from './buttonsField';
import {
	customFieldsField,
	descriptionField,
	dueTimeField,
	participantsField,
	typeField,
} from './fields';
import { operatorField, ownerField } from './ownerFields';
import { additionalFieldsField, optionsField } from '../../../shared/fields/collections';

const additionalFields = additionalFieldsField({
	options: [
		{
			displayName: 'Business Category ID',
			name: 'bizCategoryId',
			type: 'string',
			default: '',
			description: 'ID of the category that the app has registered for its todos',
		},
		buttonsField,
		customFieldsField,
		descriptionField,
		dueTimeField,
		{
			displayName: 'Notify By',
			name: 'notifyBy',
			type: 'multiOptions',
			options: [
				{ name: 'App Push', value: 'push' },
				{ name: 'Chat of the Todo Assistant', value: 'chat' },
				{
					name: 'DING',
					value: 'ding',
					description:
						"A pop-up window; DingTalk wants a 'Detail URL' then that its client can open by a dingtalk:// link",
				},
			],
			default: [],
			description:
				'How the executors are told about the todo, in place of what DingTalk does by itself; none of them means no notice',
		},
		{
			displayName: 'Only Show to Executors',
			name: 'isOnlyShowExecutor',
			type: 'boolean',
			default: false,
			description: 'Whether only the executors see the todo in their lists',
		},
		participantsField,
		{
			displayName: 'PC Detail URL',
			name: 'pcDetailUrl',
			type: 'string',
			default: '',
			description: "Page for the PC client, where it differs from 'Detail URL'",
		},
		{
			displayName: 'Priority',
			name: 'priority',
			type: 'options',
			options: [
				{ name: 'High', value: 'high' },
				{ name: 'Low', value: 'low' },
				{ name: 'Normal', value: 'normal' },
				{ name: 'Urgent', value: 'urgent' },
			],
			default: 'normal',
			description: 'How urgent the todo is',
		},
		{
			displayName: 'Remind By',
			name: 'remindBy',
			type: 'multiOptions',
			options: [
				{ name: 'App Push', value: 'push' },
				{ name: 'DING', value: 'ding' },
			],
			default: [],
			description: "How the executors are reminded at the 'Reminder Time'",
		},
		{
			displayName: 'Reminder Time',
			name: 'reminderTime',
			type: 'dateTime',
			default: '',
			description: "When the executors are reminded, in the workflow's time zone",
		},
		{
			displayName: 'Source ID',
			name: 'sourceId',
			type: 'string',
			default: '',
			placeholder: 'e.g. order-42',
			description:
				'Your own ID for the todo. DingTalk takes each only once, so the same todo is never created twice, by Retry On Fail neither.',
		},
		typeField,
	],
});

/** The form of Todo > Create. */
export const createFields: INodeProperties[] = [
	{
		displayName: 'Subject',
		name: 'subject',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Sign the release report',
		description: 'What is to be done, at most 1,024 characters',
	},
	{
		displayName: 'Detail URL',
		name: 'detailUrl',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://example.com/tasks/42',
		description:
			'Page that opens when somebody clicks the todo; DingTalk takes no todo without one',
	},
	peopleField({
		displayName: 'Executors',
		name: 'executors',
		description: 'Who has to do it: up to 100 people, chosen from the list or named by any ID',
	}),
	ownerField,
	additionalFields,
	simplifyField,
	optionsField({
		options: [
			{
				displayName: 'If Source ID Exists',
				name: 'ifExists',
				type: 'options',
				options: [
					{ name: 'Fail', value: 'fail', description: 'End the item with an error' },
					{
						name: 'Return the Existing Todo',
						value: 'return',
						description: 'Put out the todo that was created before, unchanged',
					},
				],
				default: 'return',
				description: "What to do when a todo with the same 'Source ID' exists already",
			},
			operatorField,
		],
	}),
];
