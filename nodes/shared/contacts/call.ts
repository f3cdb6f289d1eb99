import type { Answer } from '../errors/confirm';
import type { Outcome } from '../errors/failure';
import { success } from '../errors/failure';
import type { DingTalkApi } from '../transport/api';

/** One contacts call of the older host: all are reads, and all answer with `result`. */
export async function readContacts<T>(
	api: DingTalkApi,
	path: string,
	body: unknown,
	answer: Answer,
): Promise<Outcome<T>> {
	const outcome = await api.attempt({
		method: 'POST',
		host: 'oapi',
		path,
		answer,
		body,
		repeatable: true,
	});
	if (!outcome.ok) return outcome;
	return success((outcome.value.body as { result: T }).result);
}
