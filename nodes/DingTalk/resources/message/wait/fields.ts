import type { INodeProperties } from 'n8n-workflow';

import { optionsField } from '../../../../shared/fields/collections';
import { adaptMarkdownOption } from '../../../../shared/fields/markdown';
import { groupLocator } from '../../../../shared/fields/locators';
import { TARGETS } from '../../../../shared/messages/targets';
import { robotCodeOption } from '../../../fields/ids';
import { limitWaitTimeOption } from '../../../fields/limitWaitTime';
import { recipientsField } from '../send/recipients';
import { chatFields } from './chatFields';
import { formFields } from './formFields';
import { remindersOption } from './reminders';

const targetFields: INodeProperties[] = [
	{
		displayName: 'Send To',
		name: 'target',
		type: 'options',
		noDataExpression: true,
		options: (['group', 'people'] as const).map((value) => ({
			name: TARGETS[value].name,
			value,
			description: TARGETS[value].description,
		})),
		default: 'people',
		description: 'Who is asked. The first answer counts.',
	},
	{
		...recipientsField({ show: { target: ['people'] } }),
		description:
			'Who is asked, any number, each by a message with links of their own: the output tells whose link answered',
	},
	{ ...groupLocator, displayOptions: { show: { target: ['group'] } } },
];

const approvalOptionsField: INodeProperties = {
	displayName: 'Approval Options',
	name: 'approvalOptions',
	type: 'fixedCollection',
	placeholder: 'Add Option',
	default: {},
	displayOptions: { show: { responseType: ['approval'] } },
	description: 'Which buttons the message has, and what they say',
	options: [
		{
			displayName: 'Values',
			name: 'values',
			values: [
				{
					displayName: 'Type of Approval',
					name: 'approvalType',
					type: 'options',
					options: [
						{ name: 'Approve and Disapprove', value: 'double' },
						{ name: 'Approve Only', value: 'single' },
					],
					default: 'single',
					description: 'Whether people can decline',
				},
				{
					displayName: 'Approve Button Label',
					name: 'approveLabel',
					type: 'string',
					default: 'Approve',
					placeholder: 'e.g. 同意',
					description: 'The words on the button that approves',
				},
				{
					displayName: 'Disapprove Button Label',
					name: 'disapproveLabel',
					type: 'string',
					default: 'Decline',
					placeholder: 'e.g. 拒绝',
					displayOptions: { show: { approvalType: ['double'] } },
					description: 'The words on the button that declines',
				},
			],
		},
	],
};

const formOnly = { show: { '/responseType': ['freeText', 'form'] } };

const waitOptions = optionsField({
	options: [
		adaptMarkdownOption,
		{
			displayName: 'Fail If Anyone Is Missed',
			name: 'failOnMissed',
			type: 'boolean',
			default: false,
			displayOptions: { show: { '/target': ['people'] } },
			description:
				"Whether to end with an error, and not to wait, when somebody did not get the message. Otherwise it waits for the others, and the answer comes with 'missed'.",
		},
		limitWaitTimeOption(
			"How long to wait for an answer. When the time is over, the node hands its input on unchanged, so test whether there is a 'data.respondedAt'. Without a limit it waits until somebody answers.",
		),
		{
			displayName: 'Links Too',
			name: 'linksToo',
			type: 'boolean',
			default: false,
			displayOptions: { show: { '/responseType': ['approval'], '/chatApproval': [true] } },
			description:
				'Whether to send a message with links as well, so that people can answer where nobody hears the presses of the card. Whoever holds a link can answer; in a group only those who may decide get links, each their own.',
		},
		{
			displayName: 'Message Button Label',
			name: 'messageButtonLabel',
			type: 'string',
			default: 'Respond',
			placeholder: 'e.g. 答复',
			displayOptions: formOnly,
			description: 'The words on the button that opens the form',
		},
		remindersOption,
		{
			displayName: 'Response Form Button Label',
			name: 'responseFormButtonLabel',
			type: 'string',
			default: '',
			displayOptions: formOnly,
			description: "The words on the form's button. Left empty, it says Submit or 提交.",
		},
		{
			displayName: 'Response Form Description',
			name: 'responseFormDescription',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			displayOptions: formOnly,
			description: 'What stands above the form, in place of the message',
		},
		{
			displayName: 'Response Form Title',
			name: 'responseFormTitle',
			type: 'string',
			default: '',
			displayOptions: formOnly,
			description: 'The heading of the form',
		},
		robotCodeOption,
		{
			displayName: 'Title',
			name: 'title',
			type: 'string',
			default: '',
			placeholder: 'e.g. Approval needed',
			description:
				'Shown in the list of conversations and in notifications, as plain text. Left empty, it is the first line of the message.',
		},
	],
});

/** The form, its names those of n8n's own chat nodes. */
export const waitFields: INodeProperties[] = [
	...targetFields,
	{
		displayName: 'Message',
		name: 'message',
		type: 'string',
		typeOptions: { rows: 4 },
		required: true,
		default: '',
		placeholder: 'e.g. Deploy version **1.4.2** to production?',
		description: 'What is asked, as markdown',
	},
	{
		displayName:
			'Whoever holds a link of the message can answer, until somebody has. The links lead to this n8n, so people’s phones and computers have to reach its webhook URL.',
		name: 'linkNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Response Type',
		name: 'responseType',
		type: 'options',
		options: [
			{
				name: 'Approval',
				value: 'approval',
				description: 'People approve, or decline, by a button of the message',
			},
			{
				// Not `customForm`, as n8n calls it: n8n then takes an answer in parts (multipart) only.
				name: 'Custom Form',
				value: 'form',
				description: 'People fill in a form of your own',
			},
			{ name: 'Free Text', value: 'freeText', description: 'People write a text' },
		],
		default: 'approval',
		description: 'How people answer',
	},
	approvalOptionsField,
	...chatFields,
	...formFields.map((field) => ({
		...field,
		displayOptions: { show: { responseType: ['form'], ...field.displayOptions?.show } },
	})),
	waitOptions,
];
