import { apiError, ok } from '../../contract/answers.mts';
import type { Behaviour, Request, World } from '../../server/call.mts';
import type { Message } from '../../state/types.mts';
import { checkRobotCode } from './message.mts';

/** Recall and read status end a day after sending. */
const MESSAGE_WINDOW_MS = 24 * 60 * 60 * 1000;

// A key counts as unknown when it is another robot's or another group's.
function find({ store }: World, request: Request, key: string, group?: string) {
	const message = store.byQueryKey.get(key);
	if (message?.sender.id !== request.app.robotCode) return undefined;
	return message.target.openConversationId === group ? message : undefined;
}

function isOld(world: World, message: Message): boolean {
	return world.store.now() - message.time > MESSAGE_WINDOW_MS;
}

function recall(world: World, request: Request, group?: string) {
	const successResult: string[] = [];
	const failedResult: Record<string, string> = {};
	for (const key of request.body.processQueryKeys as string[]) {
		const message = find(world, request, key, group);
		if (!message) failedResult[key] = 'invalid.processQueryKey';
		else if (isOld(world, message)) failedResult[key] = 'robot.processQueryKey.expired';
		else {
			// Recalling twice succeeds twice [unverified].
			message.recalled = true;
			successResult.push(key);
			world.store.emit('message', message);
		}
	}
	return ok({ successResult, failedResult });
}

/** `POST /v1.0/robot/otoMessages/batchRecall`: "oto" here, "oTo" when sending. */
export const recallFromPeople: Behaviour = (world, request) =>
	checkRobotCode(world, request, request.body.robotCode as string) ?? recall(world, request);

/** `POST /v1.0/robot/groupMessages/recall`. */
export const recallFromGroup: Behaviour = (world, request) => {
	const refusal = checkRobotCode(world, request, request.body.robotCode as string);
	if (refusal) return refusal;
	const group = request.body.openConversationId as string;
	if (!world.store.groups.has(group)) {
		return apiError(request.endpoint, 'invalid.openConversationId');
	}
	return recall(world, request, group);
};

/** `GET /v1.0/robot/oToMessages/readStatus`. */
export const readStatus: Behaviour = (world, request) => {
	const { query, endpoint } = request;
	const refusal = checkRobotCode(world, request, query.robotCode);
	if (refusal) return refusal;
	const message = find(world, request, query.processQueryKey);
	if (!message) return apiError(endpoint, 'invalid.processQueryKey');
	if (isOld(world, message)) return apiError(endpoint, 'processQueryKey.expireTime');
	return ok({
		sendStatus: message.recalled ? 'RECALLED' : 'SUCCESS',
		messageReadInfoList: (message.target.userIds ?? []).map((userId) => ({
			userId,
			name: world.store.people.get(userId)?.name ?? '',
			readStatus: message.readBy.includes(userId) ? 'READ' : 'UNREAD',
			readTimestamp: message.readAt[userId] ?? 0,
		})),
	});
};

/** `POST /v1.0/robot/groupMessages/query`: who has read a group message. */
export const queryGroupMessage: Behaviour = (world, request) => {
	const { body, endpoint, app } = request;
	const refusal = checkRobotCode(world, request, (body.robotCode as string) ?? app.robotCode);
	if (refusal) return refusal;
	const message = world.store.byQueryKey.get(body.processQueryKey as string);
	const group = message?.target.openConversationId;
	const asked = body.openConversationId;
	if (!message || !group || message.sender.id !== app.robotCode || (asked && asked !== group)) {
		return apiError(endpoint, 'invalid.processQueryKey');
	}
	if (isOld(world, message)) return apiError(endpoint, 'processQueryKey.expireTime');
	const start = body.nextToken ? Number(body.nextToken) : 0;
	if (!Number.isInteger(start) || start < 0) {
		return apiError(endpoint, 'invalidParameter.cursor.invalid');
	}
	const end = start + ((body.maxResults as number | undefined) ?? 200);
	const hasMore = end < message.readBy.length;
	return ok({
		sendStatus: message.recalled ? 'RECALLED' : 'SUCCESS',
		readUserIds: message.readBy.slice(start, end),
		hasMore,
		...(hasMore ? { nextToken: String(end) } : {}),
	});
};

/** `POST /v1.0/robot/groups/query`: the groups a robot is in. */
export const queryGroups: Behaviour = (world, request) => {
	const { body, app } = request;
	const refusal = checkRobotCode(world, request, body.robotCode as string);
	if (refusal) return refusal;
	const all = [...world.store.groups.values()]
		.filter((group) => group.robotCodes.includes(app.robotCode) && !group.disbanded)
		.map((group) => group.openConversationId);
	const start = (body.pageNumber as number) * (body.pageSize as number);
	const end = start + (body.pageSize as number);
	return ok({ openConversationIds: all.slice(start, end), hasMore: end < all.length });
};

/** `POST /v1.0/robot/groups/robots/query`: the robots of a group. */
export const queryGroupRobots: Behaviour = ({ store }, { body, endpoint }) => {
	const group = store.liveGroup(body.openConversationId as string);
	if (!group) return apiError(endpoint, 'illegal.openconevrsation.id');
	const apps = group.robotCodes.map((code) => ({
		robotCode: code,
		name: store.appByRobotCode(code)?.name ?? code,
		downloadIconURL: '',
		openRobotType: 1,
	}));
	return ok({ chatbotInstanceVOList: apps });
};
