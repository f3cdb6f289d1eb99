import { toJson } from '../json.mts';
import { CORP_ID } from '../state/seed.mts';
import type { HttpCallback } from '../state/types.mts';
import type { CallbackKeys } from './crypto.mts';
import { replyProblem, seal } from './crypto.mts';
import { postJson } from './post.mts';

/** A subscription by the legacy API: one per app. */
export interface Registered {
	tags: string[];
	token: string;
	aesKey: string;
	url: string;
}

/** Where events go, and how they are sealed. */
export type Target = CallbackKeys & { url: string; signedAs: 'signature' | 'msg_signature' };

/** The event subscription of the developer console. */
export function targetOf(callback: HttpCallback): Target {
	const { eventUrl = '', token = '', aesKey = '', clientId } = callback;
	const { ownerKey = clientId, signedAs = 'signature' } = callback;
	return { url: eventUrl, token, aesKey, ownerKey, signedAs };
}

/** A subscription by API: its owner key is the organisation's. */
export function registeredTarget({ url, token, aesKey }: Registered): Target {
	return { url, token, aesKey, ownerKey: CORP_ID, signedAs: 'signature' };
}

/** Pushes one encrypted body; says what was wrong with the answer. */
export async function postSealed(
	target: Target,
	text: string,
	nowMs: number,
	stopped: AbortSignal,
): Promise<string | undefined> {
	const { encrypt, signature, timestamp, nonce } = seal(text, target, nowMs);
	const url = new URL(target.url);
	for (const [name, value] of [
		[target.signedAs, signature],
		['timestamp', timestamp],
		['nonce', nonce],
	]) {
		url.searchParams.set(name, value);
	}
	const answer = await postJson(url.href, toJson({ encrypt }), stopped);
	if ('problem' in answer) return answer.problem;
	return answer.status === 200 ? replyProblem(answer.text, target) : `HTTP status ${answer.status}`;
}
