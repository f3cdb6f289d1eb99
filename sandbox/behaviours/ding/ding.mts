import { randomBytes } from 'node:crypto';
import type { Answer } from '../../contract/answers.mts';
import { apiError, ok } from '../../contract/answers.mts';
import type { Behaviour, Request, World } from '../../server/call.mts';
import type { Message, MessageContent } from '../../state/types.mts';
import { robotSender } from '../robot/message.mts';

const REMIND: Record<number, MessageContent['remind']> = { 1: 'app', 2: 'sms', 3: 'call' };

function robotProblem({ endpoint, body, app }: Request): Answer | undefined {
	return body.robotCode === app.robotCode ? undefined : apiError(endpoint, 'invalid.chatbotId');
}

/** `POST /v1.0/robot/ding/send`: 200 people in the app, 20 by SMS or call. */
export const sendDing: Behaviour = ({ store }, request) => {
	const { body, endpoint, app } = request;
	const refusal = robotProblem(request);
	if (refusal) return refusal;
	const remindType = body.remindType as number;
	const userIds = [...new Set(body.receiverUserIdList as string[])];
	const { receivers } = endpoint.limits as { receivers: Record<string, number> };
	if (userIds.length > receivers[remindType]) {
		return apiError(endpoint, 'ding.receivercount.limit');
	}
	const reached = userIds.filter((userId) => store.people.get(userId)?.visible);
	const failed = userIds.filter((userId) => !reached.includes(userId));
	const openDingId = `ding${randomBytes(24).toString('base64')}`;
	store.post({
		via: 'ding',
		sender: robotSender(app),
		target: { userIds: reached },
		kind: 'text',
		content: { text: body.content as string, remind: REMIND[remindType] },
		mediaIds: [],
		openDingId,
	});
	// The names of the reasons are not documented [unverified].
	const failedList = failed.length > 0 ? { 'staffId.notExisted': failed } : {};
	return ok({ openDingId, failedList });
};

function find({ store }: World, { body, app }: Request): Message | undefined {
	const message = store.messages.find((one) => one.openDingId === body.openDingId);
	return message?.sender.id === app.robotCode ? message : undefined;
}

/** `POST /v1.0/robot/ding/recall`. */
export const recallDing: Behaviour = (world, request) => {
	const { body, endpoint } = request;
	const refusal = robotProblem(request);
	if (refusal) return apiError(endpoint, 'invalidParameter.param.invalid');
	const message = find(world, request);
	if (!message) return apiError(endpoint, 'recall.ding.exception');
	message.recalled = true;
	world.store.emit('message', message);
	return ok({ openDingId: body.openDingId });
};

/** `POST /v1.0/robot/ding/readStatuses/query`; its errors are [unverified]. */
export const dingReadStatuses: Behaviour = (world, request) => {
	const message = robotProblem(request) ? undefined : find(world, request);
	if (!message) return apiError(request.endpoint, 'invalidParameter.param.invalid');
	const robotDingReadInfoList = (message.target.userIds ?? []).map((userId) => ({
		userId,
		readStatus: message.readBy.includes(userId) ? 'READ' : 'UNREAD',
	}));
	return ok({ success: true, result: { robotDingReadInfoList } });
};
