import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { CardButton, Mentions } from '../../shared/messages/content';
import { toIds } from '../../shared/params';

export const titleField: INodeProperties = {
	displayName: 'Title',
	name: 'title',
	type: 'string',
	default: '',
	required: true,
	description: 'Shown in the list of conversations and in notifications, as plain text',
	placeholder: 'e.g. Deployment finished',
};

export const markdownField: INodeProperties = {
	displayName: 'Markdown',
	name: 'markdown',
	type: 'string',
	typeOptions: { rows: 6 },
	default: '',
	required: true,
	description:
		'The message. DingTalk shows headings, quotes, bold, italic, links, pictures as ![](URL), and lists; a new line needs an empty line before it, or two spaces at the end of the line above.',
	placeholder: 'e.g. ### Deployment\n- version **1.4.2**',
};

export const messageUrlField: INodeProperties = {
	displayName: 'Message URL',
	name: 'messageUrl',
	type: 'string',
	default: '',
	required: true,
	description: 'The page that opens when somebody clicks, as a whole URL',
	placeholder: 'e.g. https://example.com/report/42',
};

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

/** An action card has no list of mentions, only @userId in its text. */
export const cardMentionsField = mentions(
	[userIds],
	'Who is named in the card; an action card can mention by user ID only',
);

const msgUuid: INodeProperties = {
	displayName: 'Idempotency Key',
	name: 'msgUuid',
	type: 'string',
	default: '',
	description:
		'DingTalk posts only one message per key (msgUuid). Left empty, each item of each execution gets its own key, which stays the same when the node is retried. If you set it, use an expression that differs from item to item.',
	placeholder: 'e.g. {{ $json.alertId }}',
};

/** The Options of an operation: its own, and those of all. In alphabetical order of their names. */
export const optionsField = (...own: INodeProperties[]): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	description: 'Settings that are rarely needed',
	options: [...own, msgUuid].sort((a, b) => a.displayName.localeCompare(b.displayName)),
});

/** The mentions of an item; each list as comma-separated text or an array. */
export const toMentions = (group: IDataObject): Mentions => ({
	mobiles: toIds(group.mobiles),
	userIds: toIds(group.userIds),
	everyone: group.everyone === true,
});

export const toButtons = (rows: IDataObject[]): CardButton[] =>
	rows.map(({ title, url }) => ({ title: String(title ?? ''), url: String(url ?? '') }));
