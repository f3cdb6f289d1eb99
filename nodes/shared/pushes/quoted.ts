import type { IDataObject } from 'n8n-workflow';

import {
	asObject,
	compact,
	firstTextAt,
	objectAt,
	opened,
	textAt,
	toUnixMs,
	valueAt,
} from './payload';
import type { Person } from './person';
import { personOf } from './person';
import type { Said } from './said';
import { saidIn } from './said';

/** The message that another one quotes. */
export interface Quoted extends Said {
	messageId?: string;
	/** Of a message that the robot sent itself: the key that Message > Send returned. */
	processQueryKey?: string;
	sender: Person;
	/** The robot that got the message wrote the quoted one. */
	isFromRobot?: boolean;
	/** Unix ms. */
	sentAt?: number;
}

/**
 * What a message quotes; undefined when it quotes nothing. DingTalk documents none of it; this is what others saw
 * [unverified]: `text.isReplyMsg` with `text.repliedMsg {msgId, msgType, senderId, createdAt, content}`,
 * `originalMsgId` and `originalProcessQueryKey` beside it, and `quoteMessage` in older messages. Of many cards
 * there is no content.
 */
export function quotedOf(message: IDataObject): Quoted | undefined {
	const places = [objectAt(message, 'text'), objectAt(message, 'content'), message];
	const quote =
		places.map((place) => asObject(opened(valueAt(place, 'repliedMsg')))).find(hasFields) ??
		objectAt(message, 'quoteMessage');
	const messageId = textAt(quote, 'msgId') ?? textAt(message, 'originalMsgId');
	const processQueryKey = textAt(message, 'originalProcessQueryKey');
	const isReply = places.some((place) => valueAt(place, 'isReplyMsg') === true);
	if (!isReply && !hasFields(quote) && !messageId && !processQueryKey) return undefined;
	const type = firstTextAt(quote, ['msgType', 'msgtype']) ?? '';
	const sender = personOf(quote);
	const robot = textAt(message, 'chatbotUserId');
	return {
		...saidIn(type, valueAt(quote, 'content') ?? valueAt(quote, type || 'text')),
		messageId,
		processQueryKey,
		sender,
		isFromRobot: robot !== undefined && sender.dingtalkId === robot ? true : undefined,
		sentAt: toUnixMs(firstTextAt(quote, ['createdAt', 'createAt'])),
	};
}

const hasFields = (data: IDataObject): boolean => Object.keys(compact(data)).length > 0;
