import type { Answer } from '../../contract/answers.mts';
import { apiError, ok } from '../../contract/answers.mts';
import type { Behaviour, Request, World } from '../../server/call.mts';
import type { Group } from '../../state/types.mts';
import { findSceneGroup, peopleProblem, toUserIds } from './people.mts';

/** Groups up to this size are answered in one page, whatever was asked for. */
const ONE_PAGE = 1000;

const SNAKE_CODES = {
	unknown: 'parameter.invalid',
	noTemplate: 'permession.checkFailed',
	othersTemplate: 'permession.checkFailed',
};

const CAMEL_CODES = {
	unknown: 'cidEncryptError',
	noTemplate: 'groupPermissionDenied',
	othersTemplate: 'groupTemplatePermissionDenied',
};

/** The group and the people a change is about, or the refusal. */
function readChange(world: World, request: Request): { group: Group; userIds: string[] } | Answer {
	const { body, endpoint } = request;
	const group = findSceneGroup(world, request, body.open_conversation_id, SNAKE_CODES);
	if ('status' in group) return group;
	const userIds = toUserIds(world.store, body.user_ids, body.union_ids);
	if (userIds.length === 0) return apiError(endpoint, 'parameter.invalid');
	const refusal = peopleProblem(world.store, request, userIds, 'parameter.invalid');
	return refusal ?? { group, userIds: userIds as string[] };
}

/** `POST /v1.0/im/sceneGroup/member/add`: members who are there already stay. */
export const addSceneMembers: Behaviour = (world, request) => {
	const change = readChange(world, request);
	if ('status' in change) return change;
	const { group, userIds } = change;
	group.userIds = [...new Set([...group.userIds, ...userIds])];
	world.store.changed();
	return ok({ success: true });
};

/** `POST /v1.0/im/sceneGroup/member/delete`: the owner cannot be removed [unverified]. */
export const removeSceneMembers: Behaviour = (world, request) => {
	const change = readChange(world, request);
	if ('status' in change) return change;
	const { group, userIds } = change;
	if (userIds.includes(group.ownerUserId)) return apiError(request.endpoint, 'parameter.invalid');
	group.userIds = group.userIds.filter((userId) => !userIds.includes(userId));
	group.subAdminUserIds = group.subAdminUserIds.filter((userId) => !userIds.includes(userId));
	for (const userId of userIds) {
		delete group.nicks[userId];
		delete group.mutes[userId];
	}
	world.store.changed();
	return ok({ success: true });
};

function startOf(nextToken: unknown): number {
	const start = nextToken ? Number(nextToken) : 0;
	return Number.isInteger(start) && start >= 0 ? start : NaN;
}

/** `POST /v1.0/im/sceneGroups/members/batchQuery`. */
export const queryMembers: Behaviour = (world, request) => {
	const { body, endpoint } = request;
	const group = findSceneGroup(world, request, body.openConversationId, CAMEL_CODES);
	if ('status' in group) return group;
	const start = startOf(body.nextToken);
	if (Number.isNaN(start)) return apiError(endpoint, 'paramIllegal');
	const end = start + Math.max(ONE_PAGE, body.maxResults as number);
	const userIds = group.userIds.slice(start, end);
	const hasMore = end < group.userIds.length;
	const unionIdOf = (userId: string): string => world.store.people.get(userId)?.unionId ?? '';
	const nicks = userIds.flatMap((userId) =>
		group.nicks[userId] ? [[userId, group.nicks[userId]] as const] : [],
	);
	return ok({
		success: true,
		memberUserIds: userIds,
		unionIdList: userIds.map(unionIdOf),
		staffIdNickMap: Object.fromEntries(nicks),
		unionIdNickMap: Object.fromEntries(nicks.map(([userId, nick]) => [unionIdOf(userId), nick])),
		hasMore,
		...(hasMore ? { nextToken: String(end) } : {}),
	});
};

/** Any group of the organisation; `userId` asks as one of its members [unverified]. */
function findInnerGroup({ store }: World, { body, endpoint }: Request): Group | Answer {
	const group = store.liveGroup(body.openConversationId as string);
	return group ?? apiError(endpoint, 'cidEncryptError');
}

/** `POST /v1.0/im/innerGroups/members/query`: only in the npm SDK. */
export const queryInnerMembers: Behaviour = (world, request) => {
	const { body, endpoint } = request;
	const group = findInnerGroup(world, request);
	if ('status' in group) return group;
	if (!group.userIds.includes(body.userId as string)) return apiError(endpoint, 'userNotInGroup');
	const start = startOf(body.nextToken);
	if (Number.isNaN(start)) return apiError(endpoint, 'paramIllegal');
	const end = start + (body.maxResults as number);
	const hasMore = end < group.userIds.length;
	return ok({
		userIds: group.userIds.slice(start, end),
		hasMore,
		...(hasMore ? { nextToken: String(end) } : {}),
	});
};

/** `POST /v1.0/im/innerGroups/members/check`: only in the npm SDK. */
export const checkInnerMember: Behaviour = (world, request) => {
	const group = findInnerGroup(world, request);
	if ('status' in group) return group;
	return ok({ result: group.userIds.includes(request.body.userId as string) });
};
