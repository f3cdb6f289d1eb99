import { randomUUID } from 'node:crypto';
import type { IDataObject, IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import { WAIT_INDEFINITELY } from 'n8n-workflow';

import { itemRunOf } from '../../../shared/itemKey';
import { memoryOf } from '../../../shared/memory';
import { tryParseJson } from '../../../shared/wire/json';
import type { Question } from './question';

/**
 * What a waiting execution keeps of its question: enough to show it and to take the answer, whatever expressions of
 * the form would come to by then.
 */
export interface Wait {
	/** Part of each link: in a loop, those of an earlier round answer nothing. */
	id: string;
	/** Markdown. */
	message: string;
	question: Question;
	/** Unix ms after which nobody can answer; absent: whenever. */
	until?: number;
	/** The workflow's, for times on pages. */
	timeZone: string;
	/** The userIds of those who got a link of their own, by their number in it. */
	people: string[];
	/** Who did not get the question. */
	missed: IDataObject[];
	/** Asked by a card, whose presses this app's trigger tells. */
	card?: {
		outTrackId: string;
		/** The userIds of those who may decide; absent: whoever has the card. */
		approvers?: string[];
		/** Links answer too; otherwise only a press does. */
		hasLinks: boolean;
	};
	/** Asked with reminders: the workflow leads back to the node as long as nobody has answered. */
	rounds?: Rounds;
}

/** What a question with reminders keeps from round to round. */
export interface Rounds {
	/** Its ID: links of another one answer nothing in this. */
	execution: string;
	/** Tells the item that the question is about. */
	input: string;
	reminders: Reminder[];
	/** How many of them were sent. */
	sent: number;
	words: Words;
	robotCode: string;
	/** The group that was asked; absent where it was people. */
	openConversationId?: string;
}

/** One reminder. */
export interface Reminder {
	/** Unix ms. */
	at: number;
	text: string;
	/** The userIds of those who are asked from then on. */
	others: string[];
}

/** What a message that asks says. */
export interface Words {
	title: string;
	/** As DingTalk draws it. */
	markdown: string;
	/** On the button that opens a form. */
	respondLabel: string;
}

/** What a link says, beside the execution and the node; n8n signs it. */
export interface Link {
	wait: string;
	/** Of an approval: what is decided there. */
	approved?: boolean;
	/** Whose link it is: the number in `people`. */
	to?: number;
}

// n8n stores a node's context with the execution, and gives it to the same node only.
const KEY = 'dingTalkWait';

/** The ID of the question that a run of the node asks: the same in all attempts of Retry On Fail. */
export function waitIdOf(node: IExecuteFunctions, itemIndex: number): string {
	const known = memoryOf<string>(itemRunOf(node, itemIndex), 'wait');
	const id = known.get(KEY) ?? randomUUID();
	known.set(KEY, id);
	return id;
}

/**
 * Stops the execution until somebody answers, a reminder is due, or the time is over.
 *
 * @returns when it goes on without an answer, Unix ms
 */
export async function startWaiting(
	node: IExecuteFunctions,
	wait: Wait,
): Promise<number | undefined> {
	// A text comes out of an expression as it went in; an object would come as a view of n8n's.
	node.getContext('node')[KEY] = JSON.stringify(wait);
	const { rounds, until } = wait;
	const wakeAt = rounds?.reminders[rounds.sent]?.at ?? until;
	await node.putExecutionToWait(wakeAt === undefined ? WAIT_INDEFINITELY : new Date(wakeAt));
	return wakeAt;
}

/** What an earlier run of the node in this execution waited for. */
export function keptWait(node: IExecuteFunctions): Wait | undefined {
	const kept = node.getContext('node')[KEY];
	return typeof kept === 'string' ? (tryParseJson(kept) as Wait | undefined) : undefined;
}

/** From now on nothing answers. */
export function forgetWait(node: IExecuteFunctions): void {
	delete node.getContext('node')[KEY];
}

/** What the execution waits for; undefined where n8n has nothing of it any more. */
export function waitOf(context: IWebhookFunctions): Wait | undefined {
	// `}}` would end the expression.
	const name = JSON.stringify(context.getNode().name).replaceAll('}', '\\u007d');
	const kept = context.evaluateExpression(`{{ $node[${name}].context["${KEY}"] }}`);
	return typeof kept === 'string' ? (tryParseJson(kept) as Wait | undefined) : undefined;
}

/** The address that answers a question, signed by n8n. Never show it: whoever has it can answer. */
export const linkTo = (
	node: Pick<IExecuteFunctions, 'getSignedResumeUrl'>,
	{ wait, approved, to }: Link,
): string =>
	node.getSignedResumeUrl({
		wait,
		...(approved === undefined ? {} : { approved: String(approved) }),
		...(to === undefined ? {} : { to: String(to) }),
	});

/** What the link of a request says; n8n has checked that nobody changed it. */
export function linkOf(context: Pick<IWebhookFunctions, 'getQueryData'>): Link {
	const { wait, approved, to } = context.getQueryData() as Record<string, string | undefined>;
	return {
		wait: wait ?? '',
		...(approved === undefined ? {} : { approved: approved === 'true' }),
		...(to === undefined ? {} : { to: Number(to) }),
	};
}
