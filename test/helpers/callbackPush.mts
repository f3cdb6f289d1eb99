import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

import { botSign } from '../../nodes/DingTalkCallbackTrigger/crypto/botSign.ts';
import { callbackSignature, encryptCallback } from '../../nodes/shared/crypto/callback.ts';
import { cardSign } from '../../nodes/DingTalkCallbackTrigger/crypto/cardSign.ts';

/** All that a DingTalk Callback API credential holds. */
export const KEYS = {
	token: 'token-of-the-callback',
	aesKey: 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ',
	ownerKey: 'dingtest',
	appSecret: 'secret-of-the-app-in-tests',
	cardSecret: 'secret-of-the-cards-in-tests',
};

/** Keys under the names of the credential's fields. */
export const inCredential = ({
	aesKey = '',
	...others
}: ICredentialDataDecryptedObject): ICredentialDataDecryptedObject => ({
	...others,
	aesSecretKey: aesKey,
});

/** One POST to the trigger's URL. */
export interface Post {
	query?: Record<string, string>;
	headers?: Record<string, string>;
	/** As it is on the wire. */
	body: string;
}

export interface Signed {
	/** Unix ms; now unless told. */
	at?: number;
	nonce?: string;
}

/** An event as DingTalk pushes it. */
export function eventPost(plain: IDataObject | string, { at, nonce = 'nonce' }: Signed = {}): Post {
	const text = typeof plain === 'string' ? plain : JSON.stringify(plain);
	return encryptedPost(encryptCallback(KEYS, text), String(at ?? Date.now()), nonce);
}

/** An encrypted body with its signature. */
export const encryptedPost = (encrypt: string, timestamp: string, nonce: string): Post => ({
	query: { signature: callbackSignature(KEYS.token, timestamp, nonce, encrypt), timestamp, nonce },
	body: JSON.stringify({ encrypt }),
});

/** A bot message as DingTalk posts it. */
export const messagePost = (message: IDataObject, { at = Date.now() }: Signed = {}): Post => ({
	headers: { timestamp: String(at), sign: botSign(KEYS.appSecret, String(at)) },
	body: JSON.stringify(message),
});

/** A press of a card's button as DingTalk posts it. */
export const cardPost = (action: IDataObject, { at = Date.now() }: Signed = {}): Post => ({
	headers: {
		'x-ddpaas-signature-timestamp': String(at),
		'x-ddpaas-signature': cardSign(KEYS.cardSecret, String(at)),
	},
	body: JSON.stringify(action),
});

/** A text that somebody wrote in a group. */
export const textMessage = (content: string, data: IDataObject = {}): IDataObject => ({
	conversationId: 'cidGroup==',
	conversationType: '2',
	conversationTitle: 'Project Phoenix 凤凰项目',
	chatbotCorpId: 'dingcorp',
	msgId: 'msg-1',
	senderNick: '张伟',
	senderStaffId: 'zhangwei',
	sessionWebhook: 'https://oapi.dingtalk.com/robot/sendBySession?session=secret-session',
	sessionWebhookExpiredTime: 4_000_000_000_000,
	createAt: 1_700_000_000_000,
	robotCode: 'dingtest',
	msgtype: 'text',
	text: { content },
	...data,
});

export interface Answer {
	status: number;
	text: string;
	json: IDataObject;
}

/** Sends the post as DingTalk does; hangs up on the signal. */
export async function send(
	url: string,
	{ query = {}, headers = {}, body }: Post,
	signal?: AbortSignal,
): Promise<Answer> {
	const response = await fetch(`${url}?${new URLSearchParams(query).toString()}`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
		body,
		signal,
	});
	const text = await response.text();
	let json: IDataObject = {};
	try {
		json = JSON.parse(text) as IDataObject;
	} catch {
		// Not JSON; `text` says what it is.
	}
	return { status: response.status, text, json };
}
