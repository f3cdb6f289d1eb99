import { NodeOperationError } from 'n8n-workflow';

import { fingerprint } from '../../../../shared/crypto/digest';
import type { Failure } from '../../../../shared/errors/failure';
import type { ItemContext } from '../../../../shared/operation';
import { toJson } from '../../../../shared/transport/json';
import type { Recipient } from './recipients';

/** So many are named in an error; the count is always there. */
const MAX_NAMED = 200;
/** Characters of a list in the line above it. */
const MAX_TITLE = 160;

/** What a status means where DingTalk gives no reason. */
const REASONS: Readonly<Record<string, string>> = {
	invalid: 'nobody of this organisation whom the app may see has this ID',
	throttled: 'DingTalk still refused for now after several tries',
};

/** Who got which message during one execution of the node, in all attempts of Retry On Fail. */
interface Ledger {
	/** An attempt has failed because somebody was missed: the next one goes on from here. */
	hasFailed: boolean;
	received: Map<string, Map<string, Recipient>>;
}

// All attempts of one execution have this object in common, and no others.
const ledgers = new WeakMap<object, Ledger>();

/** What a message came to so far, so that n8n's Retry On Fail sends only to those who surely were missed. */
export interface Memory {
	/** Those who got it, or may have, in an attempt that failed for others. */
	received: ReadonlyMap<string, Recipient>;
	note(recipients: Recipient[]): void;
}

const NO_MEMORY: Memory = { received: new Map(), note: () => {} };

export const failsOnMissed = ({ read }: ItemContext): boolean =>
	read.group('options').flag('failOnMissed');

/**
 * The memory of one message of one item. Without the option to fail there is none: nothing is ever sent
 * again for the sake of those who were missed.
 *
 * @param message tells this message from others; not the media ID of an upload, which differs each time
 */
export function memoryOf(context: ItemContext, message: unknown): Memory {
	if (!failsOnMissed(context)) return NO_MEMORY;
	const ledger = ledgerOf(context);
	const key = fingerprint(String(context.itemIndex), toJson(message));
	const received = ledger.hasFailed ? ledger.received.get(key) : undefined;
	return {
		received: received ?? new Map(),
		note(recipients) {
			ledger.received.set(key, new Map(recipients.map((person) => [person.userId, person])));
		},
	};
}

function ledgerOf({ node }: ItemContext): Ledger {
	const execution = node.getExecuteData();
	const ledger = ledgers.get(execution) ?? { hasFailed: false, received: new Map() };
	ledgers.set(execution, ledger);
	return ledger;
}

/** Marks the attempt as failed, so that the next one of Retry On Fail goes on from here. */
export function failing<T extends Error>(context: ItemContext, error: T): T {
	if (failsOnMissed(context)) ledgerOf(context).hasFailed = true;
	return error;
}

/** What a call, or several, came to. */
interface Outcomes {
	recipients: Recipient[];
	/** What was given and is nobody's ID. */
	strangers: Recipient[];
	/** Why calls were refused. */
	failure?: Failure;
}

/**
 * Ends the item with an error when nobody got it. Where some got it, or may have, a retry would send it to
 * them again.
 *
 * @throws NodeApiError when all calls were refused
 * @throws NodeOperationError listing who was left out and why
 */
export function assertSomebody(
	context: ItemContext,
	{ recipients, strangers, failure }: Outcomes,
	did = 'got the message',
): void {
	if (recipients.some(({ status }) => status === 'accepted' || status === 'unknown')) return;
	if (failure && recipients.every(({ status }) => status === 'failed')) {
		throw failing(context, context.api.toError(failure));
	}
	const missed = [...recipients, ...strangers];
	const error = new NodeOperationError(
		context.node.getNode(),
		`None of the people ${did}: ${shorten(listMissed(missed))}`,
		{ description: listMissed(missed), itemIndex: context.itemIndex },
	);
	throw failing(context, error);
}

/**
 * With the option on, ends the item with an error when anybody did not get the message, or may not have.
 *
 * @param departments departments, or everyone, as far as calls to them are known
 * @throws NodeOperationError listing them
 */
export function assertNobodyMissed(
	context: ItemContext,
	recipients: Recipient[],
	reached: readonly string[],
	departments: Recipient[] = [],
): void {
	if (!failsOnMissed(context)) return;
	const all = [...recipients, ...departments];
	const open = all.filter(({ status }) => !reached.includes(status));
	if (open.length === 0) return;
	const unsure = open.filter(({ status }) => status === 'unknown');
	const missed = open.filter(({ status }) => status !== 'unknown');
	const total = `${all.length} ${departments.length > 0 ? 'recipients' : 'people'}`;
	const lists = [
		listMissed(missed),
		unsure.length > 0 ? `Not known whether they got it: ${listMissed(unsure)}` : '',
	];
	const error = new NodeOperationError(
		context.node.getNode(),
		titleOf(missed.length, unsure.length, total),
		{
			description: `${lists.filter(Boolean).join('. ')}. All others got it; ${retryWords(missed.length, unsure.length)}`,
			itemIndex: context.itemIndex,
		},
	);
	throw failing(context, error);
}

function titleOf(missed: number, unsure: number, total: string): string {
	if (missed === 0) return `It is not known whether ${unsure} of ${total} got the message`;
	const more = unsure > 0 ? `, and of ${unsure} more it is not known` : '';
	return `${missed} of ${total} did not get the message${more}`;
}

function retryWords(missed: number, unsure: number): string {
	if (missed === 0) return 'with Retry On Fail it is not sent again';
	const not = unsure > 0 ? ', not to those of whom it is not known' : '';
	return `with Retry On Fail it is sent again only to those who did not get it${not}`;
}

function listMissed(missed: Recipient[]): string {
	const byReason = new Map<string, string[]>();
	for (const { userId, status, reason = REASONS[status] } of missed.slice(0, MAX_NAMED)) {
		const why = reason ? ` (${String(reason)})` : '';
		// Those of whom it is not known are under words that say so.
		const words = status === 'unknown' ? `${String(reason ?? status)}` : `${status}${why}`;
		byReason.set(words, [...(byReason.get(words) ?? []), userId]);
	}
	const lists = [...byReason].map(([words, userIds]) => `${words}: ${userIds.join(', ')}`);
	const more = missed.length > MAX_NAMED ? [`and ${missed.length - MAX_NAMED} more`] : [];
	return [...lists, ...more].join('; ');
}

const shorten = (text: string): string =>
	text.length > MAX_TITLE ? `${text.slice(0, MAX_TITLE - 1)}…` : text;
