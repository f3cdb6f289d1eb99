import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { peopleUpTo, userIdsOf } from '../../../shared/contacts/people';
import type { PersonRef } from '../../../shared/params/personRef';
import { InputError } from '../../../shared/errors/inputError';
import { userLocator } from '../../../shared/fields/locators';
import { peopleField } from '../../../shared/fields/people';
import { assertMaxChars, requireText } from '../../../shared/messages/checks';
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
import { updateFieldsField } from '../../../shared/fields/collections';

const memberList = (
	name: keyof typeof MEMBER_LISTS,
	displayName: string,
	what: string,
): INodeProperties =>
	peopleField({
		displayName,
		name,
		displayOptions: { hide: { '/kind': ['scene'] } },
		description: `Whom to ${what}, up to 40 people: chosen from the list, or named by any ID (internal groups)`,
	});

const MEMBER_LISTS = { addMembers: 'add_useridlist', removeMembers: 'del_useridlist' } as const;

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
	memberList('addMembers', 'Add Members', 'add'),
	memberList('removeMembers', 'Remove Members', 'remove'),
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
	action: 'Update a group',
	description: 'Change name, owner or settings of a group, or members of an internal one',
	endpoints: ['POST /v1.0/im/group/update', 'POST /v1.0/im/sceneGroup/update'],
	fields: [groupOfKindField, kindField, updateFieldsField({ options: changeFields })],
	orderKeys: groupOfKindKeys,
	async run(context) {
		const { api, read, directory } = context;
		const group = readGroupOfKind(read);
		const fields = read.group('updateFields');
		const changes = toChanges(fields, group.kind);
		const members = readMemberChanges(fields, group.kind);
		const owner = fields.has('ownerUserId') ? fields.person('ownerUserId') : undefined;
		if (!owner && members.length === 0 && Object.keys(changes).length === 0) {
			throw new InputError('Update Fields', 'is empty', 'Add at least one field to change');
		}
		const { kind } = group;
		const id =
			kind === 'internal'
				? { chatId: chatIdOf(read, group) }
				: { openConversationId: await openConversationIdOf(context, group) };
		for (const [list, people] of members) changes[list] = await userIdsOf(directory, people);
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
	const settings = managementOptions(fields, kind);
	if (settings) changes[wire.settings] = settings;
	return changes;
}

/** Who is added and removed, by the list on the wire. @throws InputError for a scene group */
function readMemberChanges(fields: FormReader, kind: GroupKind): Array<[string, PersonRef[]]> {
	return Object.entries(MEMBER_LISTS).flatMap(([name, list]): Array<[string, PersonRef[]]> => {
		const people = peopleUpTo(GROUP_LIMITS.membersPerCall, fields, name);
		if (people.length === 0) return [];
		if (kind === 'internal') return [[list, people]];
		throw new InputError(
			fields.label(name),
			'is not for a scene group, whose members are changed by calls of their own',
			'Use Group > Add Members or Remove Members',
		);
	});
}
