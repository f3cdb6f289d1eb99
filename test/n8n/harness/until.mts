const LIMIT_MS = 30_000;
const POLL_MS = 50;

/** Waits until this is so. @param what for the message when it never is */
export async function until(
	what: string,
	isSo: () => Promise<boolean> | boolean,
	{ pollMs = POLL_MS, limitMs = LIMIT_MS } = {},
): Promise<void> {
	const deadline = Date.now() + limitMs;
	while (!(await isSo())) {
		if (Date.now() > deadline) throw new Error(`Not within ${limitMs / 1000} s: ${what}`);
		await new Promise((done) => setTimeout(done, pollMs));
	}
}
