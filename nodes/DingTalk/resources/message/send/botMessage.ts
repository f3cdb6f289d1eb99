import { InputError } from '../../../../shared/errors/inputError';
import type { ItemContext } from '../../../../shared/operation';
import { isBelow } from '../../../../shared/transport/hosts';

/** What an answer needs of a message that somebody sent to the robot. */
export interface BotMessage {
	/** Never show it: whoever has it can write into the conversation. '' when there is none. */
	sessionWebhook: string;
	/** Unix ms. */
	expiresAt: number;
	isGroup: boolean;
	conversationId: string;
	senderStaffId: string;
	robotCode: string;
}

/** Samples show an end 90 minutes after the message; for items that lack it. */
const SESSION_LIFE_MS = 90 * 60_000;
/** Where the message sits in a trigger's item, in that of a Webhook node. */
const WRAPPERS = ['body', 'data', 'message'];

/**
 * The message to answer.
 *
 * @throws InputError when it is none, or its session webhook points elsewhere than the credential
 * @see DingTalk docs "接收消息": the message that a robot receives
 */
export function readBotMessage({ api, read }: ItemContext): BotMessage {
	const field = read.label('replyTo');
	const wire = unwrap(read.json('replyTo'));
	const text = (name: string) => String(wire[name] ?? '').trim();
	const message: BotMessage = {
		sessionWebhook: text('sessionWebhook'),
		expiresAt: endOf(text('sessionWebhookExpiredTime'), text('createAt')),
		// "1" and "2" are text in some payloads, numbers in others.
		isGroup: text('conversationType') === '2',
		conversationId: text('conversationId'),
		senderStaffId: text('senderStaffId'),
		robotCode: text('robotCode'),
	};
	if (!message.sessionWebhook && !message.conversationId && !message.senderStaffId) {
		throw new InputError(
			field,
			'is no message to a robot',
			"Give the item of a trigger, with 'sessionWebhook', 'conversationId' and 'senderStaffId'",
		);
	}
	assertOwnHost(field, message.sessionWebhook, api.settings.bases.oapi);
	return message;
}

function unwrap(value: unknown): Record<string, unknown> {
	const outer = asObject(value);
	if ('sessionWebhook' in outer || 'conversationId' in outer) return outer;
	const inner = WRAPPERS.map((name) => asObject(outer[name])).find(
		(part) => 'sessionWebhook' in part || 'conversationId' in part,
	);
	return inner ?? outer;
}

const asObject = (value: unknown): Record<string, unknown> =>
	typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

function endOf(expiresAt: string, createdAt: string): number {
	if (Number(expiresAt) > 0) return Number(expiresAt);
	// Without any time DingTalk itself has to say that the session is over.
	return Number(createdAt) > 0 ? Number(createdAt) + SESSION_LIFE_MS : Number.POSITIVE_INFINITY;
}

function assertOwnHost(field: string, url: string, base: string): void {
	if (url === '' || isBelow(url, base)) return;
	// Never say where it points: the address is a secret.
	throw new InputError(
		field,
		"holds a session webhook that is not on the credential's OAPI host",
		"Use the message as DingTalk sent it. With a DingTalk of your own, set 'OAPI Base URL' in the credential",
	);
}
