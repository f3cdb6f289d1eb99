/** DingTalk waits no longer for an answer. */
const TIMEOUT_MS = 2500;

/** The answer to a push, or what kept it from coming. */
export type Answered = { status: number; text: string } | { problem: string };

/** Pushes JSON to an app's address. */
export async function postJson(
	url: string,
	body: string,
	stopped: AbortSignal,
	headers: Record<string, string> = {},
	timeoutMs = TIMEOUT_MS,
): Promise<Answered> {
	const timeout = AbortSignal.timeout(timeoutMs);
	try {
		const response = await fetch(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json;charset=utf-8', ...headers },
			body,
			redirect: 'manual',
			signal: AbortSignal.any([timeout, stopped]),
		});
		return { status: response.status, text: await response.text() };
	} catch (error) {
		if (timeout.aborted) return { problem: `no answer within ${timeoutMs} ms` };
		const { cause, message } = error as Error;
		return { problem: `unreachable: ${(cause as NodeJS.ErrnoException)?.code ?? message}` };
	}
}
