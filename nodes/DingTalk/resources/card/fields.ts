import type { INodeProperties } from 'n8n-workflow';

import { optionsField } from '../../../shared/fields/collections';
import { groupLocator, userLocator } from '../../../shared/fields/locators';
import { peopleField } from '../../../shared/fields/people';
import { sorted } from '../../../shared/fields/sorted';
import { robotCodeOption } from '../../fields/ids';

/** A template of another app is the commonest mistake, and DingTalk does not tell. */
export const templateNotice: INodeProperties = {
	displayName:
		"The template must belong to this app, and be published. With a template of another app every call succeeds, but people see nothing but '内容加载失败' (content could not be loaded).",
	name: 'templateNotice',
	type: 'notice',
	default: '',
};

export const templateIdField: INodeProperties = {
	displayName: 'Template ID',
	name: 'templateId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 382e4302-551d-4880-bf29-a30acfab2e71.schema',
	description:
		"ID of a template of this app, as the card builder (卡片平台) shows it; ends in '.schema'",
};

export const outTrackIdField: INodeProperties = {
	displayName: 'Card ID',
	name: 'outTrackId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. order-42',
	description:
		"The card's outTrackId: what Card > Create and Deliver or Card > Start Stream returned, or what a DingTalk trigger has for a pressed button",
};

/** The ID of a card that is to be made. */
export const newOutTrackIdOption: INodeProperties = {
	displayName: 'Card ID',
	name: 'outTrackId',
	type: 'string',
	default: '',
	placeholder: 'e.g. order-42',
	description:
		'An ID of your own for the card (outTrackId), at most 64 characters, good once. Leave empty to have one made.',
};

const shownFor = (...target: string[]) => ({ show: { target } });

const TARGETS = {
	group: { name: 'Group', description: 'As a message in a group' },
	people: { name: 'People', description: 'To each in their chat with the robot' },
	reply: {
		name: 'Chat of a Message',
		description: 'Where somebody wrote to the robot: the group, or the chat with that person',
	},
	topBox: { name: 'Top of a Group', description: 'Above the messages of a group, for a while' },
};
export type CardTarget = keyof typeof TARGETS;

const targetFields: Record<CardTarget, INodeProperties[]> = {
	group: [{ ...groupLocator, displayOptions: shownFor('group', 'topBox') }],
	people: [
		peopleField({
			displayName: 'People',
			name: 'people',
			required: true,
			displayOptions: shownFor('people'),
			description: 'Who gets the card, any number. All have the same card: a change reaches all.',
		}),
	],
	reply: [
		{
			displayName: 'Message',
			name: 'replyTo',
			type: 'json',
			required: true,
			default: '={{ $json }}',
			displayOptions: shownFor('reply'),
			description:
				"The message whose chat gets the card: the item of a DingTalk trigger, or the message as DingTalk sends it, with 'conversationId' and 'senderStaffId'",
		},
	],
	topBox: [
		{
			displayName: 'Show For (Hours)',
			name: 'showForHours',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 2 },
			default: 24,
			displayOptions: shownFor('topBox'),
			description: 'How long the card stays on top of the group, unless it is closed before',
		},
	],
};

/** Where a card goes. */
export const placeFields = (...targets: CardTarget[]): INodeProperties[] => [
	{
		displayName: 'Deliver To',
		name: 'target',
		type: 'options',
		noDataExpression: true,
		options: sorted(targets.map((value) => ({ ...TARGETS[value], value }))),
		default: 'group',
		description: 'Where the card goes',
	},
	...targets.flatMap((target) => targetFields[target]),
];

/** What everybody sees of the card; read with `readVariables`. */
export const variablesFields: INodeProperties[] = [
	{
		displayName: 'Specify Variables',
		name: 'variablesBy',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Using Fields Below', value: 'fields' },
			{ name: 'Using JSON', value: 'json' },
		],
		default: 'fields',
		description: "How the values of the template's variables are given",
	},
	{
		displayName: 'Variables',
		name: 'variables',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Variable',
		default: {},
		displayOptions: { show: { variablesBy: ['fields'] } },
		description: "Values for the template's variables, at most 1 KB each",
		options: [
			{
				displayName: 'Variable',
				name: 'variable',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. title',
						description: 'Name of the variable in the template',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						placeholder: 'e.g. Deploy 1.4.2?',
						description:
							'Text; for a yes-or-no variable true or false, for a list or an object its JSON',
					},
				],
			},
		],
	},
	{
		displayName: 'Variables (JSON)',
		name: 'variablesJson',
		type: 'json',
		default: '{}',
		displayOptions: { show: { variablesBy: ['json'] } },
		description:
			'An object with the values by the names of the variables. Numbers, lists and objects become the texts that DingTalk wants.',
		placeholder: 'e.g. { "title": "Deploy 1.4.2?", "isOpen": true }',
	},
];

/** What single people see in its place; read with `readPrivateVariables`. */
export const privateVariablesField: INodeProperties = {
	displayName: 'Private Variables',
	name: 'privateVariables',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Person',
	default: {},
	description: 'Values that one person sees in place of those that all others see',
	options: [
		{
			displayName: 'For a Person',
			name: 'private',
			values: [
				{ ...userLocator, displayName: 'Person', name: 'user' },
				{
					displayName: 'Variables (JSON)',
					name: 'values',
					type: 'json',
					default: '{}',
					description: 'An object with the values by the names of the variables',
				},
			],
		},
	],
};

/** What the chat list says of the card. */
export const summaryField: INodeProperties = {
	displayName: 'Chat List Text',
	name: 'summary',
	type: 'string',
	default: '',
	placeholder: 'e.g. Deployment of 1.4.2 waits for you',
	description:
		"What the list of chats and the notification say of the card. Left empty, DingTalk says '[卡片]' or the like.",
};

const notificationOption: INodeProperties = {
	displayName: 'Notification Text',
	name: 'notification',
	type: 'string',
	default: '',
	placeholder: 'e.g. Please decide before 18:00',
	description: "What the notification says, where it is not the 'Chat List Text'",
};

const forwardOption: INodeProperties = {
	displayName: 'Allow Forwarding',
	name: 'isForwardable',
	type: 'boolean',
	default: false,
	description: 'Whether people may forward the card',
};

/** Not for a card that is typed into: it would go on without its text. */
export const failOnMissedOption: INodeProperties = {
	displayName: 'Fail If a Place Is Missed',
	name: 'failOnMissed',
	type: 'boolean',
	default: false,
	description:
		'Whether to end the item with an error that lists them when the card did not get to some places, after it got to the others. With Retry On Fail, n8n runs the whole node again: the card then goes only to those that were missed.',
};

const mentionEveryoneOption: INodeProperties = {
	displayName: 'Mention Everyone',
	name: 'mentionsEveryone',
	type: 'boolean',
	default: false,
	displayOptions: { show: { '/target': ['group'] } },
	description: 'Whether the card mentions everyone in the group',
};

const visibleToOption: INodeProperties = peopleField({
	displayName: 'Visible To',
	name: 'visibleTo',
	displayOptions: { show: { '/target': ['group', 'topBox'] } },
	description: 'The only members of the group who see the card; everyone where nobody is named',
});

/** Options of the delivery; `readPlaces` reads them. */
export const deliveryOptions: INodeProperties[] = [
	mentionEveryoneOption,
	robotCodeOption,
	visibleToOption,
];

/** Options of a new card. */
export const creationOptions: INodeProperties[] = [
	forwardOption,
	newOutTrackIdOption,
	notificationOption,
];

/** The Options of an operation on cards. */
export const optionsOf = (...options: INodeProperties[]): INodeProperties =>
	optionsField({ options: sorted(options) });
