import { sleep } from 'n8n-workflow';

/** Time and chance, passed in so that tests decide both. */
export interface Clock {
	/** Unix time in ms. */
	now(): number;
	/** Waits `ms`; returns early, without throwing, when the signal aborts. */
	sleep(ms: number, signal?: AbortSignal): Promise<void>;
	/** 0 ≤ x < 1 */
	random(): number;
}

export const systemClock: Clock = {
	now: () => Date.now(),
	random: () => Math.random(),
	async sleep(ms, signal) {
		if (signal?.aborted || ms <= 0) return;
		// n8n-workflow's sleep knows the signal only in some versions, which then drop their timer and reject;
		// racing it works in all of them.
		const slept = sleep(ms, signal).catch(() => {});
		await endOrAbort(slept, signal);
	},
};

/** Resolves when the work ends or the signal aborts, whichever comes first. */
export async function endOrAbort(work: Promise<void>, signal?: AbortSignal): Promise<void> {
	if (!signal) return await work;
	if (signal.aborted) return;
	let stop = () => {};
	const aborted = new Promise<void>((resolve) => {
		stop = resolve;
		signal.addEventListener('abort', stop, { once: true });
	});
	await Promise.race([work, aborted]);
	signal.removeEventListener('abort', stop);
}
