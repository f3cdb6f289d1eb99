import type { Operation } from '../../operation/operation';
import { groupOfKindKeys, groupOfKindField, kindField } from './group';
import { membersField } from './memberFields';
import { changeMembers } from './changeMembers';

/**
 * @see DingTalk docs "更新群": POST /v1.0/im/group/update
 * @see DingTalk docs "删除场景群成员": POST /v1.0/im/sceneGroup/member/delete
 */
export const removeMembers: Operation = {
	value: 'removeMembers',
	name: 'Remove Members',
	action: 'Remove members from a group',
	description: 'Remove people from a group, in as many calls as their number needs',
	endpoints: ['POST /v1.0/im/group/update', 'POST /v1.0/im/sceneGroup/member/delete'],
	fields: [groupOfKindField, kindField, membersField],
	orderKeys: groupOfKindKeys,
	async run(context) {
		const { done, failed, ...group } = await changeMembers(context, 'remove');
		return { success: failed.length === 0, ...group, removed: done, failed };
	},
};
