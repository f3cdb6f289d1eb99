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
		if (!signal) return await sleep(ms);
		// n8n-workflow's sleep knows the signal only in some versions; racing it works in all of them.
		let stop = () => {};
		const aborted = new Promise<void>((resolve) => {
			stop = resolve;
			signal.addEventListener('abort', stop, { once: true });
		});
		await Promise.race([sleep(ms), aborted]);
		signal.removeEventListener('abort', stop);
	},
};
