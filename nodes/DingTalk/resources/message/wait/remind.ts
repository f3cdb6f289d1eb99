import type { IDataObject } from 'n8n-workflow';

import { explain } from '../../../../shared/errors/toNodeError';
import { buildRobotMessage } from '../../../../shared/messages/msgParam';
import { deliver } from '../../../../shared/robot/deliver';
import { sendToGroup } from '../../../../shared/robot/group';
import type { Recipient } from '../../../../shared/robot/recipient';
import { refusedOne } from '../../../../shared/robot/recipient';
import { EXPIRED_CARD } from '../../../../shared/waiting/shown';
import { deliverCard } from '../../../cards/deliver';
import { updateCall } from '../../../cards/update';
import type { ItemContext } from '../../../operation/operation';
import { dueOf } from '../../../sendAndWait/waiting/rounds';
import type { Reminder, Rounds, Wait } from '../../../sendAndWait/waiting/wait';
import { forgetWait, startWaiting } from '../../../sendAndWait/waiting/wait';
import { partMemoryOf } from '../send/partMemory';
import { senderOf } from '../send/sender';
import { sendLinks, sendToEach } from './ask';
import { askingCard, reminding } from './card';
import { chatOf, deliveryBy, recipientOf } from './decisionCard';

type OpenQuestion = Wait & { rounds: Rounds };

/**
 * A further round of a question that is still open: reminds, and waits on; or, after the time limit, gives up. What
 * DingTalk refuses is in `missed`: an error would end a question that others can still answer, or, where errors go on
 * as items, come again at once, round after round.
 */
export async function askAgain(
	context: ItemContext,
	wait: OpenQuestion,
	nowMs: number,
): Promise<IDataObject> {
	const due = dueOf(wait, nowMs);
	if (due === 'giveUp') return await giveUp(context, wait);
	const next = due.length > 0 ? await remind(context, wait, due) : wait;
	const wakeAt = await startWaiting(context.node, next);
	return {
		reminders: next.rounds.sent,
		...(wakeAt === undefined ? {} : { waitingUntil: new Date(wakeAt).toISOString() }),
	};
}

/**
 * Sends what is due. Links and cards of earlier rounds stay as they are, and good.
 *
 * @param due several where n8n was away meanwhile: people get one message, in the words of the last
 */
async function remind(
	context: ItemContext,
	wait: OpenQuestion,
	due: Reminder[],
): Promise<OpenQuestion> {
	const { card, rounds } = wait;
	const { text } = due[due.length - 1];
	const others = due.flatMap((reminder) => reminder.others);
	const hasLinks = card?.hasLinks ?? true;
	const people = hasLinks ? joined(wait.people, others) : wait.people;
	const results = [
		...(hasLinks ? await sendAgain(context, { ...wait, people }, text) : []),
		...(hasLinks ? [] : await pointToCard(context, wait, text)),
		...(card ? await bringCard(context, wait, without(others, card.approvers)) : []),
	];
	const isAccepted = ({ status }: IDataObject) => status === 'accepted';
	const reached = new Set(results.filter(isAccepted).map(({ userId }) => userId));
	const sent = rounds.sent + due.length;
	const failed = results.filter((one) => !isAccepted(one));
	return {
		...wait,
		people,
		missed: [
			...wait.missed.filter(({ userId }) => !reached.has(userId)),
			...failed.map((one) => ({ ...one, reminder: sent })),
		],
		rounds: { ...rounds, sent },
		...(card?.approvers ? { card: { ...card, approvers: joined(card.approvers, others) } } : {}),
	};
}

const joined = (some: string[], more: string[]): string[] => [...new Set([...some, ...more])];
const without = (some: string[], known: string[] = []): string[] =>
	some.filter((one) => !known.includes(one));

/** The question once more, by the links of the first round; whoever is new gets some. */
async function sendAgain(
	context: ItemContext,
	{ id, question, people, card, rounds }: OpenQuestion,
	text: string,
): Promise<IDataObject[]> {
	const { words, robotCode, openConversationId } = rounds;
	const message = askingCard(context.node, id, question, reminding(text, words));
	const { sent } = await sendToEach(context, robotCode, people, message);
	// Where only some of a group may decide, the group has no links.
	if (openConversationId === undefined || card?.approvers) return sent;
	const group = { robotCode, openConversationId };
	return [...sent, await toGroup(group, async () => await sendLinks(context, group, message))];
}

/** A few words: the card with its buttons is there, further up in the chat. */
async function pointToCard(
	context: ItemContext,
	{ card, rounds }: OpenQuestion,
	text: string,
): Promise<Recipient[] | IDataObject[]> {
	const { robotCode, openConversationId, words } = rounds;
	const message = buildRobotMessage({
		kind: 'markdown',
		title: `⏰ ${words.title}`,
		markdown: `**⏰ ${text}**\n\n${words.title}`,
	});
	if (openConversationId === undefined) {
		const { recipients } = await deliver(
			senderOf(context),
			robotCode,
			card?.approvers ?? [],
			message,
		);
		return recipients;
	}
	const group = { robotCode, openConversationId };
	const memory = partMemoryOf(context, 'group reminded', robotCode, openConversationId);
	const parts = { messages: [message], drafts: [message] };
	return [await toGroup(group, async () => await sendToGroup(context.api, group, parts, memory))];
}

/** What became of a message to a group. */
async function toGroup(
	{ openConversationId }: { openConversationId: string },
	send: () => Promise<unknown>,
): Promise<IDataObject> {
	try {
		await send();
		return { openConversationId, status: 'accepted' };
	} catch (error) {
		return { openConversationId, status: 'failed', reason: (error as Error).message };
	}
}

/** The card itself, to whoever is new. */
async function bringCard(
	{ api }: ItemContext,
	{ card, rounds }: OpenQuestion,
	userIds: string[],
): Promise<Recipient[]> {
	if (!card || userIds.length === 0) return [];
	const delivery = deliveryBy(rounds.robotCode);
	const outcome = await deliverCard(api, card.outTrackId, userIds.map(chatOf), delivery);
	return outcome.ok
		? outcome.value.map(recipientOf)
		: userIds.map((userId) => refusedOne(userId, outcome.failure));
}

/** The end of the time limit: the card says so, and the workflow goes on with what tells it apart from an answer. */
async function giveUp(context: ItemContext, wait: OpenQuestion): Promise<IDataObject> {
	const { question, card, missed, rounds } = wait;
	forgetWait(context.node);
	if (card) await closeCard(context, card.outTrackId);
	return {
		data: {
			...(question.kind === 'approval' ? { approved: null } : {}),
			timedOut: true,
			reminders: rounds.sent,
			...(missed.length > 0 ? { missed } : {}),
		},
	};
}

async function closeCard({ api, node }: ItemContext, outTrackId: string): Promise<void> {
	const change = { outTrackId, params: EXPIRED_CARD, privateParams: {}, isByKey: true };
	const outcome = await api.attempt(updateCall(change));
	if (outcome.ok) return;
	const { message } = explain(outcome.failure);
	node.addExecutionHints?.({
		type: 'warning',
		location: 'outputPane',
		message: `The card could not be told that the time is over, so it says so with the next press only: ${message}`,
	});
}
