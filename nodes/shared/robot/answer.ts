import type { INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { isSessionOver } from '../errors/hints/webhooks';
import type { RobotMessage } from '../messages/msgParam';
import type { RobotBody } from '../messages/robotBody';
import type { Answerable } from '../pushes/answerable';
import type { Outcome } from '../errors/failure';
import { success } from '../errors/failure';
import { noMemory } from '../memory';
import type { Sender } from './deliver';
import { deliver } from './deliver';
import { sendToGroup } from './group';
import type { PartMemory, Parts } from './sendParts';
import { partName, sendInTurn } from './sendParts';

/** An answer in both forms that it may go out in; made when its way is known. */
export interface AnswerForms {
	/** For the session webhook; undefined for what no webhook carries. */
	session(): RobotBody[] | undefined;
	/** For the app robot. */
	robot(): Promise<Parts<RobotMessage>>;
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
	/** What went by each way in all attempts; absent for what is never tried again. */
	memory?: AnswerMemory;
}

export interface AnswerMemory {
	session: PartMemory;
	robot: PartMemory;
}

/**
 * Answers a message that somebody sent to the robot: through its session webhook while that lives, else by the
 * robot that got it, to the same group or person. Nothing is sent twice: once a part has arrived, or may have, the
 * rest goes by the same way or fails, in later attempts too.
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
	const { memory = { session: noMemory(), robot: noMemory() } } = answering;
	const isAlive = message.expiresAt > answering.clock.now() || memory.session.size > 0;
	const bodies = message.sessionUrl !== '' && isAlive ? forms.session() : undefined;
	if (
		bodies &&
		(await sendBySession(answering, message.sessionUrl, { messages: bodies }, memory.session))
	) {
		return { sentBy: 'session', parts: bodies.length };
	}
	const { isGroup, conversationId, userId } = message;
	if ((isGroup ? conversationId : userId) === '') return { sentBy: 'nobody' };
	const parts = await forms.robot();
	const robotCode = message.robotCode || answering.api.settings.robotCode;
	if (isGroup) {
		const target = { robotCode, openConversationId: conversationId };
		const keys = await sendToGroup(answering.api, target, parts, memory.robot);
		return { sentBy: 'robot', keys };
	}
	return {
		sentBy: 'robot',
		keys: await sendToPerson(answering, { robotCode, userId }, parts, memory.robot),
		userId,
	};
}

/** @returns false when the session turns out to be over before anything has arrived */
async function sendBySession(
	{ api }: Sender,
	url: string,
	parts: Parts<RobotBody>,
	memory: PartMemory,
): Promise<boolean> {
	const post = async (body: RobotBody): Promise<Outcome<string>> => {
		const outcome = await api.postSession(url, body);
		return outcome.ok ? success('') : outcome;
	};
	const [first] = parts.messages;
	const outcome = memory.get(partName(parts, 0)) ?? (await post(first));
	if (!outcome.ok && isSessionOver(outcome.failure)) return false;
	await sendInTurn({
		...parts,
		api,
		memory,
		send: async (body) => (body === first ? outcome : await post(body)),
	});
	return true;
}

async function sendToPerson(
	answering: Answering,
	{ robotCode, userId }: { robotCode: string; userId: string },
	parts: Parts<RobotMessage>,
	memory: PartMemory,
): Promise<string[]> {
	return await sendInTurn({
		...parts,
		api: answering.api,
		memory,
		async send(message) {
			const { recipients, failure } = await deliver(answering, robotCode, [userId], message);
			const [{ status, processQueryKey }] = recipients;
			if (failure) return { ok: false, failure };
			if (status === 'accepted') return success(String(processQueryKey));
			throw notDelivered(answering, userId, status);
		},
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
