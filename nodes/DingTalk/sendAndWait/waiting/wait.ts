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
	/** Asked by a card: then no link answers, only a press that this app's trigger tells. */
	card?: {
		/** The userIds of those who may decide; absent: whoever has the card. */
		approvers?: string[];
	};
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

/** Stops the execution until somebody answers, or the time is over. */
export async function startWaiting(node: IExecuteFunctions, wait: Wait): Promise<void> {
	// A text comes out of an expression as it went in; an object would come as a view of n8n's.
	node.getContext('node')[KEY] = JSON.stringify(wait);
	await node.putExecutionToWait(
		wait.until === undefined ? WAIT_INDEFINITELY : new Date(wait.until),
	);
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
