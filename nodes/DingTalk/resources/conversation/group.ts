import type { INodeProperties } from 'n8n-workflow';

import { InputError } from '../../../shared/errors/inputError';
import { groupLocator } from '../../../shared/fields/locators';
import type { ItemContext } from '../../operation/operation';
import type { ItemReader } from '../../../shared/params/params';

/** Internal groups are managed by their chat ID, scene groups by their open conversation ID. */
export type GroupKind = 'internal' | 'scene';

/**
 * A group by either ID, for calls that take the open conversation ID. The parameter has one name in all
 * operations of the resource, so that changing the operation keeps the group.
 */
export const groupField: INodeProperties = {
	...groupLocator,
	name: 'chatId',
	description: 'The group: chosen from the list, or named by its open conversation ID or chat ID',
};

/** A group by the ID that its kind is managed by. The list knows no chat IDs, so it is not the default. */
export const groupOfKindField: INodeProperties = {
	...groupField,
	default: { mode: 'chatId', value: '' },
	description:
		"An internal group by its chat ID (chat…); a scene group by its open conversation ID (cid…) or from the list. For a scene group by chat ID, set 'Group Kind' to Scene Group.",
};

/** A group by its chat ID only. */
export const chatIdLocator: INodeProperties = {
	...groupOfKindField,
	displayName: 'Chat ID',
	description: 'ID of the group in the older form, starting with chat',
	modes: groupLocator.modes?.filter(({ name }) => name === 'chatId'),
};

/** Which of the two APIs makes the group. */
export const newKindField = {
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
} satisfies INodeProperties;

/** Which of the two APIs manages the group. */
export const kindField: INodeProperties = {
	...newKindField,
	options: [
		...newKindField.options,
		{
			name: 'Tell by ID',
			value: 'auto',
			description: 'A chat ID means an internal group, an open conversation ID a scene group',
		},
	],
	default: 'auto',
	description: 'What kind of group it is',
};

/** A group as the user named it. */
export interface GroupRef {
	id: string;
	isOpenConversationId: boolean;
}

/** Items of one group run in input order, whichever ID names it. */
export const groupKeys = async ({ read, directory }: ItemContext): Promise<string[]> => [
	`group ${await openConversationIdOf({ directory }, readGroup(read))}`,
];

/** The same where an internal group goes by its chat ID, which needs no other one. */
export async function groupOfKindKeys(context: ItemContext): Promise<string[]> {
	const { id, kind } = readGroupOfKind(context.read);
	return kind === 'internal' ? [`chat ${id}`] : await groupKeys(context);
}

/** The group that the form names. */
export function readGroup(read: ItemReader): GroupRef {
	const { mode, value } = read.locator('chatId');
	const isFromOtherMode = (mode === 'list' || mode === 'id') && !value.startsWith('chat');
	return { id: value, isOpenConversationId: value.startsWith('cid') || isFromOtherMode };
}

/** The group and its kind, as far as form and ID tell. */
export function readGroupOfKind(read: ItemReader): GroupRef & { kind: GroupKind } {
	const group = readGroup(read);
	const kind = read.choice<GroupKind | 'auto'>('kind');
	if (kind !== 'auto') return { ...group, kind };
	return { ...group, kind: group.isOpenConversationId ? 'scene' : 'internal' };
}

/**
 * The group's chat ID.
 *
 * @throws InputError for an open conversation ID: DingTalk converts in the other direction only
 */
export function chatIdOf(read: ItemReader, group: GroupRef): string {
	if (!group.isOpenConversationId) return group.id;
	throw new InputError(
		read.label('chatId'),
		'is an open conversation ID, and an internal group is managed by its chat ID',
		'Give the chat ID (it starts with chat) that Group > Create returned: DingTalk turns a chat ID into an open conversation ID, but not back. Choose Scene Group where the group is one',
	);
}

/** The group's open conversation ID; a chat ID is converted, once per run. */
export const openConversationIdOf = async (
	{ directory }: Pick<ItemContext, 'directory'>,
	{ id, isOpenConversationId }: GroupRef,
): Promise<string> => (isOpenConversationId ? id : await directory.openConversationIdOf(id));
