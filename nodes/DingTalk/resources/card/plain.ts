import type { IDataObject } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { itemRunOf } from '../../../shared/itemKey';
import { memoryOf } from '../../../shared/memory';
import { titleOf } from '../../../shared/messages/markdown/title';
import type { LongContent, WireForm } from '../../../shared/messages/split/longText';
import { splitContent } from '../../../shared/messages/split/longText';
import { sessionForm, TEMPLATE_FORM } from '../../../shared/messages/split/wireForms';
import { answerMessage } from '../../../shared/robot/answer';
import { deliver } from '../../../shared/robot/deliver';
import { sendToGroup } from '../../../shared/robot/group';
import type { Answerable } from '../../../shared/pushes/answerable';
import type { Recipient } from '../../../shared/robot/recipient';
import type { Place } from '../../cards/deliver';
import type { ItemContext } from '../../operation/operation';
import { assertSomebody } from '../message/send/missed';
import { partMemoryOf } from '../message/send/partMemory';
import { havingStatus } from '../message/send/recipients';
import { senderOf } from '../message/send/sender';

const NO_MENTIONS = { mobiles: [], userIds: [], everyone: false };

/** Where a card is, for what does not fit on it. */
export interface Chat {
	/** That it answers. */
	message?: Answerable;
	robotCode: string;
	places: Place[];
}

/**
 * A text as markdown messages, to where its card is or was to be.
 *
 * @throws NodeApiError, NodeOperationError when it gets to nobody
 */
export async function sendPlain(
	context: ItemContext,
	chat: Chat,
	markdown: string,
): Promise<IDataObject> {
	const content: LongContent = { kind: 'markdown', title: titleOf(markdown), markdown };
	const messages = partsOf(content, TEMPLATE_FORM);
	const { message: asked, robotCode, places } = chat;
	if (asked) return await answer(context, { ...chat, message: asked }, content);
	const [{ spaceType, spaceId }] = places;
	if (spaceType === 'IM_GROUP') {
		const target = { robotCode, openConversationId: spaceId };
		const memory = partMemoryOf(context, 'card text', robotCode, spaceId);
		const keys = await sendToGroup(context.api, target, { messages }, memory);
		return { processQueryKeys: keys };
	}
	let open = places.map((place) => place.spaceId);
	const run = itemRunOf(context.node, context.itemIndex);
	const keys: unknown[] = [];
	for (const [index, message] of messages.entries()) {
		const memory = memoryOf<Recipient>(run, 'card text', robotCode, message, index);
		const sent = await deliver(senderOf(context), robotCode, open, message, memory);
		if (index === 0) assertSomebody(context, { ...sent, strangers: [] });
		keys.push(...sent.recipients.map(({ processQueryKey }) => processQueryKey));
		open = havingStatus(sent.recipients, 'accepted');
	}
	return { processQueryKeys: [...new Set(keys.filter(Boolean))] as string[], accepted: open };
}

const partsOf = <T>(content: LongContent, form: WireForm<T>): T[] =>
	form.bytesOf(content) <= form.maxBytes
		? [form.build(content)]
		: splitContent(content, form, false).map((part) => form.build(part));

async function answer(
	context: ItemContext,
	{ message, robotCode }: Chat & { message: Answerable },
	content: LongContent,
): Promise<IDataObject> {
	const { messageId = '', conversationId = '', userId = '' } = message;
	const memoryOfWay = (way: string) =>
		partMemoryOf(context, 'card text', way, messageId, conversationId, userId);
	const answered = await answerMessage(
		{
			...senderOf(context),
			node: context.node.getNode(),
			itemIndex: context.itemIndex,
			memory: { session: memoryOfWay('session'), robot: memoryOfWay('robot') },
		},
		{ ...message, robotCode },
		{
			session: () => partsOf(content, sessionForm(NO_MENTIONS)),
			robot: async () => await Promise.resolve({ messages: partsOf(content, TEMPLATE_FORM) }),
		},
	);
	if (answered.sentBy === 'robot') return { processQueryKeys: answered.keys };
	if (answered.sentBy === 'session') return { sentBy: 'session' };
	throw new NodeOperationError(
		context.node.getNode(),
		'The text reached nobody: the session of the message is over, and it names nobody whom the robot could write to',
		{ description: 'Answer within 90 minutes', itemIndex: context.itemIndex },
	);
}
