const LIMIT_MS = 30_000;
const POLL_MS = 50;

/** How long is waited, and how often looked, in ms. */
interface Patience {
	limitMs?: number;
	pollMs?: number;
}

/** Waits until this is so. @param what for the message when it never is */
export async function until(
	what: string,
	isSo: () => Promise<boolean> | boolean,
	{ limitMs = LIMIT_MS, pollMs = POLL_MS }: Patience = {},
): Promise<void> {
	const deadline = Date.now() + limitMs;
	while (!(await isSo())) {
		if (Date.now() > deadline) throw new Error(`Not within ${limitMs / 1000} s: ${what}`);
		await new Promise((done) => setTimeout(done, pollMs));
	}
}
