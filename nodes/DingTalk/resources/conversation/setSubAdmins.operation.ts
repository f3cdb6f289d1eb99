import { userIdsOf } from '../../../shared/contacts/people';
import type { Operation } from '../../operation/operation';
import { inBatches } from '../../../shared/batches';
import { groupField, groupKeys, kindField, openConversationIdOf, readGroupOfKind } from './group';
import { GROUP_LIMITS } from './limits';
import { membersField, readMembers } from './memberFields';

const ROLES = { add: 2, remove: 3 } as const;

/**
 * @see DingTalk docs "批量设置群管理员": POST /v1.0/im/subAdministrators (internal groups; `success` is text)
 * @see DingTalk docs "更新群管理员": PUT /v1.0/im/sceneGroups/subAdmins
 */
export const setSubAdmins: Operation = {
	value: 'setSubAdmins',
	name: 'Set Admins',
	action: 'Set admins of a group',
	description: 'Make members of a group its admins, or make admins plain members again',
	endpoints: ['POST /v1.0/im/subAdministrators', 'PUT /v1.0/im/sceneGroups/subAdmins'],
	fields: [
		groupField,
		{
			...kindField,
			description:
				'What kind of group it is. Choose it where an internal group is given by its open conversation ID.',
		},
		{
			displayName: 'Action',
			name: 'adminAction',
			type: 'options',
			options: [
				{ name: 'Add', value: 'add', description: 'Make them admins' },
				{ name: 'Remove', value: 'remove', description: 'Make them plain members' },
			],
			default: 'add',
			description: 'Whether the members become admins or stop being admins',
		},
		{
			...membersField,
			description:
				'Members of the group: chosen from the list, or named by any ID. A group has 12 admins at most.',
		},
	],
	orderKeys: groupKeys,
	async run(context) {
		const { api, read, directory } = context;
		const people = readMembers(read);
		const action = read.choice<keyof typeof ROLES>('adminAction');
		const group = readGroupOfKind(read);
		const isInternal = group.kind === 'internal';
		const userIds = await userIdsOf(directory, people);
		const openConversationId = await openConversationIdOf(context, group);
		const { done, failed } = await inBatches(api, userIds, GROUP_LIMITS.adminsPerCall, (batch) => ({
			method: isInternal ? 'POST' : 'PUT',
			host: 'api',
			path: isInternal ? '/v1.0/im/subAdministrators' : '/v1.0/im/sceneGroups/subAdmins',
			answer: { success: 'true' },
			body: { openConversationId, role: ROLES[action], userIds: batch },
		}));
		return {
			success: failed.length === 0,
			openConversationId,
			[action === 'add' ? 'added' : 'removed']: done,
			failed,
		};
	},
};
