import { itChangesMembers } from './members';

itChangesMembers({
	operation: 'removeMembers',
	done: 'removed',
	list: 'del_useridlist',
	scenePath: '/v1.0/im/sceneGroup/member/delete',
});
