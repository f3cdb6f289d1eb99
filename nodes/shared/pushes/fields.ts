import type { INodeProperties } from 'n8n-workflow';

import { approvalProcessesFilter } from '../fields/approvalProcesses';
import { adaptMarkdownOption } from '../fields/markdown';
import { peopleFilter } from '../fields/people';
import { groupsFilter } from '../fields/places';
import { simplifyField } from '../fields/simplify';
import { APPROVAL_CHANGES } from './approvalChanges';
import { ALL_EVENTS, EVENT_CATALOGUE } from './catalogue';
import { filtersField, optionsField } from '../fields/collections';

/** Filters and options of one kind of push show with it only; the leading slash is the node's own field. */
const shownFor = (...kinds: string[]) => ({ show: { '/triggerOn': kinds } });

/** What starts the workflow. */
const triggerOnField: INodeProperties = {
	displayName: 'Trigger On',
	name: 'triggerOn',
	type: 'multiOptions',
	required: true,
	options: [
		{
			name: 'Bot Message',
			value: 'message',
			description: 'Somebody writes to the robot, or mentions it in a group',
		},
		{
			name: 'Card Action',
			value: 'cardAction',
			description: "Somebody presses a button of an interactive card that the app's robot sent",
		},
		{
			name: 'Event',
			value: 'event',
			description: 'Something happens in the organisation, such as an approval that ends',
		},
	],
	default: ['message'],
};

/** Which events; DingTalk pushes those only that are ticked in its console as well. */
export const eventsField: INodeProperties = {
	displayName: 'Events',
	name: 'events',
	type: 'multiOptions',
	required: true,
	options: [
		{ name: 'All Events', value: ALL_EVENTS },
		...EVENT_CATALOGUE.map(({ name, eventType }) => ({ name, value: eventType })),
	],
	default: [],
	displayOptions: { show: { triggerOn: ['event'] } },
	description: 'Which events start the workflow, of those that the app is subscribed to',
	hint: "Subscribe to them under 'Events and Callbacks' of the app in the DingTalk developer console as well",
};

/** Narrow down what starts the workflow. */
const pushFilters = filtersField({
	description: 'All of them have to match. A filter leaves alone what it does not concern.',
	options: [
		{
			displayName: 'Approval Changes',
			name: 'approvalChanges',
			type: 'multiOptions',
			options: APPROVAL_CHANGES.map(({ name, value }) => ({ name, value })),
			default: [],
			displayOptions: shownFor('event'),
			description:
				'What has to happen to an approval (审批), or to a step of it that somebody decides; none chosen means anything',
			hint: "Choose 'Approval: Instance Changed' or 'Approval: Task Changed' in Events too",
		},
		approvalProcessesFilter({
			displayName: 'Approval Processes',
			name: 'processCodes',
			displayOptions: shownFor('event'),
			description:
				'Approvals of which processes (审批模板) to listen to. Those of other processes are ignored.',
		}),
		{
			displayName: 'Conversation Type',
			name: 'conversationType',
			type: 'options',
			options: [
				{ name: 'Any', value: 'any' },
				{ name: 'Group', value: 'group' },
				{ name: 'One-to-One', value: 'oneToOne' },
			],
			default: 'any',
			displayOptions: shownFor('message'),
			description: 'Where the message was written',
		},
		groupsFilter({
			displayName: 'Groups',
			name: 'groups',
			description:
				'Which groups to listen to. Messages and card actions elsewhere, and events of other groups, are ignored.',
		}),
		{
			displayName: 'Keyword',
			name: 'keyword',
			type: 'string',
			default: '',
			placeholder: 'e.g. invoice',
			displayOptions: shownFor('message'),
			description: "What the message's text has to contain, in capitals or not",
		},
		{
			displayName: 'Message Types',
			name: 'messageTypes',
			type: 'multiOptions',
			options: [
				{ name: 'Audio', value: 'audio' },
				{ name: 'File', value: 'file' },
				{ name: 'Forwarded Chat', value: 'chatRecord' },
				{ name: 'Other', value: 'unknown' },
				{ name: 'Picture', value: 'picture' },
				{ name: 'Rich Text', value: 'richText' },
				{ name: 'Text', value: 'text' },
				{ name: 'Video', value: 'video' },
			],
			default: [],
			displayOptions: shownFor('message'),
			description: 'What the message has to be; none chosen means any',
		},
		{
			displayName: 'Pattern',
			name: 'pattern',
			type: 'string',
			default: '',
			placeholder: 'e.g. /^order \\d+$/i',
			displayOptions: shownFor('message'),
			description:
				"Regular expression that the message's text has to match, with flags as in /…/i or without slashes",
		},
		peopleFilter({
			displayName: 'People',
			name: 'people',
			displayOptions: shownFor('message', 'cardAction'),
			description:
				"Who may start the workflow: by writing, or by pressing a button. People of other organisations, who have neither userId nor unionId here, are named by the 'sender.dingtalkId' of their messages.",
		}),
	],
});

/** How a message is answered. */
const answerFields: INodeProperties[] = [
	{
		displayName: 'Answer',
		name: 'answer',
		type: 'options',
		options: [
			{
				name: 'From Last Node',
				value: 'lastNode',
				description:
					"Answer with 'markdown', 'text' or 'output' of the last node's first item. Not in queue mode.",
			},
			{
				name: 'None',
				value: 'none',
				description: 'Leave it to the workflow, which can send a reply',
			},
			{ name: 'Text', value: 'text', description: 'Answer at once with the same text' },
		],
		default: 'none',
		displayOptions: { show: { triggerOn: ['message'] } },
		description: 'How to answer the message',
	},
	{
		displayName: 'Answer Text',
		name: 'answerText',
		type: 'string',
		typeOptions: { rows: 2 },
		required: true,
		default: '',
		placeholder: 'e.g. Got it, working on it',
		displayOptions: { show: { triggerOn: ['message'], answer: ['text'] } },
		description: 'What to answer to every message',
		hint: 'Expressions here know nothing of the message: they are resolved before it comes',
	},
];

/** How a card looks after a press. */
const cardAnswerField: INodeProperties = {
	displayName: 'Card Answer',
	name: 'cardAnswer',
	type: 'options',
	options: [
		{
			name: 'From Last Node',
			value: 'lastNode',
			description:
				"Update the card with 'cardData' and 'userPrivateData' of the last node's first item, or with all its fields. Not in queue mode.",
		},
		{
			name: 'None',
			value: 'none',
			description: 'Leave the card as it is, or to the workflow',
		},
	],
	default: 'none',
	displayOptions: { show: { triggerOn: ['cardAction'] } },
	description: 'How to update the card whose button was pressed',
};

/** What else goes into the items. */
const pushOptions = optionsField({
	displayOptions: { show: { triggerOn: ['message'] } },
	options: [
		{ ...adaptMarkdownOption, displayOptions: { show: { '/answer': ['lastNode'] } } },
		{
			displayName: 'Download Files',
			name: 'downloadFiles',
			type: 'boolean',
			default: false,
			description:
				'Whether to download the pictures, files, audio and video of a message, and of what it quotes or forwards, into binary fields',
		},
		{
			displayName: 'Include Session Webhook',
			name: 'includeSessionWebhook',
			type: 'boolean',
			default: false,
			description:
				'Whether to put the session webhook into the item in clear text. It is a secret: until it is over, whoever sees it can write into the conversation as the robot. Reply needs no more than the sealed form, which is always there.',
		},
		{
			displayName: 'Put Output File in Field',
			name: 'filesField',
			type: 'string',
			default: 'data',
			displayOptions: { show: { downloadFiles: [true] } },
			hint: 'The name of the output binary field to put the file in',
			description:
				'Further files of the same message go into fields of this name with _1, _2 and so on',
		},
	],
});

/** What both triggers ask, in the order of the form. */
export const pushFields: INodeProperties[] = [
	triggerOnField,
	eventsField,
	...answerFields,
	cardAnswerField,
	simplifyField,
	pushFilters,
	pushOptions,
];
