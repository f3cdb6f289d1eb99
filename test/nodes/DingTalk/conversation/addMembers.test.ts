import { itChangesMembers } from './members';

itChangesMembers({
	operation: 'addMembers',
	done: 'added',
	list: 'add_useridlist',
	scenePath: '/v1.0/im/sceneGroup/member/add',
});
