import type { Failure, Outcome } from '../errors/failure';
import { success } from '../errors/failure';
import { postPlain } from '../transport/plain';
import type { Press, PressReply } from './press';
import { signPress } from './press';
import type { ReachParts } from './reach';
import { BUSY_WAITS_MS, reach, TIMEOUT_MS } from './reach';

/** What the execution says; or n8n, where it is over, or at work: after an answer, or on a reminder. */
export type Told = PressReply | { standing: 'over' | 'busy' };

/**
 * Tells an execution that waits of a press.
 *
 * @param url of the execution, signed by n8n
 * @returns the failure of the first address when no address leads to n8n
 */
export const tell = async (
	parts: ReachParts,
	secret: string,
	url: string,
	press: Press,
): Promise<Outcome<Told>> =>
	await reach(parts, url, async (address) => await tellAt(parts, secret, address, press));

async function tellAt(
	{ context, clock, signal }: ReachParts,
	secret: string,
	url: string,
	press: Press,
): Promise<Outcome<Told>> {
	const [executionId, nodeId] = new URL(url).pathname.split('/').slice(-2).map(decodeURIComponent);
	let isStuck = false;
	for (const waitMs of [...BUSY_WAITS_MS, undefined]) {
		const outcome = await postPlain(context, {
			url,
			body: { press: signPress(secret, { executionId, nodeId }, press) },
			timeoutMs: TIMEOUT_MS,
			answer: { standing: 'text' },
			isOapi: false,
			signal,
		});
		if (outcome.ok) return success(outcome.value.body as PressReply);
		const { failure } = outcome;
		if (isOver(failure)) return success({ standing: 'over' });
		if (isCutOff(failure)) return success({ standing: 'closed' });
		isStuck = cannotGoOn(failure);
		if (failure.httpStatus !== 409 && (!isStuck || signal.aborted)) return outcome;
		if (waitMs === undefined || signal.aborted) break;
		await clock.sleep(waitMs, signal);
	}
	return success({ standing: isStuck ? 'closed' : 'busy' });
}

/** n8n's own words for an execution that has ended, or is gone. */
const isOver = ({ httpStatus, message, came = '' }: Failure): boolean =>
	came.includes('No action required') ||
	(httpStatus === 404 && /execution "[^"]*" does not exist/.test(message + came)) ||
	(httpStatus === 409 && /has finished with error/.test(message + came));

/** What n8n 2.41 stumbles over where it was killed at work on an answer: the node that waited has no run any more. */
const isCutOff = ({ httpStatus, message, came = '' }: Failure): boolean =>
	httpStatus === 500 && (message + came).includes("(reading 'inputOverride')");

/** n8n's own words where it has asked the node and cannot resume: of an execution that somebody stopped, for good. */
const cannotGoOn = ({ httpStatus, message, came = '' }: Failure): boolean =>
	httpStatus === 500 && /problem executing the workflow/.test(message + came);
