import type { Outcome } from '../errors/failure';
import type { ApiCall, DingTalkApi } from '../transport/api';

/**
 * Sends the parts of a message one after the other.
 *
 * @throws NodeApiError for the first refusal; for a later part it says how many arrived
 */
export async function sendInTurn<T, R>(
	messages: T[],
	api: DingTalkApi,
	send: (message: T, index: number) => Promise<Outcome<R>>,
	call?: Pick<ApiCall, 'legacy'>,
): Promise<R[]> {
	const results: R[] = [];
	for (const [index, message] of messages.entries()) {
		const outcome = await send(message, index);
		if (!outcome.ok) {
			const error = api.toError(outcome.failure, call);
			if (index > 0) {
				error.message = `Part ${index + 1} of ${messages.length} was not sent, the parts before were: ${error.message}`;
			}
			throw error;
		}
		results.push(outcome.value);
	}
	return results;
}
