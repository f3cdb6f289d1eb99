import type { Failure, Outcome } from '../errors/failure';
import { failed } from '../errors/failure';
import type { Clock } from '../run/clock';
import type { PlainContext } from '../transport/plain';

/** What asking an execution that waits takes. */
export interface ReachParts {
	context: PlainContext;
	clock: Clock;
	signal: AbortSignal;
	/** Base URL of n8n's editor. */
	instanceUrl: string;
}

/** For one request. */
export const TIMEOUT_MS = 10_000;
/**
 * While n8n has not stored yet that the execution waits, and while it is at work after an answer; and where it cannot
 * go on, which may be its database.
 */
export const BUSY_WAITS_MS = [500, 1_000, 2_000, 3_000];
const DEFAULT_PORT = '5678';

/**
 * Asks an execution that waits.
 *
 * Its address may be one that n8n itself cannot reach (no hairpin, a proxy with a password): this n8n is then asked
 * on its own machine, which changes nothing of the signature, as that covers path and query only.
 *
 * @param url of the execution, signed by n8n
 * @returns the failure of the first address when no address leads to n8n
 */
export async function reach<T>(
	{ signal, instanceUrl }: ReachParts,
	url: string,
	ask: (address: string) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
	let first: Failure | undefined;
	for (const address of addressesOf(url, instanceUrl)) {
		const outcome = await ask(address);
		if (outcome.ok) return outcome;
		first ??= outcome.failure;
		if (signal.aborted) break;
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
