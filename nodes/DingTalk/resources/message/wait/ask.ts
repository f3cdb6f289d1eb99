import type { IDataObject } from 'n8n-workflow';

import { groupIdOf } from '../../../../shared/contacts/groups';
import type { Failure } from '../../../../shared/errors/failure';
import { HOPELESS } from '../../../../shared/errors/failure';
import { itemRunOf } from '../../../../shared/itemKey';
import { memoryOf } from '../../../../shared/memory';
import { deliver } from '../../../../shared/robot/deliver';
import { sendToGroup } from '../../../../shared/robot/group';
import type { Recipient } from '../../../../shared/robot/recipient';
import { refusedOne } from '../../../../shared/robot/recipient';
import { runInOrder } from '../../../../shared/run/runInOrder';
import type { ItemContext } from '../../../operation/operation';
import type { Question } from '../../../sendAndWait/waiting/question';
import type { Reminder, Wait, Words } from '../../../sendAndWait/waiting/wait';
import { assertNobodyMissed, assertSomebody, failsOnMissed } from '../send/missed';
import { partMemoryOf } from '../send/partMemory';
import { havingStatus, readRecipients, resolvePeople, strangers } from '../send/recipients';
import { robotCodeOf } from '../send/robotCode';
import { senderOf } from '../send/sender';
import type { AskingCard } from './card';
import { askingCard, reminding } from './card';

/** Messages under way at once: each person gets one with links of their own. */
const CONCURRENT_MESSAGES = 10;

/** A question that is about to be asked. */
export interface Asking {
	/** Of the question. */
	id: string;
	question: Question;
	words: Words;
	reminders: Reminder[];
}

/** What became of the message that asks. */
export interface Asked extends Pick<Wait, 'people' | 'missed' | 'card'> {
	/** The group that was asked; absent where it was people. */
	openConversationId?: string;
	/** Told while the node waits. */
	output: IDataObject;
}

/** @throws InputError when the message is too long, also with the words of a reminder */
export function readAskingCard({ node }: ItemContext, asking: Asking): AskingCard {
	const { id, question, words, reminders } = asking;
	for (const { text } of reminders) askingCard(node, id, question, reminding(text, words));
	return askingCard(node, id, question, words);
}

/**
 * Asks a group by one message: all have the same links.
 *
 * @throws NodeApiError when DingTalk refuses
 */
export async function askGroup(context: ItemContext, asking: Asking): Promise<Asked> {
	const card = readAskingCard(context, asking);
	const robotCode = robotCodeOf(context);
	const openConversationId = await groupIdOf(context, 'openConversationId');
	const processQueryKey = await sendLinks(context, { robotCode, openConversationId }, card);
	return {
		people: [],
		missed: [],
		openConversationId,
		output: { processQueryKey, openConversationId },
	};
}

/** One message with the links of a group. @throws NodeApiError when DingTalk refuses */
export async function sendLinks(
	context: ItemContext,
	group: { robotCode: string; openConversationId: string },
	card: AskingCard,
): Promise<string> {
	const [processQueryKey] = await sendToGroup(
		context.api,
		group,
		{ messages: [card.linked()], drafts: [card.draft] },
		partMemoryOf(context, 'group asked', group.robotCode, group.openConversationId),
	);
	return processQueryKey;
}

/**
 * Asks people, each by a message of their own, so that the answer tells whose link it came by.
 *
 * @throws NodeApiError, NodeOperationError when nobody got it; with the option on, when anybody did not
 */
export async function askPeople(context: ItemContext, asking: Asking): Promise<Asked> {
	const card = readAskingCard(context, asking);
	const named = readRecipients(context);
	const isStrict = failsOnMissed(context);
	const robotCode = robotCodeOf(context);
	const { userIds, unknown } = await resolvePeople(context, named);
	const { sent, failure } = await sendToEach(context, robotCode, userIds, card);
	const recipients = [...sent, ...strangers(unknown)];
	assertSomebody(context, { recipients: sent, strangers: strangers(unknown), failure });
	assertNobodyMissed(context, recipients, ['accepted'], isStrict);
	return {
		people: userIds,
		missed: recipients.filter(({ status }) => status !== 'accepted'),
		output: { accepted: havingStatus(recipients, 'accepted'), recipients },
	};
}

/**
 * Each person a message with links of their own, by their place in the list; never throws for what DingTalk refuses.
 */
export async function sendToEach(
	context: ItemContext,
	robotCode: string,
	userIds: string[],
	{ draft, linked }: AskingCard,
): Promise<{ sent: Recipient[]; failure?: Failure }> {
	const run = itemRunOf(context.node, context.itemIndex);
	const memory = memoryOf<Recipient>(run, 'people asked', robotCode, draft);
	let first: Failure | undefined;
	let hopeless: Failure | undefined;
	const sent = await runInOrder(
		userIds.map((userId, to) => ({ userId, to })),
		{
			concurrency: CONCURRENT_MESSAGES,
			keysOf: () => [],
			async run({ userId, to }) {
				if (hopeless) return refusedOne(userId, hopeless);
				const { recipients, failure } = await deliver(
					senderOf(context),
					robotCode,
					[userId],
					linked(to),
					memory,
				);
				first ??= failure;
				if (failure && HOPELESS.has(failure.kind)) hopeless = failure;
				return recipients[0];
			},
		},
	);
	return { sent, failure: first };
}
