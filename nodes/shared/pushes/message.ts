import type { IDataObject } from 'n8n-workflow';

import { objectsIn, textAt, toUnixMs, valueAt } from './payload';
import type { Person } from './person';
import { personOf } from './person';
import type { Said } from './said';
import { saidIn } from './said';

/**
 * What the message says, by its `msgtype`: of a text without the space that a mention leaves, of audio what
 * DingTalk heard.
 *
 * @see DingTalk docs "接收消息": message types
 */
export function saidOf(message: IDataObject): Said {
	const type = textAt(message, 'msgtype') ?? '';
	const content = valueAt(message, 'content');
	// A text stands under its own name, everything else mostly under `content`.
	return saidIn(type, type === 'text' || content === undefined ? valueAt(message, type) : content);
}

/** Where and by whom a message was written, in the names that the trigger puts out. */
export function conversationOf(message: IDataObject) {
	return {
		openConversationId: textAt(message, 'conversationId'),
		// "1" and "2" are text in some payloads, numbers in others.
		type: textAt(message, 'conversationType') === '2' ? 'group' : 'oneToOne',
		title: textAt(message, 'conversationTitle'),
	} as const;
}

/** Whoever wrote the message. */
export function senderOf(message: IDataObject): Person & { isAdmin?: boolean } {
	const isAdmin = valueAt(message, 'isAdmin');
	return { ...personOf(message), isAdmin: typeof isAdmin === 'boolean' ? isAdmin : undefined };
}

/** The people whom the message mentions, without the robot itself. */
export function mentionsOf(
	message: IDataObject,
): Array<Pick<Person, 'userId' | 'unionId' | 'dingtalkId'>> {
	const robot = textAt(message, 'chatbotUserId');
	return (
		objectsIn(valueAt(message, 'atUsers'))
			.map((user) => ({
				userId: textAt(user, 'staffId'),
				unionId: textAt(user, 'unionId'),
				dingtalkId: textAt(user, 'dingtalkId'),
			}))
			// Where the robot's own ID is not told, whoever has no other ID may be the robot.
			.filter(({ userId, unionId, dingtalkId }) =>
				robot ? dingtalkId !== robot : userId !== undefined || unionId !== undefined,
			)
	);
}

/** What a message holds of the address that answers it. */
export const sessionOf = (message: IDataObject) => ({
	url: textAt(message, 'sessionWebhook') ?? '',
	expiresAt: toUnixMs(valueAt(message, 'sessionWebhookExpiredTime')),
});
