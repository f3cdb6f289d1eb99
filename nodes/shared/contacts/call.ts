import type { Outcome } from '../errors/failure';
import { failed, success } from '../errors/failure';
import type { DingTalkApi } from '../transport/api';

/** One contacts call of the older host: all are reads, and all answer with `result`. */
export async function readContacts<T>(
	api: DingTalkApi,
	path: string,
	body: unknown,
): Promise<Outcome<T>> {
	const outcome = await api.attempt({ method: 'POST', host: 'oapi', path, body, repeatable: true });
	if (!outcome.ok) return outcome;
	const { result } = outcome.value.body as { result?: T };
	if (result !== undefined && result !== null) return success(result);
	return failed({ kind: 'notFound', code: '0', message: 'the answer was empty' });
}
