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
import { assertNobodyMissed, assertSomebody, failsOnMissed } from '../send/missed';
import { partMemoryOf } from '../send/partMemory';
import { havingStatus, readRecipients, resolvePeople, strangers } from '../send/recipients';
import { robotCodeOf } from '../send/robotCode';
import { senderOf } from '../send/sender';
import type { AskingCard } from './card';

/** Messages under way at once: each person gets one with links of their own. */
const CONCURRENT_MESSAGES = 10;

/** What became of the message that asks. */
export interface Asked {
	/** The userIds whose links are numbered. */
	people: string[];
	missed: Recipient[];
	/** Told while the node waits. */
	output: IDataObject;
}

/**
 * Asks a group by one message: all have the same links.
 *
 * @throws NodeApiError when DingTalk refuses
 */
export async function askGroup(context: ItemContext, card: AskingCard): Promise<Asked> {
	const robotCode = robotCodeOf(context);
	const openConversationId = await groupIdOf(context, 'openConversationId');
	const [processQueryKey] = await sendToGroup(
		context.api,
		{ robotCode, openConversationId },
		{ messages: [card.linked()], drafts: [card.draft] },
		partMemoryOf(context, 'group asked', robotCode, openConversationId),
	);
	return { people: [], missed: [], output: { processQueryKey, openConversationId } };
}

/**
 * Asks people, each by a message of their own, so that the answer tells whose link it came by.
 *
 * @throws NodeApiError, NodeOperationError when nobody got it; with the option on, when anybody did not
 */
export async function askPeople(context: ItemContext, card: AskingCard): Promise<Asked> {
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

async function sendToEach(
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
