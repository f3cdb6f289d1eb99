import { randomBytes } from 'node:crypto';
import { apiError, ok } from '../../contract/answers.mts';
import type { Behaviour } from '../../server/call.mts';
import type { Store } from '../../state/store.mts';
import { checkRobotCode, parseRobotMessage, robotSender } from './message.mts';

// Ends in "==" and holds "/" and "+" like DingTalk's: it must be encoded in a query.
function newQueryKey(): string {
	return randomBytes(25).toString('base64');
}

/** What is true of a person at sending time. */
function reach(store: Store, userId: string): 'reached' | 'invalid' | 'throttled' {
	if (!store.people.get(userId)?.visible) return 'invalid';
	const left = store.throttledPeople.get(userId) ?? 0;
	if (left <= 0) return 'reached';
	if (left === 1) store.throttledPeople.delete(userId);
	else store.throttledPeople.set(userId, left - 1);
	return 'throttled';
}

/**
 * `POST /v1.0/robot/oToMessages/batchSend`. HTTP 200 even when some people, or all of
 * them, are in one of the two lists.
 */
export const sendToPeople: Behaviour = (world, request) => {
	const { store } = world;
	const refusal = checkRobotCode(world, request, request.body.robotCode as string);
	if (refusal) return refusal;
	const message = parseRobotMessage(world, request);
	if ('status' in message) return message;

	const sorted = { reached: [] as string[], invalid: [] as string[], throttled: [] as string[] };
	for (const userId of new Set(request.body.userIds as string[])) {
		sorted[reach(store, userId)].push(userId);
	}
	const processQueryKey = newQueryKey();
	if (sorted.reached.length > 0) {
		store.post({
			via: 'robot-oto',
			sender: robotSender(request.app),
			target: { userIds: sorted.reached },
			processQueryKey,
			...message,
		});
	}
	return ok({
		processQueryKey,
		invalidStaffIdList: sorted.invalid,
		flowControlledStaffIdList: sorted.throttled,
	});
};

/** `POST /v1.0/robot/groupMessages/send`. */
export const sendToGroup: Behaviour = (world, request) => {
	const { store } = world;
	const { body, endpoint, app } = request;
	const refusal = checkRobotCode(world, request, body.robotCode as string);
	if (refusal) return refusal;
	const group = store.groups.get(body.openConversationId as string);
	if (!group) return apiError(endpoint, 'invalid.openConversationId');
	if (group.disbanded) return apiError(endpoint, 'group.disbanded');
	// The list of errors has no code of its own for "not in this group"; "robot does not exist" is
	// the nearest one, for the robot does not exist *in that group* [unverified].
	if (!group.robotCodes.includes(app.robotCode)) {
		return apiError(endpoint, 'invalidParameter.robotCode.notExsit');
	}
	const message = parseRobotMessage(world, request);
	if ('status' in message) return message;

	const processQueryKey = newQueryKey();
	const { openConversationId } = group;
	store.post({
		via: 'robot-group',
		sender: robotSender(app),
		target: { openConversationId },
		processQueryKey,
		...message,
	});
	return ok({ processQueryKey });
};
