import { sharedLookups } from './contacts/lookups';
import type { Outcome } from './errors/failure';
import type { ErrorWords } from './errors/toNodeError';
import type { DingTalkApi } from './transport/api';

/** What was asked in a run, by what and by whom. */
const lookups = new WeakMap<DingTalkApi, Map<string, (key: string) => Promise<Outcome<unknown>>>>();

/**
 * One question for each key in a run: items that ask the same share the call.
 *
 * @throws NodeApiError when DingTalk refuses
 */
export async function askOnce<T>(
	api: DingTalkApi,
	key: readonly string[],
	ask: () => Promise<Outcome<T>>,
	words?: ErrorWords,
): Promise<T> {
	const ofRun = lookups.get(api) ?? new Map<string, (key: string) => Promise<Outcome<unknown>>>();
	lookups.set(api, ofRun);
	const name = JSON.stringify(key);
	const lookup = ofRun.get(name) ?? sharedLookups(ask);
	ofRun.set(name, lookup);
	const outcome = await lookup('');
	if (!outcome.ok) throw api.toError(outcome.failure, words);
	return outcome.value as T;
}
