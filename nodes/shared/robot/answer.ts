import type { INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { isSessionOver } from '../errors/hints/webhooks';
import type { RobotMessage } from '../messages/msgParam';
import type { RobotBody } from '../messages/robotBody';
import type { Answerable } from '../pushes/answerable';
import type { DeliveryMemory, Sender } from './deliver';
import { deliver } from './deliver';
import { sendToGroup } from './group';
import { sendInTurn } from './sendParts';

/** An answer in both forms that it may go out in; made when its way is known. */
export interface AnswerForms {
	/** For the session webhook; undefined for what no webhook carries. */
	session(): RobotBody[] | undefined;
	/** For the app robot. */
	robot(): Promise<RobotMessage[]>;
}

/** By which way an answer went. */
export type Answered =
	| { sentBy: 'session'; parts: number }
	/** `keys` are processQueryKeys; `userId` of a one-to-one chat. */
	| { sentBy: 'robot'; keys: string[]; userId?: string }
	/** The session is over, and the robot can write to nobody. */
	| { sentBy: 'nobody' };

export interface Answering extends Sender {
	node: INode;
	itemIndex?: number;
	/** What the message came to in an earlier attempt. */
	memoryOf?(message: RobotMessage): DeliveryMemory;
}

/**
 * Answers a message that somebody sent to the robot: through its session webhook while that lives, else by the
 * robot that got it, to the same group or person. Nothing is sent twice: once a part has arrived, the rest goes by
 * the same way or fails.
 *
 * @param message its session webhook is one that may be posted to, or ''
 * @throws NodeApiError when DingTalk refuses
 * @throws NodeOperationError when DingTalk takes the message and does not give it to the person
 * @see DingTalk docs "机器人回复/发送消息": sessionWebhook
 */
export async function answerMessage(
	answering: Answering,
	message: Answerable,
	forms: AnswerForms,
): Promise<Answered> {
	const isAlive = message.sessionUrl !== '' && message.expiresAt > answering.clock.now();
	const bodies = isAlive ? forms.session() : undefined;
	if (bodies && (await sendBySession(answering, message.sessionUrl, bodies))) {
		return { sentBy: 'session', parts: bodies.length };
	}
	const { isGroup, conversationId, userId } = message;
	if ((isGroup ? conversationId : userId) === '') return { sentBy: 'nobody' };
	const messages = await forms.robot();
	const robotCode = message.robotCode || answering.api.settings.robotCode;
	if (isGroup) {
		const keys = await sendToGroup(answering.api, robotCode, conversationId, messages);
		return { sentBy: 'robot', keys };
	}
	return {
		sentBy: 'robot',
		keys: await sendToPerson(answering, robotCode, userId, messages),
		userId,
	};
}

/** @returns false when the session turns out to be over before anything has arrived */
async function sendBySession(
	{ api }: Sender,
	url: string,
	bodies: readonly RobotBody[],
): Promise<boolean> {
	const [first] = bodies;
	const outcome = await api.postSession(url, first);
	if (!outcome.ok && isSessionOver(outcome.failure)) return false;
	await sendInTurn([...bodies], api, async (body) =>
		body === first ? outcome : await api.postSession(url, body),
	);
	return true;
}

async function sendToPerson(
	answering: Answering,
	robotCode: string,
	userId: string,
	messages: RobotMessage[],
): Promise<string[]> {
	return await sendInTurn(messages, answering.api, async (message) => {
		const memory = answering.memoryOf?.(message);
		const { recipients, failure } = await deliver(answering, robotCode, [userId], message, memory);
		const [{ status, processQueryKey }] = recipients;
		if (failure) return { ok: false, failure };
		if (status === 'accepted') return { ok: true, value: String(processQueryKey) };
		throw notDelivered(answering, userId, status);
	});
}

const notDelivered = ({ node, itemIndex }: Answering, userId: string, status: string) =>
	new NodeOperationError(node, `The reply did not reach ${userId}: ${status}`, {
		description:
			status === 'throttled'
				? 'DingTalk limits how often the robot may write to one person. It was tried again several times; try later'
				: "The message cannot be answered by its session webhook any more, and the app robot cannot write to this person. Check that the person is in the app's visible range",
		itemIndex,
	});
