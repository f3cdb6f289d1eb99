import { apiError, ok } from '../../contract/answers.mts';
import type { Behaviour } from '../../server/call.mts';
import type { Group } from '../../state/types.mts';
import { findSceneGroup, toUserIds } from './people.mts';

const ADD = 2;

const CODES = {
	unknown: 'openConversationIdDecriptFailed', // sic
	noTemplate: 'groupPermissionDenied',
	othersTemplate: 'groupPermissionDenied',
};

function setSubAdmins(group: Group, role: unknown, userIds: string[]): void {
	const others = group.subAdminUserIds.filter((userId) => !userIds.includes(userId));
	group.subAdminUserIds = role === ADD ? [...others, ...new Set(userIds)] : others;
}

/** `PUT /v1.0/im/sceneGroups/subAdmins`: role 2 adds, 3 removes. */
export const setSceneSubAdmins: Behaviour = (world, request) => {
	const { store } = world;
	const { body, endpoint } = request;
	const group = findSceneGroup(world, request, body.openConversationId, CODES);
	if ('status' in group) return group;
	const userIds = toUserIds(store, body.userIds, body.unionIds);
	if (userIds.length === 0) return apiError(endpoint, 'invalidUserIds');
	if (userIds.some((userId) => !store.people.has(userId ?? ''))) {
		return apiError(endpoint, 'userNotExists');
	}
	if (userIds.some((userId) => !group.userIds.includes(userId ?? ''))) {
		return apiError(endpoint, 'userNotInGroup');
	}
	setSubAdmins(group, body.role, userIds as string[]);
	store.changed();
	return ok({ success: true });
};

/** `POST /v1.0/im/subAdministrators`: internal groups; `success` is a text. */
export const setInnerSubAdmins: Behaviour = ({ store }, { body, endpoint }) => {
	const group = store.groups.get(body.openConversationId as string);
	if (!group) return apiError(endpoint, 'invalidParameter.openConversationId.invalid');
	if (group.disbanded) return apiError(endpoint, 'group.diaband'); // sic
	const userIds = body.userIds as string[];
	if (userIds.some((userId) => !store.people.has(userId))) {
		return apiError(endpoint, 'staff.not.found');
	}
	if (userIds.some((userId) => !group.userIds.includes(userId))) {
		return apiError(endpoint, 'invalid.staffid');
	}
	setSubAdmins(group, body.role, userIds);
	store.changed();
	return ok({ success: 'true' });
};

/** `PUT /v1.0/im/sceneGroups/members/groupNicks`. */
export const setGroupNick: Behaviour = (world, request) => {
	const { store } = world;
	const { body, endpoint } = request;
	const group = findSceneGroup(world, request, body.openConversationId, CODES);
	if ('status' in group) return group;
	const userId = body.userId as string;
	if (!store.people.has(userId)) return apiError(endpoint, 'invalidUserId');
	if (!group.userIds.includes(userId)) return apiError(endpoint, 'userNotInGroup');
	group.nicks[userId] = body.groupNick as string;
	store.changed();
	return ok({ success: true });
};
