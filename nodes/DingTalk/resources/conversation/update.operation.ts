import type { IDataObject } from 'n8n-workflow';

import { InputError } from '../../../shared/errors/inputError';
import { chatIdField } from '../../../shared/fields/ids';
import { assertCount, assertMaxChars, requireText } from '../../../shared/messages/checks';
import type { Operation } from '../../../shared/operation';
import { toIds } from '../../../shared/params';
import { GROUP_LIMITS } from './create.operation';
import { managementOptions, settingFields } from './settings';

/** @see DingTalk docs "更新群": POST /v1.0/im/group/update */
export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a conversation',
	description: 'Change name, owner, members or settings of a group',
	fields: [
		chatIdField,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{
					displayName: 'Add Member User IDs',
					name: 'addUserIds',
					type: 'string',
					default: '',
					placeholder: 'e.g. manager4220, user0012',
					description: 'The userIds of people to add, up to 40, separated by commas or as an array',
				},
				settingFields.approveJoining,
				{
					displayName: 'Icon Media ID',
					name: 'icon',
					type: 'string',
					default: '',
					description: 'Media ID of a picture from Media > Upload',
				},
				settingFields.muteAll,
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					description: 'New name of the group, 1 to 20 characters',
				},
				settingFields.ownerManages,
				settingFields.ownerMentionsAll,
				{
					displayName: 'Owner User ID',
					name: 'ownerUserId',
					type: 'string',
					default: '',
					description: 'The userId of the new owner, who must be a member',
				},
				{
					displayName: 'Remove Member User IDs',
					name: 'removeUserIds',
					type: 'string',
					default: '',
					placeholder: 'e.g. manager4220, user0012',
					description:
						'The userIds of people to remove, up to 40, separated by commas or as an array',
				},
				settingFields.searchable,
				settingFields.showHistory,
			],
		},
	],
	orderKeys: ({ read }) => [`chat ${read.text('chatId')}`],
	async run({ api, read }) {
		const chatId = read.id('chatId');
		const changes = toChanges(read.group('updateFields'));
		if (Object.keys(changes).length === 0) {
			throw new InputError('Update Fields', 'is empty', 'Add at least one field to change');
		}
		const { success } = await api.request<{ success?: boolean }>({
			method: 'POST',
			host: 'api',
			path: '/v1.0/im/group/update',
			body: { chatid: chatId, ...changes },
			// It names the wanted end state, so a second time changes nothing more.
			repeatable: true,
		});
		return { success: success !== false, chatId };
	},
};

/** DingTalk mixes casings in this one body. */
function toChanges(fields: IDataObject): IDataObject {
	const changes: IDataObject = {};
	if (fields.name !== undefined) {
		changes.name = requireText('Name', String(fields.name));
		assertMaxChars('Name', changes.name, GROUP_LIMITS.nameChars);
	}
	if (fields.ownerUserId) changes.owner = String(fields.ownerUserId).trim();
	if (fields.icon) changes.icon = fields.icon;
	const lists = { addUserIds: 'add_useridlist', removeUserIds: 'del_useridlist' } as const;
	for (const [name, wire] of Object.entries(lists)) {
		const ids = toIds(fields[name]);
		if (ids.length === 0) continue;
		const label = name === 'addUserIds' ? 'Add Member User IDs' : 'Remove Member User IDs';
		assertCount(label, ids.length, 1, GROUP_LIMITS.membersPerCall);
		changes[wire] = ids;
	}
	const settings = managementOptions(fields);
	if (settings) changes.managementOptions = settings;
	return changes;
}
