import type { IDataObject } from 'n8n-workflow';

import type { Failure } from '../errors/failure';
import { mayHaveHappened } from '../errors/failure';
import { explain } from '../errors/toNodeError';

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
