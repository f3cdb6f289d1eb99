import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { eventKeysFault, keysOf } from './callbackKeys';

const CANNOT_KNOW =
	'Nothing was sent: whether they are the ones that DingTalk uses shows with its first push';

/**
 * Checks that the keys can be keys: lengths, characters, and a text encrypted and decrypted with them. DingTalk
 * has no call that would confirm them.
 */
export async function callbackKeysTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const keys = keysOf((credential.data ?? {}) as ICredentialDataDecryptedObject);
	const isForEvents = keys.token !== '' || keys.aesKey !== '' || keys.ownerKey !== '';
	const fault = isForEvents ? eventKeysFault(keys) : undefined;
	if (fault) return { status: 'Error', message: `Events cannot be received: ${fault}` };
	const kinds = [
		isForEvents && 'events',
		keys.appSecret !== '' && 'bot messages',
		keys.cardSecret !== '' && 'card actions',
	].filter((kind) => kind !== false);
	if (kinds.length === 0) return { status: 'Error', message: 'All fields are empty' };
	return { status: 'OK', message: `Well-formed for ${kinds.join(', ')}. ${CANNOT_KNOW}` };
}
