import type { IDataObject } from 'n8n-workflow';

import { InputError } from '../../../../shared/errors/inputError';
import {
	cardMentionsField,
	replyMentionsField,
	toMentions,
} from '../../../../shared/fields/messages';
import type { MessageContent, Mentions } from '../../../../shared/messages/content';
import { isLongContent, textOf, withText } from '../../../../shared/messages/split/longText';
import { ROBOT_ONLY_KINDS } from '../../../../shared/messages/matrix';
import {
	checkedMentions,
	isEmpty,
	MENTIONS_FIELD,
	withMentionText,
} from '../../../../shared/messages/mentions';
import type { RobotBody } from '../../../../shared/messages/robotBody';
import { sessionForm, TEMPLATE_FORM } from '../../../../shared/messages/split/wireForms';
import type { ItemContext } from '../../../operation/operation';
import type { Answerable } from '../../../../shared/pushes/answerable';
import { isSealed } from '../../../../shared/pushes/answerable';
import type { AnswerMemory, Answered } from '../../../../shared/robot/answer';
import { answerMessage } from '../../../../shared/robot/answer';
import { asFileIfLong, endsWithFile, prepareMessages } from '../content/prepare';
import type { PreparedContent } from '../content/read';
import { readContent } from '../content/read';
import { robotCodeOf } from './robotCode';
import { readBotMessage } from './botMessage';
import { keysOf } from './group';
import { partMemoryOf } from './partMemory';
import { senderOf } from './sender';
import type { SendTarget } from './target';

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
			...replyMentionsField,
			displayOptions: { show: { target: ['reply'], messageType: ['text', 'markdown'] } },
		},
		{
			...cardMentionsField,
			displayOptions: { show: { target: ['reply'], messageType: ['actionCard'] } },
		},
	],
	orderKeys: (context) => {
		const { conversationId, userId } = readBotMessage(context);
		return [`conversation ${conversationId || userId}`];
	},
	async send(context) {
		const message = readBotMessage(context);
		// Once and for all: text, `at` and parts compare the same spelling.
		const mentions = checkedMentions(toMentions(context.read.group('mentions')));
		const content = withMentions(readContent(context), mentions);
		let uploaded: IDataObject = {};
		const answered = await answerMessage(
			{
				...senderOf(context),
				node: context.node.getNode(),
				itemIndex: context.itemIndex,
				memory: memoryOfAnswer(context, message),
			},
			{ ...message, robotCode: message.robotCode || robotCodeOf(context) },
			{
				session: () => sessionBodies(context, content, mentions),
				async robot() {
					assertNoMentions(mentions, message);
					const { drafts, finish } = prepareMessages(context, content, TEMPLATE_FORM);
					const finished = await finish();
					({ uploaded } = finished);
					return { messages: finished.messages, drafts };
				},
			},
		);
		if (answered.sentBy === 'nobody') throw unreachable(message);
		return { ...toResult(answered), ...uploaded };
	},
};

function memoryOfAnswer(context: ItemContext, message: Answerable): AnswerMemory {
	const { messageId, conversationId, userId } = message;
	const of = (way: string) => partMemoryOf(context, way, messageId, conversationId, userId);
	return { session: of('session'), robot: of('robot') };
}

function toResult(answered: Exclude<Answered, { sentBy: 'nobody' }>): IDataObject {
	if (answered.sentBy === 'session') {
		return { sentBy: 'session', ...(answered.parts > 1 ? { parts: answered.parts } : {}) };
	}
	const { keys, userId } = answered;
	return { sentBy: 'robot', ...keysOf(keys), ...(userId ? { userId } : {}) };
}

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

/** @returns undefined when this message has to go by the app robot */
function sessionBodies(
	context: ItemContext,
	given: PreparedContent,
	mentions: Mentions,
): RobotBody[] | undefined {
	const form = sessionForm(mentions);
	const content = goesByRobot(given.draft) ? given : asFileIfLong(context, given, form);
	if (goesByRobot(content.draft) || endsWithFile(context, content, form)) return undefined;
	return prepareMessages(context, content, form).drafts;
}

/** Files, pictures and sounds, which no webhook carries, and what is written for the app robot. */
const goesByRobot = (content: MessageContent): boolean =>
	ROBOT_ONLY_KINDS.has(content.kind) ||
	(content.kind === 'customJson' && content.value.msgKey !== undefined);

/** Why the session webhook is not used; what a trigger sealed opens with the very secret alone. */
const causeOf = (message: Answerable): { problem: string; fix: string } =>
	isSealed(message)
		? {
				problem:
					"its session was sealed with another secret than this credential's: for another app, before the app's secret was changed, or the item was changed since",
				fix: "Use the credential of the trigger's app, and the item as the trigger gave it. Messages from before a change of the secret cannot be answered by their session any more",
			}
		: {
				problem: 'its session webhook is over',
				fix: 'Answer within 90 minutes',
			};

function unreachable(message: Answerable): InputError {
	const { problem, fix } = causeOf(message);
	return new InputError(
		'Reply To',
		`can no longer be answered: ${problem}, and it has no 'senderStaffId' that the app robot could write to`,
		`${fix}. People of other organisations, and those who wrote to an unpublished robot, can be answered in no other way`,
	);
}

function assertNoMentions(mentions: Mentions, message: Answerable): void {
	if (isEmpty(mentions)) return;
	const { problem, fix } = causeOf(message);
	throw new InputError(
		MENTIONS_FIELD,
		isSealed(message)
			? `cannot be kept: the app robot answers the message, which mentions nobody, because ${problem}`
			: 'cannot be kept: the session webhook of the message is over or cannot carry it, and the app robot mentions nobody',
		`Remove the mentions. Otherwise: ${fix}, with text or markdown`,
	);
}
