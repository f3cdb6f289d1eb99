import type { Operation } from '../../operation/operation';
import { groupOfKindKeys, groupOfKindField, kindField } from './group';
import { membersField } from './memberFields';
import { changeMembers } from './changeMembers';

/**
 * @see DingTalk docs "更新群": POST /v1.0/im/group/update
 * @see DingTalk docs "新增场景群成员": POST /v1.0/im/sceneGroup/member/add
 */
export const addMembers: Operation = {
	value: 'addMembers',
	name: 'Add Members',
	action: 'Add members to a group',
	description: 'Add people to a group, in as many calls as their number needs',
	endpoints: ['POST /v1.0/im/group/update', 'POST /v1.0/im/sceneGroup/member/add'],
	fields: [groupOfKindField, kindField, membersField],
	orderKeys: groupOfKindKeys,
	async run(context) {
		const { done, failed, ...group } = await changeMembers(context, 'add');
		return { success: failed.length === 0, ...group, added: done, failed };
	},
};
