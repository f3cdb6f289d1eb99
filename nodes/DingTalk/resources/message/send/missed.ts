import { NodeOperationError } from 'n8n-workflow';

import { fingerprint } from '../../../../shared/crypto/digest';
import type { ItemContext } from '../../../../shared/operation';
import { toJson } from '../../../../shared/transport/json';
import type { Recipient } from './recipients';

/** So many are named in an error; the count is always there. */
const MAX_NAMED = 200;

/** Who got which message during one execution of the node, in all attempts of Retry On Fail. */
interface Ledger {
	/** An attempt has failed because somebody was missed: the next one goes on from here. */
	hasFailed: boolean;
	received: Map<string, Map<string, Recipient>>;
}

// All attempts of one execution have this object in common, and no others.
const ledgers = new WeakMap<object, Ledger>();

/** What a message came to so far, so that n8n's Retry On Fail sends only to those who were missed. */
export interface Memory {
	/** Those who got it in an attempt that failed for others. */
	received: ReadonlyMap<string, Recipient>;
	note(recipients: Recipient[]): void;
}

const NO_MEMORY: Memory = { received: new Map(), note: () => {} };

export const failsOnMissed = ({ read }: ItemContext): boolean =>
	read.group('options').failOnMissed === true;

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

/**
 * With the option on, ends the item with an error when anybody did not get the message.
 *
 * @throws NodeOperationError listing them
 */
export function assertNobodyMissed(
	context: ItemContext,
	recipients: Recipient[],
	reached: readonly string[],
): void {
	if (!failsOnMissed(context)) return;
	const missed = recipients.filter(({ status }) => !reached.includes(status));
	if (missed.length === 0) return;
	ledgerOf(context).hasFailed = true;
	throw new NodeOperationError(
		context.node.getNode(),
		`${missed.length} of ${recipients.length} people did not get the message`,
		{
			description: `${listMissed(missed)}. All others got it; with Retry On Fail it is sent again only to those who are named here`,
			itemIndex: context.itemIndex,
		},
	);
}

function listMissed(missed: Recipient[]): string {
	const byStatus = new Map<string, string[]>();
	for (const { userId, status, reason } of missed.slice(0, MAX_NAMED)) {
		const words = reason ? `${status} (${String(reason)})` : status;
		byStatus.set(words, [...(byStatus.get(words) ?? []), userId]);
	}
	const lists = [...byStatus].map(([words, userIds]) => `${words}: ${userIds.join(', ')}`);
	const more = missed.length > MAX_NAMED ? [`and ${missed.length - MAX_NAMED} more`] : [];
	return [...lists, ...more].join('; ');
}
