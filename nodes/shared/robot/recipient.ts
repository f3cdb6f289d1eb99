import type { IDataObject } from 'n8n-workflow';

import type { Failure } from '../errors/failure';
import { mayHaveHappened } from '../errors/failure';
import { explain } from '../errors/toNodeError';
import type { Memory } from '../memory';

/** What became of the message for one person. */
export interface Recipient extends IDataObject {
	userId: string;
	status: string;
}

/** Somebody whose call did not succeed: `unknown` where DingTalk may have carried it out all the same. */
export const refusedOne = (userId: string, failure: Failure): Recipient => ({
	userId,
	status: mayHaveHappened(failure) ? 'unknown' : 'failed',
	reason: explain(failure).message,
	code: failure.code,
});

/** Keeps those who got it, or may have, out of further attempts. */
export function remember(
	memory: Memory<Recipient>,
	recipients: readonly Recipient[],
	statuses: readonly string[],
): void {
	for (const recipient of recipients) {
		if (statuses.includes(recipient.status)) memory.set(recipient.userId, recipient);
	}
}
