import type { IDataObject } from 'n8n-workflow';

import { botSign } from './crypto/botSign';
import {
	callbackSignature,
	decryptCallback,
	isAesKey,
	successReply,
} from '../shared/crypto/callback';
import { cardSign } from './crypto/cardSign';
import { fingerprint } from '../shared/crypto/digest';
import { isSame } from '../shared/crypto/compareSecrets';
import { asObject } from '../shared/pushes/payload';
import type { Push } from '../shared/pushes/push';
import { pushOfHttpCard, pushOfHttpEvent, pushOfHttpMessage } from '../shared/pushes/read';
import { toJson, tryParseJson } from '../shared/wire/json';
import { EVENT_WINDOW_MS, isFresh, SIGNED_TIME_WINDOW_MS } from './freshness';
import type { TriggerKeys } from '../shared/auth/callbackKeys';
import type { Refusal } from './refusal';
import { refusal } from './refusal';
import type { PushRequest } from './request';

/** A push that is DingTalk's beyond doubt; without `push` it only wants to know whether somebody is there. */
export interface Genuine {
	push?: Push;
	/** What DingTalk gets when the workflow has nothing to say. */
	reply: IDataObject;
}

/** What DingTalk sends when somebody saves the URL, to see that it is answered. */
const CHECK_URL = 'check_url';
const EMPTY_MESSAGE = { msgtype: 'empty' };

/**
 * Tells the three kinds of pushes apart and checks each in its own way. The signature comes first: nothing else
 * of a request is looked at, nor told to its sender, before it is known to be DingTalk's.
 *
 * @see DingTalk docs "事件订阅 HTTP 推送", "接收消息", "注册卡片回调地址"
 */
export function identify(
	request: PushRequest,
	keys: TriggerKeys,
	nowMs: number,
): Genuine | Refusal {
	if (typeof request.body.encrypt === 'string')
		return event(request, request.body.encrypt, keys, nowMs);
	// Cards before messages: a card action may come with the headers of both.
	if (request.header('x-ddpaas-signature') !== '' || request.body.type === 'actionCallback')
		return cardAction(request, keys, nowMs);
	if (request.header('sign') !== '' || request.body.sessionWebhook !== undefined)
		return botMessage(request, keys, nowMs);
	return refusal(400, 'unknownKind');
}

function event(
	request: PushRequest,
	encrypt: string,
	keys: TriggerKeys,
	nowMs: number,
): Genuine | Refusal {
	if (keys.token === '' || keys.ownerKey === '' || !isAesKey(keys.aesKey))
		return refusal(403, 'noKeys');
	// The official library reads both names; which of them DingTalk sends is not documented [unverified].
	const signature = request.query('msg_signature') || request.query('signature');
	const timestamp = request.query('timestamp') || request.query('timeStamp');
	const expected = callbackSignature(keys.token, timestamp, request.query('nonce'), encrypt);
	if (!isSame(signature, expected)) return refusal(401, 'wrongSignature');
	if (!isFresh(timestamp, EVENT_WINDOW_MS, nowMs)) return refusal(401, 'stale');
	const decrypted = decryptCallback(keys.aesKey, encrypt);
	if (!decrypted.ok) return refusal(400, 'unreadable');
	if (!isSame(decrypted.ownerKey, keys.ownerKey)) return refusal(400, 'wrongOwner');
	const push = pushOfHttpEvent(asObject(tryParseJson(decrypted.text)));
	if (!push.eventType) return refusal(400, 'notEvent');
	const reply: IDataObject = successReply(keys, nowMs);
	return push.eventType === CHECK_URL ? { reply } : { reply, push };
}

function botMessage(request: PushRequest, keys: TriggerKeys, nowMs: number): Genuine | Refusal {
	if (keys.appSecret === '') return refusal(403, 'noKeys');
	const timestamp = request.header('timestamp');
	if (!isSame(request.header('sign'), botSign(keys.appSecret, timestamp)))
		return refusal(401, 'wrongSignature');
	if (!isFresh(timestamp, SIGNED_TIME_WINDOW_MS, nowMs)) return refusal(401, 'stale');
	return { reply: EMPTY_MESSAGE, push: pushOfHttpMessage(request.body) };
}

function cardAction(request: PushRequest, keys: TriggerKeys, nowMs: number): Genuine | Refusal {
	if (keys.cardSecret === '') return refusal(403, 'noKeys');
	const timestamp = request.header('x-ddpaas-signature-timestamp');
	const expected = cardSign(keys.cardSecret, timestamp);
	if (!isSame(request.header('x-ddpaas-signature'), expected))
		return refusal(401, 'wrongSignature');
	if (!isFresh(timestamp, SIGNED_TIME_WINDOW_MS, nowMs)) return refusal(401, 'stale');
	// Nothing numbers card actions. Their signed time is in ms, so that nobody presses twice within one: the same
	// content with the same time is the same request, sent again.
	const id = fingerprint('cardAction', timestamp, toJson(request.body));
	return { reply: {}, push: pushOfHttpCard(request.body, id) };
}
