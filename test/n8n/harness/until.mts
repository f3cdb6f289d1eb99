const LIMIT_MS = 30_000;
const POLL_MS = 50;

/** Waits until this is so, looking every `pollMs`. @param what for the message when it never is */
export async function until(
	what: string,
	isSo: () => Promise<boolean> | boolean,
	pollMs = POLL_MS,
): Promise<void> {
	const deadline = Date.now() + LIMIT_MS;
	while (!(await isSo())) {
		if (Date.now() > deadline) throw new Error(`Not within ${LIMIT_MS / 1000} s: ${what}`);
		await new Promise((done) => setTimeout(done, pollMs));
	}
}
