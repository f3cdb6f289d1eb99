import type { ICredentialsDecrypted, ICredentialTestFunctions } from 'n8n-workflow';

import { DingTalkCallbackApi } from '../../credentials/DingTalkCallbackApi.credentials';
import { DingTalkCallbackTrigger } from '../../nodes/DingTalkCallbackTrigger/DingTalkCallbackTrigger.node';
import { inCredential, KEYS } from '../helpers/callbackPush.mts';

const trigger = new DingTalkCallbackTrigger();
const test_ = trigger.methods.credentialTest.callbackKeysTest;

/** As n8n runs it: it finds the test by the name in the node's credentials. */
const run = async (data: Record<string, string>) => {
	const [{ testedBy }] = trigger.description.credentials ?? [];
	expect(testedBy).toBe('callbackKeysTest');
	return await test_.call(
		{} as ICredentialTestFunctions,
		{
			id: '1',
			name: 'Callback',
			type: 'dingTalkCallbackApi',
			data: inCredential(data),
		} as ICredentialsDecrypted,
	);
};
const { token, aesKey, ownerKey, appSecret, cardSecret } = KEYS;
const events = { token, aesKey, ownerKey };

describe('the credential test', () => {
	it.each([
		['events', events],
		['bot messages', { appSecret }],
		['card actions', { cardSecret }],
		['events, bot messages, card actions', KEYS],
		['events, card actions', { ...events, appSecret: '  ', cardSecret }],
	])('passes for %s, and says what it cannot know', async (kinds, data) => {
		const { status, message } = await run(data);
		expect(status).toBe('OK');
		expect(message).toBe(
			`Well-formed for ${kinds}. Nothing was sent: whether they are the ones that DingTalk uses shows with its first push`,
		);
	});

	it('takes keys with spaces around them, as pasting leaves them', async () => {
		const padded = Object.fromEntries(
			Object.entries(KEYS).map(([name, text]) => [name, ` ${text}\n`]),
		);
		expect((await run(padded)).status).toBe('OK');
	});

	it.each([
		['nothing', {}, 'All fields are empty'],
		['no token', { ...events, token: '' }, "'Signing Token' is empty"],
		['a short token', { ...events, token: 'ab' }, "'Signing Token' has 2 characters"],
		['a long token', { ...events, token: 'a'.repeat(65) }, "'Signing Token' has 65 characters"],
		['a token of two words', { ...events, token: 'two words' }, "'Signing Token' contains spaces"],
		['no key', { ...events, aesKey: '' }, "'AES Key' is empty"],
		['a cut key', { ...events, aesKey: aesKey.slice(1) }, "'AES Key' has 42 characters"],
		['a key with its padding', { ...events, aesKey: `${aesKey}=` }, "'AES Key' has 44 characters"],
		['other letters', { ...events, aesKey: `密${aesKey.slice(1)}` }, 'other characters'],
		['base64 signs', { ...events, aesKey: `+${aesKey.slice(1)}` }, 'other characters'],
		['no owner', { ...events, ownerKey: '' }, "'Owner Key' is empty"],
		['an owner that is no text', { ...events, ownerKey: '\ud800' }, 'does not decrypt'],
		['only a token', { token }, "'AES Key' is empty"],
	])('fails for %s and shows none of it', async (_name, data, problem) => {
		const { status, message } = await run(data);
		expect(status).toBe('Error');
		expect(message).toContain(problem);
		for (const secret of [token, aesKey, aesKey.slice(1)]) expect(message).not.toContain(secret);
	});
});

describe('the form', () => {
	it('hides every secret and nothing else', () => {
		const hidden = new DingTalkCallbackApi().properties
			.filter(({ typeOptions }) => typeOptions?.password)
			.map(({ name }) => name);
		expect(hidden).toEqual(['token', 'aesSecretKey', 'appSecret', 'cardSecret']);
	});
});
