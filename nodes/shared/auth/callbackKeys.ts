import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { CallbackKeys } from '../crypto/callback';
import { decryptCallback, encryptCallback, isAesKey } from '../crypto/callback';

/** The credential that holds what is agreed with DingTalk about its pushes. */
export const CALLBACK_CREDENTIAL = 'dingTalkCallbackApi';

/** What pushes are checked with; empty where the trigger is not to receive that kind. */
export interface TriggerKeys extends CallbackKeys {
	/** Signs bot messages, and seals their session webhooks. */
	appSecret: string;
	/** Signs card actions. */
	cardSecret: string;
}

// As registered by API the token has 6 to 64 characters, in the console 3 to 32.
const TOKEN_LENGTH = { min: 3, max: 64 };

/** The credential's fields without the spaces that come along when pasting. */
export function keysOf(credential: ICredentialDataDecryptedObject): TriggerKeys {
	const text = (name: string) => String(credential[name] ?? '').trim();
	return {
		token: text('token'),
		aesKey: text('aesSecretKey'),
		ownerKey: text('ownerKey'),
		appSecret: text('appSecret'),
		cardSecret: text('cardSecret'),
	};
}

/** What is wrong with the keys for events, in a sentence that shows none of them; undefined when they are good. */
export function eventKeysFault(keys: CallbackKeys): string | undefined {
	const { token, aesKey, ownerKey } = keys;
	if (token === '') return "'Signing Token' is empty";
	if (token.length < TOKEN_LENGTH.min || token.length > TOKEN_LENGTH.max)
		return `'Signing Token' has ${token.length} characters; DingTalk's have ${TOKEN_LENGTH.min} to ${TOKEN_LENGTH.max}`;
	if (/\s/.test(token)) return "'Signing Token' contains spaces";
	if (aesKey === '') return "'AES Key' is empty";
	if (aesKey.length !== 43) return `'AES Key' has ${aesKey.length} characters; DingTalk's have 43`;
	if (!isAesKey(aesKey)) return "'AES Key' contains other characters than letters and digits";
	if (ownerKey === '') return "'Owner Key' is empty";
	const back = decryptCallback(aesKey, encryptCallback(keys, 'success'));
	return back.ok && back.ownerKey === ownerKey
		? undefined
		: "'AES Key' does not decrypt its own text";
}
