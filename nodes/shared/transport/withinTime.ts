import type { Failure, Outcome } from '../errors/failure';
import { CANCELLED, failed } from '../errors/failure';
import { networkFailure } from './network';

/**
 * One exchange with its whole body, or a failure after `timeoutMs`: a server that sends a byte now and then would
 * keep n8n's own time-out, which counts silence, from ever ending the call.
 *
 * @param exchange stops reading when its signal aborts
 * @param secrets what no text of a failure may repeat
 */
export async function withinTime<T>(
	timeoutMs: number,
	exchange: (signal: AbortSignal) => Promise<Outcome<T>>,
	{ signal, secrets = () => [] }: { signal?: AbortSignal; secrets?: () => readonly string[] } = {},
): Promise<Outcome<T>> {
	const timeout = AbortSignal.timeout(timeoutMs);
	const ending = signal ? AbortSignal.any([timeout, signal]) : timeout;
	const ended = async () =>
		await new Promise<Outcome<T>>((resolve) => {
			const end = () => {
				resolve(failed(timeout.aborted ? tooLate(timeoutMs) : CANCELLED));
			};
			if (ending.aborted) end();
			else ending.addEventListener('abort', end, { once: true });
		});
	const done = async () => {
		try {
			return await exchange(ending);
		} catch (error) {
			if (ending.aborted) return await ended();
			return failed(networkFailure(error, secrets()));
		}
	};
	return await Promise.race([done(), ended()]);
}

const tooLate = (timeoutMs: number): Failure => ({
	kind: 'connection',
	code: 'ETIMEDOUT',
	message: `no whole answer within ${Math.ceil(timeoutMs / 1000)} s`,
});
