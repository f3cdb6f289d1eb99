import type { IDataObject } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { systemClock } from '../../../../shared/clock';
import { InputError } from '../../../../shared/errors/inputError';
import { cardMentionsField, mentionsField, toMentions } from '../../../../shared/fields/messages';
import type { MessageContent, Mentions } from '../../../../shared/messages/content';
import { isLongContent, textOf, withText } from '../../../../shared/messages/longText';
import { ROBOT_ONLY_KINDS } from '../../../../shared/messages/matrix';
import {
	checkedMentions,
	isEmpty,
	MENTIONS_FIELD,
	withMentionText,
} from '../../../../shared/messages/mentions';
import type { RobotMessage } from '../../../../shared/messages/msgParam';
import { sessionForm, TEMPLATE_FORM } from '../../../../shared/messages/wireForms';
import type { ItemContext } from '../../../../shared/operation';
import { asFileIfLong, endsWithFile, prepareMessages } from '../content/prepare';
import type { PreparedContent } from '../content/read';
import { readContent } from '../content/read';
import { robotCodeOf } from '../robotCode';
import type { BotMessage } from './botMessage';
import { readBotMessage } from './botMessage';
import { deliver } from './deliver';
import { sendToGroup } from './group';
import { sendInTurn } from './inTurn';
import { memoryOf } from './missed';
import type { SendTarget } from './target';

/** DingTalk's answer when a session webhook is unknown or over. */
const SESSION_OVER = '300001';

/**
 * An answer to a message that somebody sent to the robot: through the message's session webhook while that
 * lives, which can mention; after that, and for what it cannot carry, by the app robot to the same person
 * or group.
 *
 * @see DingTalk docs "机器人回复/发送消息": sessionWebhook
 */
export const reply: SendTarget = {
	value: 'reply',
	fields: [
		{
			displayName: 'Reply To',
			name: 'replyTo',
			type: 'json',
			required: true,
			default: '={{ $json }}',
			displayOptions: { show: { target: ['reply'] } },
			description:
				"The message to answer: the item of a DingTalk trigger, or the message as DingTalk posts it to a webhook, with 'sessionWebhook', 'conversationId' and 'senderStaffId'",
		},
		{
			...mentionsField,
			displayOptions: { show: { target: ['reply'], messageType: ['text', 'markdown'] } },
		},
		{
			...cardMentionsField,
			displayOptions: { show: { target: ['reply'], messageType: ['actionCard'] } },
		},
	],
	orderKeys: (context) => {
		const { conversationId, senderStaffId } = readBotMessage(context);
		return [`conversation ${conversationId || senderStaffId}`];
	},
	async send(context) {
		const message = readBotMessage(context);
		// Once and for all: text, `at` and parts compare the same spelling.
		const mentions = checkedMentions(toMentions(context.read.group('mentions')));
		const content = withMentions(readContent(context), mentions);
		if (isSessionAlive(message)) {
			const sent = await sendBySession(context, message, content, mentions);
			if (sent) return sent;
		}
		return await sendByRobot(context, message, content, mentions);
	},
};

/** A moment before its end it may be over by the time the call arrives. */
const isSessionAlive = ({ sessionWebhook, expiresAt }: BotMessage): boolean =>
	sessionWebhook !== '' && expiresAt > systemClock.now();

/** Names in the text before it is cut into parts, so that each part rings those it names. */
function withMentions(prepared: PreparedContent, mentions: Mentions): PreparedContent {
	const name = (content: MessageContent): MessageContent =>
		isLongContent(content) && textOf(content).trim() !== ''
			? withText(
					content,
					withMentionText(textOf(content), mentions, content.kind === 'text' ? ' ' : '\n\n'),
				)
			: content;
	return {
		draft: name(prepared.draft),
		async finish() {
			const { content, uploaded } = await prepared.finish();
			return { content: name(content), uploaded };
		},
	};
}

/** @returns undefined when this message has to go by the app robot, or the session turns out to be over */
async function sendBySession(
	context: ItemContext,
	{ sessionWebhook }: BotMessage,
	given: PreparedContent,
	mentions: Mentions,
): Promise<IDataObject | undefined> {
	const form = sessionForm(mentions);
	const content = goesByRobot(given.draft) ? given : asFileIfLong(context, given, form);
	if (goesByRobot(content.draft) || endsWithFile(context, content, form)) return undefined;
	const prepared = prepareMessages(context, content, form);
	const { api } = context;
	const [first] = prepared.drafts;
	const outcome = await api.postSession(sessionWebhook, first);
	// Nothing has arrived yet. Between two parts it would be a failure like any other.
	if (!outcome.ok && outcome.failure.code === SESSION_OVER) return undefined;
	const sent = await sendInTurn(prepared.drafts, api, async (body) =>
		body === first ? outcome : await api.postSession(sessionWebhook, body),
	);
	return { sentBy: 'session', ...(sent.length > 1 ? { parts: sent.length } : {}) };
}

/** Files, pictures and sounds, which no webhook carries, and what is written for the app robot. */
const goesByRobot = (content: MessageContent): boolean =>
	ROBOT_ONLY_KINDS.has(content.kind) ||
	(content.kind === 'customJson' && content.value.msgKey !== undefined);

async function sendByRobot(
	context: ItemContext,
	message: BotMessage,
	content: PreparedContent,
	mentions: Mentions,
): Promise<IDataObject> {
	assertNoMentions(mentions);
	const { isGroup, conversationId, senderStaffId } = message;
	const robotCode = message.robotCode || robotCodeOf(context);
	if (!isGroup && senderStaffId === '') throw unreachable();
	const prepared = prepareMessages(context, content, TEMPLATE_FORM);
	const { messages, uploaded } = await prepared.finish();
	const sent = isGroup
		? await sendToGroup(context, robotCode, conversationId, messages)
		: await sendToPerson(context, robotCode, senderStaffId, messages);
	return { sentBy: 'robot', ...sent, ...uploaded };
}

async function sendToPerson(
	context: ItemContext,
	robotCode: string,
	userId: string,
	messages: RobotMessage[],
): Promise<IDataObject> {
	const keys = await sendInTurn(messages, context.api, async (message) => {
		const memory = memoryOf(context, message);
		const { recipients, failure } = await deliver(context, robotCode, [userId], message, memory);
		const [{ status, processQueryKey }] = recipients;
		if (failure) return { ok: false, failure };
		if (status === 'accepted') return { ok: true, value: String(processQueryKey) };
		throw notDelivered(context, userId, status);
	});
	const [processQueryKey] = keys;
	const parts = keys.length > 1 ? { processQueryKeys: keys, parts: keys.length } : {};
	return { processQueryKey, userId, ...parts };
}

const notDelivered = ({ node, itemIndex }: ItemContext, userId: string, status: string) =>
	new NodeOperationError(node.getNode(), `The reply did not reach ${userId}: ${status}`, {
		description:
			status === 'throttled'
				? 'DingTalk limits how often the robot may write to one person. It was tried again several times; try later'
				: "The session webhook of the message is over, and the app robot cannot write to this person. Check that the person is in the app's visible range",
		itemIndex,
	});

const unreachable = () =>
	new InputError(
		'Reply To',
		"can no longer be answered: its session webhook is over, and it has no 'senderStaffId' that the app robot could write to",
		'Answer within 90 minutes. People of other organisations, and those who wrote to an unpublished robot, can be answered in no other way',
	);

function assertNoMentions(mentions: Mentions): void {
	if (isEmpty(mentions)) return;
	throw new InputError(
		MENTIONS_FIELD,
		'cannot be kept: the session webhook of the message is over or cannot carry it, and the app robot mentions nobody',
		'Remove the mentions, or answer within 90 minutes with text or markdown',
	);
}
