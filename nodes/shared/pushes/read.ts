import type { IDataObject } from 'n8n-workflow';

import { fingerprint } from '../crypto/digest';
import type { Frame } from './frames';
import { TOPICS } from './frames';
import { toJson, tryParseJson } from '../wire/json';
import { textAt, toUnixMs } from './payload';
import type { Push } from './push';

/**
 * The push in a Stream frame; undefined for SYSTEM frames, for topics that no trigger subscribes to, and for
 * data that is no JSON object.
 *
 * @see DingTalk docs "Stream 模式协议接入"
 */
export function pushOfFrame(frame: Frame): Push | undefined {
	const data = openObject(frame.data);
	if (!data) return undefined;
	const { topic, eventType, eventId, eventCorpId, eventBornTime, time } = frame.headers;
	// Where DingTalk leaves it empty, what is the same in everything is the same push.
	const frameId =
		frame.headers.messageId.trim() || fingerprint('frame', toJson(frame.headers), frame.data);
	// The topic of events is `*` in some samples and `dingTalk` in others.
	if (frame.type === 'EVENT') {
		if (!eventType) return undefined;
		const bornAt = toUnixMs(eventBornTime) ?? toUnixMs(time);
		const corpId = eventCorpId || textAt(data, 'corpId');
		return { kind: 'event', id: eventId?.trim() || frameId, data, eventType, corpId, bornAt };
	}
	if (frame.type !== 'CALLBACK') return undefined;
	if (topic === TOPICS.message) return message(data, frameId);
	if (topic === TOPICS.cardAction) return cardAction(data, frameId, toUnixMs(time));
	return undefined;
}

/**
 * The push in a decrypted HTTP event, whose envelope and data share one object.
 *
 * Without `eventId`, as with older events, two bodies that are the same in everything, their time included,
 * count as one event that came twice.
 *
 * @see DingTalk docs "配置 HTTP 推送": `EventType`, `CorpId`, `EventTime`, `BizId`, `eventId`
 */
export function pushOfHttpEvent(plain: IDataObject): Push {
	return {
		kind: 'event',
		id: textAt(plain, 'eventId') ?? fingerprint('event', toJson(plain)),
		data: plain,
		eventType: textAt(plain, 'eventType') ?? '',
		corpId: textAt(plain, 'corpId'),
		bornAt: toUnixMs(textAt(plain, 'eventTime')) ?? toUnixMs(textAt(plain, 'timeStamp')),
	};
}

/**
 * The push in a message that DingTalk posts to a robot's URL.
 *
 * @see DingTalk docs "接收消息"
 */
export function pushOfHttpMessage(body: IDataObject): Push {
	return message(body, fingerprint('message', toJson(body)));
}

/**
 * The push in a card callback over HTTP.
 *
 * @param id nothing in the body numbers the presses of a button
 * @see DingTalk docs "注册卡片回调地址"
 */
export function pushOfHttpCard(body: IDataObject, id: string): Push {
	return cardAction(body, id);
}

const message = (data: IDataObject, fallbackId: string): Push => ({
	kind: 'message',
	id: textAt(data, 'msgId') ?? fallbackId,
	data: withOpened(data, ['content']),
	corpId: textAt(data, 'chatbotCorpId'),
	bornAt: toUnixMs(data.createAt),
});

const cardAction = (data: IDataObject, id: string, bornAt?: number): Push => ({
	kind: 'cardAction',
	id,
	// `value` is another name of `content` in some payloads.
	data: withOpened(data, ['content', 'value', 'extension']),
	corpId: textAt(data, 'corpId'),
	bornAt,
});

/** The payload with these fields read, where they are JSON text. */
function withOpened(data: IDataObject, names: string[]): IDataObject {
	const opened = names.map((name) => [name, openObject(data[name]) ?? data[name]] as const);
	return { ...data, ...Object.fromEntries(opened.filter(([, value]) => value !== undefined)) };
}

function openObject(text: unknown): IDataObject | undefined {
	const value = typeof text === 'string' ? tryParseJson(text) : undefined;
	const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
	return isObject ? (value as IDataObject) : undefined;
}
