import type { Clock } from '../run/clock';
import type { Failure, Outcome } from '../errors/failure';
import { failed, success } from '../errors/failure';
import type { PlainContext } from '../transport/plain';
import { postPlain } from '../transport/plain';
import type { Press, PressReply } from './press';
import { signPress } from './press';

/** What the execution says; or n8n, where it is over, or at work: after an answer, or on a reminder. */
export type Told = PressReply | { standing: 'over' | 'busy' };

export interface TellParts {
	context: PlainContext;
	clock: Clock;
	signal: AbortSignal;
	/** Base URL of n8n's editor. */
	instanceUrl: string;
}

const TIMEOUT_MS = 10_000;
/**
 * While n8n has not stored yet that the execution waits, and while it is at work after an answer; and where it cannot
 * go on, which may be its database.
 */
const BUSY_WAITS_MS = [500, 1_000, 2_000, 3_000];
const DEFAULT_PORT = '5678';

/**
 * Tells an execution that waits of a press.
 *
 * Its address may be one that n8n itself cannot reach (no hairpin, a proxy with a password): this n8n is then asked
 * on its own machine, which changes nothing of the signature, as that covers path and query only.
 *
 * @param url of the execution, signed by n8n
 * @returns the failure of the first address when no address leads to n8n
 */
export async function tell(
	parts: TellParts,
	secret: string,
	url: string,
	press: Press,
): Promise<Outcome<Told>> {
	let first: Failure | undefined;
	for (const address of addressesOf(url, parts.instanceUrl)) {
		const outcome = await tellAt(parts, secret, address, press);
		if (outcome.ok) return outcome;
		first ??= outcome.failure;
		if (parts.signal.aborted) break;
	}
	return failed(first ?? { kind: 'cancelled', code: 'cancelled', message: '' });
}

/** The address as it is, then on this machine. */
function addressesOf(url: string, instanceUrl: string): string[] {
	const ports = [url, instanceUrl]
		.filter((one) => URL.canParse(one))
		.map((one) => new URL(one).port)
		.filter((port) => port !== '');
	const local = [...new Set([...ports, DEFAULT_PORT])].map((port) => {
		const { pathname, search } = new URL(url);
		return `http://127.0.0.1:${port}${pathname}${search}`;
	});
	return [...new Set([url, ...local])];
}

async function tellAt(
	{ context, clock, signal }: TellParts,
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
	(httpStatus === 404 && /execution ".*" does not exist/.test(message + came)) ||
	(httpStatus === 409 && /has finished with error/.test(message + came));

/** What n8n 2.41 stumbles over where it was killed at work on an answer: the node that waited has no run any more. */
const isCutOff = ({ httpStatus, message, came = '' }: Failure): boolean =>
	httpStatus === 500 && (message + came).includes("(reading 'inputOverride')");

/** n8n's own words where it has asked the node and cannot resume: of an execution that somebody stopped, for good. */
const cannotGoOn = ({ httpStatus, message, came = '' }: Failure): boolean =>
	httpStatus === 500 && /problem executing the workflow/.test(message + came);
