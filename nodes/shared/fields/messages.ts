import type { INodeProperties } from 'n8n-workflow';

import type { CardButton, FeedLink, Mentions } from '../messages/content';
import type { FormReader } from '../params/params';

const mobiles: INodeProperties = {
	displayName: 'Mobile Numbers',
	name: 'mobiles',
	type: 'string',
	default: '',
	description:
		"Comma-separated mobile numbers of group members to mention. Each number that the text does not hold as '@number' is added at its end.",
	placeholder: 'e.g. 13800000001, 13800000002',
};

const userIds: INodeProperties = {
	displayName: 'User IDs',
	name: 'userIds',
	type: 'string',
	default: '',
	description:
		"Comma-separated user IDs of group members to mention. Each ID that the text does not hold as '@ID' is added at its end.",
	placeholder: 'e.g. zhangwei, lina',
};

const everyone: INodeProperties = {
	displayName: 'Everyone',
	name: 'everyone',
	type: 'boolean',
	default: false,
	description: 'Whether to mention everyone in the group',
};

const mentions = (options: INodeProperties[], description: string): INodeProperties => ({
	displayName: 'Mentions',
	name: 'mentions',
	type: 'collection',
	placeholder: 'Add Mention',
	default: {},
	options,
	description,
});

export const mentionsField = mentions(
	[everyone, mobiles, userIds],
	'Who is notified by name; at most 50 people per message',
);

/** Mentions of a reply: whoever wrote to the robot, outsiders too. */
export const replyMentionsField = mentions(
	[
		everyone,
		mobiles,
		{
			...userIds,
			description:
				"Comma-separated user IDs of group members to mention, or of people of other organisations the 'sender.dingtalkId' that the trigger tells. Each ID that the text does not hold as '@ID' is added at its end.",
		},
	],
	'Who is notified by name; at most 50 people per message',
);

/** An action card has no list of mentions, only @userId in its text. */
export const cardMentionsField = mentions(
	[userIds],
	'Who is named in the card; an action card can mention by user ID only',
);

/** The mentions of an item. */
export const toMentions = (group: FormReader): Mentions => ({
	mobiles: group.ids('mobiles'),
	userIds: group.idsOfAnybody('userIds'),
	// Cards have no such field.
	everyone: group.flagIfAny('everyone') ?? false,
});

export const toButtons = (rows: FormReader[]): CardButton[] =>
	rows.map((row) => ({ title: row.text('title'), url: row.text('url') }));

export const toFeedLinks = (rows: FormReader[]): FeedLink[] =>
	rows.map((row) => ({
		title: row.text('title'),
		messageUrl: row.text('messageUrl'),
		picUrl: row.text('picUrl'),
	}));
