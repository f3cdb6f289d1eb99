import { fingerprint } from '../crypto/digest';
import type { Failure, Outcome } from '../errors/failure';
import { mayHaveHappened } from '../errors/failure';
import type { Memory } from '../memory';
import type { ApiCall, DingTalkApi } from '../transport/api';
import { toJson } from '../wire/json';

/** A message to one conversation, in parts. */
export interface Parts<T> {
	messages: readonly T[];
	/** The same with stand-ins for the media IDs of uploads, which differ in each attempt. @default messages */
	drafts?: readonly unknown[];
}

/** What became of the parts so far, in all attempts of Retry On Fail: DingTalk's key for each. */
export type PartMemory = Memory<Outcome<string>>;

/** How to send the parts, and whom to ask what became of them. */
export interface InTurn<T> extends Parts<T> {
	api: DingTalkApi;
	memory: PartMemory;
	/** @returns DingTalk's key for the part, or '' where it gives none */
	send(message: T): Promise<Outcome<string>>;
	call?: Pick<ApiCall, 'legacy'>;
}

/**
 * Sends the parts of a message one after the other: those that no earlier attempt has sent.
 *
 * @returns the keys of all parts, those of earlier attempts included
 * @throws NodeApiError for the first refusal, saying how many arrived; for a part of which it is not known whether
 * it arrived, in this attempt or in an earlier one
 */
export async function sendInTurn<T>(parts: InTurn<T>): Promise<string[]> {
	const { messages, memory, api, send, call } = parts;
	const keys: string[] = [];
	for (const [index, message] of messages.entries()) {
		const name = partName(parts, index);
		const outcome = memory.get(name) ?? (await send(message));
		if (outcome.ok || mayHaveHappened(outcome.failure)) memory.set(name, outcome);
		if (!outcome.ok) {
			throw api.toError(outcome.failure, {
				...call,
				...wordsFor(outcome.failure, index, messages.length),
			});
		}
		keys.push(outcome.value);
	}
	return keys;
}

/** Names a part in the memory; two parts may be alike. */
export const partName = <T>({ messages, drafts = messages }: Parts<T>, index: number): string =>
	`${index} ${fingerprint(toJson(drafts[index]))}`;

/** What is said before and after DingTalk's refusal of a part. */
function wordsFor(failure: Failure, index: number, count: number) {
	const part = `part ${index + 1} of ${count}`;
	if (mayHaveHappened(failure)) {
		const before = index > 0 ? ', the parts before did' : '';
		return {
			prefix: count > 1 ? `It is not known whether ${part} arrived${before}` : undefined,
			note: 'With Retry On Fail it is not sent again',
		};
	}
	if (index === 0) return {};
	return {
		prefix: `P${part.slice(1)} was not sent, the parts before were`,
		note: 'With Retry On Fail only what is missing is sent',
	};
}
