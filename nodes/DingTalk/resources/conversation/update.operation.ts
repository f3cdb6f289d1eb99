import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InputError } from '../../../shared/errors/inputError';
import { userLocator } from '../../../shared/fields/locators';
import { assertCount, assertMaxChars, requireText } from '../../../shared/messages/checks';
import type { Operation } from '../../operation/operation';
import type { FormReader } from '../../../shared/params/params';
import type { GroupKind } from './group';
import {
	chatIdOf,
	groupOfKindKeys,
	groupOfKindField,
	kindField,
	openConversationIdOf,
	readGroupOfKind,
} from './group';
import { GROUP_LIMITS } from './limits';
import { iconField, managementOptions, settingFields } from './settings';
import { sorted } from '../../../shared/fields/sorted';

const memberList = (
	name: keyof typeof MEMBER_LISTS,
	displayName: string,
	what: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder: 'e.g. manager4220, user0012',
	displayOptions: { hide: { '/kind': ['scene'] } },
	description: `The userIds of people to ${what}, up to 40, separated by commas or as an array (internal groups)`,
});

const MEMBER_LISTS = { addUserIds: 'add_useridlist', removeUserIds: 'del_useridlist' } as const;

/** DingTalk mixes casings in the body for internal groups; the one for scene groups is all snake_case. */
const WIRE = {
	internal: {
		path: '/v1.0/im/group/update',
		id: 'chatid',
		name: 'name',
		owner: 'owner',
		settings: 'managementOptions',
	},
	scene: {
		path: '/v1.0/im/sceneGroup/update',
		id: 'open_conversation_id',
		name: 'title',
		owner: 'owner_user_id',
		settings: 'management_options',
	},
} as const;

const changeFields: INodeProperties[] = sorted([
	memberList('addUserIds', 'Add Member User IDs', 'add'),
	memberList('removeUserIds', 'Remove Member User IDs', 'remove'),
	iconField,
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		description: 'New name of the group, 1 to 20 characters (30 for a scene group)',
	},
	{
		...userLocator,
		displayName: 'Owner',
		name: 'ownerUserId',
		required: false,
		description: 'The new owner, who must be a member: chosen from the list, or named by any ID',
	},
	...settingFields,
]);

/**
 * @see DingTalk docs "更新群": POST /v1.0/im/group/update
 * @see DingTalk docs "更新场景群": POST /v1.0/im/sceneGroup/update
 */
export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a conversation',
	description: 'Change name, owner or settings of a group, or members of an internal one',
	endpoints: ['POST /v1.0/im/group/update', 'POST /v1.0/im/sceneGroup/update'],
	fields: [
		groupOfKindField,
		kindField,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: changeFields,
		},
	],
	orderKeys: groupOfKindKeys,
	async run(context) {
		const { api, read, directory } = context;
		const group = readGroupOfKind(read);
		const fields = read.group('updateFields');
		const changes = toChanges(fields, group.kind);
		const owner = fields.has('ownerUserId') ? fields.person('ownerUserId') : undefined;
		if (!owner && Object.keys(changes).length === 0) {
			throw new InputError('Update Fields', 'is empty', 'Add at least one field to change');
		}
		const { kind } = group;
		const id =
			kind === 'internal'
				? { chatId: chatIdOf(read, group) }
				: { openConversationId: await openConversationIdOf(context, group) };
		if (owner) changes[WIRE[kind].owner] = await directory.userIdOf(owner);
		await api.request({
			method: 'POST',
			host: 'api',
			path: WIRE[kind].path,
			body: { [WIRE[kind].id]: id.chatId ?? id.openConversationId, ...changes },
			// It names the wanted end state, so a second time changes nothing more.
			repeatable: true,
			answer: { success: 'true' },
		});
		return { success: true, ...id };
	},
};

function toChanges(fields: FormReader, kind: GroupKind): IDataObject {
	const changes: IDataObject = {};
	const wire = WIRE[kind];
	if (fields.has('name')) {
		const name = requireText(fields.label('name'), fields.text('name'));
		const max = kind === 'scene' ? GROUP_LIMITS.sceneNameChars : GROUP_LIMITS.nameChars;
		assertMaxChars(fields.label('name'), name, max);
		changes[wire.name] = name;
	}
	const icon = fields.idIfAny('icon');
	if (icon) changes.icon = icon;
	Object.assign(changes, memberChanges(fields, kind));
	const settings = managementOptions(fields, kind);
	if (settings) changes[wire.settings] = settings;
	return changes;
}

function memberChanges(fields: FormReader, kind: GroupKind): IDataObject {
	const changes: IDataObject = {};
	for (const [name, wire] of Object.entries(MEMBER_LISTS)) {
		const label = fields.label(name);
		const ids = fields.ids(name);
		if (ids.length === 0) continue;
		if (kind === 'scene') {
			throw new InputError(
				label,
				'is not for a scene group, whose members are changed by calls of their own',
				'Use Conversation > Add Members or Remove Members',
			);
		}
		assertCount(label, ids.length, 1, GROUP_LIMITS.membersPerCall);
		changes[wire] = ids;
	}
	return changes;
}
