import type { INodeProperties } from 'n8n-workflow';

import { groupLocator, robotCodeOption } from '../../../shared/fields/ids';
import type { ItemContext, ItemResult, Operation } from '../../../shared/operation';
import { contentFields } from './contentFields';
import { sendToGroup } from './sendToGroup';
import { sendToLegacyConversation } from './sendToLegacyConversation';
import { sendToPeople } from './sendToPeople';

type Target = 'people' | 'group' | 'legacyConversation';

const SENDERS: Record<Target, (context: ItemContext) => Promise<ItemResult>> = {
	people: sendToPeople,
	group: sendToGroup,
	legacyConversation: sendToLegacyConversation,
};

const shownFor = (...targets: Target[]) => ({ show: { target: targets } });

const targetFields: INodeProperties[] = [
	{
		displayName: 'Send To',
		name: 'target',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Group', value: 'group', description: 'A group that the app robot is a member of' },
			{
				name: 'Legacy Conversation',
				value: 'legacyConversation',
				description:
					'A conversation chosen in the DingTalk client (send_to_conversation), for apps that still have this API',
			},
			{
				name: 'People',
				value: 'people',
				description: 'Each person one-to-one, from the app robot',
			},
		],
		default: 'people',
		description: 'Whom the message goes to',
	},
	{
		displayName: 'User IDs',
		name: 'userIds',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. manager4220, user0012',
		displayOptions: shownFor('people'),
		description:
			'The userIds of the people, separated by commas, or an array by an expression. Any number; the output says for each person whether DingTalk took the message.',
	},
	{ ...groupLocator, displayOptions: shownFor('group') },
	{
		displayName: 'Conversation ID (Cid)',
		name: 'cid',
		type: 'string',
		required: true,
		default: '',
		displayOptions: shownFor('legacyConversation'),
		description:
			'What the chat picker of the DingTalk client returned. It works once, for 24 hours.',
	},
	{
		displayName: 'Sender User ID',
		name: 'senderUserId',
		type: 'string',
		required: true,
		default: '',
		displayOptions: shownFor('legacyConversation'),
		description:
			'The userId of the person who chose the conversation; the message appears as theirs',
	},
	{
		displayName:
			"DingTalk gives this API to no new app. Use 'Group' or 'People' unless your app has had it since before September 2022.",
		name: 'legacyNotice',
		type: 'notice',
		default: '',
		displayOptions: shownFor('legacyConversation'),
	},
	{
		displayName:
			'The app robot cannot mention people. To mention someone in a group, use the DingTalk Group Robot node.',
		name: 'mentionNotice',
		type: 'notice',
		default: '',
		displayOptions: shownFor('group'),
	},
];

const optionFields: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'File Name',
			name: 'fileName',
			type: 'string',
			default: '',
			placeholder: 'e.g. report.pdf',
			description:
				"Name shown in the chat for a file from a binary field, in place of the field's own",
		},
		robotCodeOption,
	],
};

export const send: Operation = {
	value: 'send',
	name: 'Send',
	action: 'Send a message',
	description: 'Send a message to people, a group or a legacy conversation',
	fields: [...targetFields, ...contentFields, optionFields],
	orderKeys: ({ read }) => {
		const target = read.choice<Target>('target');
		if (target === 'people') return read.ids('userIds').map((userId) => `user ${userId}`);
		return [
			target === 'group' ? `group ${read.text('openConversationId')}` : `cid ${read.text('cid')}`,
		];
	},
	run: async (context) => await SENDERS[context.read.choice<Target>('target')](context),
};
