import type { Failure, Outcome } from '../errors/failure';
import { DEFAULT_MAX_PARTS } from '../messages/limits';
import type { LongContent, WireForm } from '../messages/longText';
import { splitContent } from '../messages/longText';
import type { RobotBody } from '../messages/robotBody';
import { NO_MENTIONS } from '../messages/robotBody';
import { sessionForm, TEMPLATE_FORM } from '../messages/wireForms';
import type { DingTalkApi } from '../transport/api';
import { isBelow } from '../transport/hosts';
import type { Reply } from '../transport/send';
import type { CardAnswer } from './card';
import { BY_UNION_ID, cardActionOf } from './card';
import { conversationOf, senderOf, sessionOf } from './message';
import { objectAt, textAt } from './payload';
import type { Push } from './push';

/** DingTalk's answer when a session webhook is unknown or over. */
const SESSION_OVER = '300001';
/** Our own: there is nothing left to answer with. */
const UNREACHABLE: Failure = { kind: 'notFound', code: 'sessionOver', message: '' };

const LIMIT = {
	max: DEFAULT_MAX_PARTS,
	fix: 'Let the workflow put out a shorter text, or reply with Message > Send, which can send a file',
};

/** How far the messages of an answer came. */
interface Progress {
	sent: number;
	failure?: Failure;
}

/**
 * Answers the message: through its session webhook, or where that is over, by the robot that got it. A long
 * text goes in several messages, one after the other.
 *
 * @param body of `botAnswer`
 * @throws NodeApiError when DingTalk refuses, or nobody can be reached any more
 */
export async function deliverAnswer(api: DingTalkApi, push: Push, body: RobotBody): Promise<void> {
	const content = contentOf(body);
	const { url } = sessionOf(push.data);
	if (isBelow(url, api.settings.bases.oapi)) {
		const post = async (message: RobotBody) => await api.postSession(url, message);
		const { sent, failure } = await sendAll(content, sessionForm(NO_MENTIONS), post);
		if (!failure) return;
		// Once a part has arrived, the rest by another way would say it twice.
		if (sent > 0 || failure.code !== SESSION_OVER) throw api.toError(failure);
	}
	const failure = await sendByRobot(api, push, content);
	if (failure) throw api.toError(failure);
}

async function sendAll<T>(
	content: LongContent,
	form: WireForm<T>,
	send: (message: T) => Promise<Outcome<Reply>>,
): Promise<Progress> {
	const isLong = form.bytesOf(content) > form.maxBytes;
	const contents = isLong ? splitContent(content, form, true, LIMIT) : [content];
	const messages = isLong && form.buildParts ? form.buildParts(contents) : contents.map(form.build);
	for (const [sent, message] of messages.entries()) {
		const outcome = await send(message);
		if (!outcome.ok) return { sent, failure: outcome.failure };
	}
	return { sent: messages.length };
}

async function sendByRobot(
	api: DingTalkApi,
	{ data }: Push,
	content: LongContent,
): Promise<Failure | undefined> {
	const { type, openConversationId } = conversationOf(data);
	const { userId } = senderOf(data);
	const isGroup = type === 'group';
	if (isGroup ? !openConversationId : !userId) return UNREACHABLE;
	const robotCode = textAt(data, 'robotCode') ?? api.settings.robotCode;
	const { failure } = await sendAll(content, TEMPLATE_FORM, async (message) =>
		isGroup
			? await api.attempt({
					method: 'POST',
					host: 'api',
					path: '/v1.0/robot/groupMessages/send',
					body: { robotCode, openConversationId, ...message },
				})
			: await api.attempt({
					method: 'POST',
					host: 'api',
					path: '/v1.0/robot/oToMessages/batchSend',
					body: { robotCode, userIds: [userId], ...message },
				}),
	);
	return failure;
}

function contentOf(body: RobotBody): LongContent {
	const { title, text } = objectAt(body, 'markdown');
	return body.msgtype === 'markdown'
		? { kind: 'markdown', title: String(title), markdown: String(text) }
		: { kind: 'text', text: String(objectAt(body, 'text').content) };
}

/**
 * Updates the card after the two seconds in which DingTalk would have taken the update as the answer.
 *
 * @see DingTalk docs "更新卡片": PUT /v1.0/card/instances
 * @throws NodeApiError when DingTalk refuses
 */
export async function updateCardLater(
	api: DingTalkApi,
	{ data }: Push,
	{ cardData, userPrivateData, cardUpdateOptions }: CardAnswer,
): Promise<void> {
	const { outTrackId, user } = cardActionOf(data);
	const person = user.userId ?? user.unionId;
	await api.request({
		method: 'PUT',
		host: 'api',
		path: '/v1.0/card/instances',
		body: {
			outTrackId,
			...(cardData ? { cardData } : {}),
			...(userPrivateData && person ? { privateData: { [person]: userPrivateData } } : {}),
			cardUpdateOptions,
			...(user.unionId ? { userIdType: BY_UNION_ID } : {}),
		},
		// The same update twice shows the same.
		repeatable: true,
		confirmedBy: 'success',
	});
}
