import type { Failure, Outcome } from '../errors/failure';
import { CANCELLED, failed } from '../errors/failure';
import { networkFailure } from './network';

/**
 * One exchange with its whole body, or a failure after `timeoutMs`: a server that sends a byte now and then would
 * keep n8n's own time-out, which counts silence, from ever ending the call.
 *
 * @param exchange stops reading when its signal aborts; `giveUp` aborts it, after the end of the exchange too
 * @param secrets what no text of a failure may repeat
 */
export async function withinTime<T>(
	timeoutMs: number,
	exchange: (signal: AbortSignal, giveUp: () => void) => Promise<Outcome<T>>,
	{ signal, secrets = () => [] }: { signal?: AbortSignal; secrets?: () => readonly string[] } = {},
): Promise<Outcome<T>> {
	const timeout = AbortSignal.timeout(timeoutMs);
	const late = new AbortController();
	const giveUp = () => late.abort();
	timeout.addEventListener('abort', giveUp, { once: true });
	const ending = signal ? AbortSignal.any([late.signal, signal]) : late.signal;
	const ended = (): Outcome<T> => failed(timeout.aborted ? tooLate(timeoutMs) : CANCELLED);
	const done = async () => {
		try {
			return await exchange(ending, giveUp);
		} catch (error) {
			return ending.aborted ? ended() : failed(networkFailure(error, secrets()));
		}
	};
	const { whenAborted, forget } = abortOf(ending);
	try {
		return await Promise.race([done(), whenAborted.then(ended)]);
	} finally {
		forget();
		// The bytes of a file come later, at their own pace: `watchProgress`.
		timeout.removeEventListener('abort', giveUp);
	}
}

/** `forget`, or Node keeps a signal made from others, with all that its listeners know, until one of them aborts. */
function abortOf(signal: AbortSignal): { whenAborted: Promise<void>; forget(): void } {
	let stop = () => {};
	const whenAborted = new Promise<void>((resolve) => {
		stop = resolve;
	});
	if (signal.aborted) stop();
	signal.addEventListener('abort', stop, { once: true });
	return { whenAborted, forget: () => signal.removeEventListener('abort', stop) };
}

/**
 * Ends the request of these options with the signal. n8n puts another there, of the execution, which ends ours too;
 * it writes to the very object that it is given, as its authentication does.
 */
export function endBy(options: object, signal: AbortSignal): void {
	Object.defineProperty(options, 'abortSignal', {
		get: () => signal,
		set() {},
		enumerable: true,
		configurable: true,
	});
}

const tooLate = (timeoutMs: number): Failure => ({
	kind: 'connection',
	code: 'ETIMEDOUT',
	message: `no whole answer within ${Math.ceil(timeoutMs / 1000)} s`,
});
