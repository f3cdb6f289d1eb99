import { randomBytes } from 'node:crypto';
import { dingtalkId } from '../dingtalkId.mts';
import type { Store } from '../state/store.mts';
import type { Message } from '../state/types.mts';

const DAY_MS = 24 * 60 * 60 * 1000;
const FORWARDED_LAST = 3;
const EXCERPT_CHARS = 80;

/** A chat with a robot: a group, or somebody's own. */
export interface Chat {
	openConversationId?: string;
	writerId: string;
	robotCode: string;
}

const isIn = ({ openConversationId, writerId, robotCode }: Chat, { sender, target }: Message) => {
	if (openConversationId) return target.openConversationId === openConversationId;
	if (target.openConversationId) return false;
	if (sender.type === 'person') return sender.id === writerId && target.robotCode === robotCode;
	return sender.id === robotCode && (target.userIds ?? []).includes(writerId);
};

const inChat = (store: Store, chat: Chat) => store.messages.filter((one) => isIn(chat, one));

/** The message that somebody quotes; throws when the chat has none such. */
export function findQuoted(store: Store, chat: Chat, named: string): Message {
	const messages = inChat(store, chat);
	const found =
		named === 'last'
			? messages.at(-1)
			: messages.find(({ id, processQueryKey }) => id === named || processQueryKey === named);
	if (found) return found;
	throw new TypeError(
		named === 'last'
			? 'This chat has no message to quote yet'
			: `This chat has no message "${named}"`,
	);
}

/** The messages that somebody forwards: named ones of any chat, or the newest of this one. */
export function findForwarded(store: Store, chat: Chat, named: string[] | 'last' = []): Message[] {
	const found =
		named === 'last'
			? inChat(store, chat).slice(-FORWARDED_LAST)
			: named.map((name) => {
					const one = store.messages.find(({ id }) => id === name);
					if (!one) throw new TypeError(`There is no message "${name}"`);
					return one;
				});
	if (found.length === 0) throw new TypeError('Expected forwards: ids of messages, or "last"');
	return found;
}

/** The first words of a message, or what stands for them. */
export const excerptOf = ({ kind, content }: Message): string =>
	(content.text ?? content.fileName ?? content.title ?? `[${kind}]`).slice(0, EXCERPT_CHARS);

/** What an app is told of a message that was said before. All of it as others saw it [unverified]. */
export interface Told {
	msgType: string;
	content?: Record<string, unknown>;
}

const FILE_TYPES: Partial<Record<Message['kind'], string>> = {
	image: 'picture',
	audio: 'audio',
	video: 'video',
	file: 'file',
};

/** Its type and content; a file with a download code of its own, good for this robot. */
export function toldOf(store: Store, robotCode: string, message: Message): Told {
	const { kind, content } = message;
	const fileType = FILE_TYPES[kind];
	if (fileType) return { msgType: fileType, content: fileTold(store, robotCode, message) };
	switch (kind) {
		case 'text':
			return { msgType: 'text', content: { content: content.text } };
		case 'markdown':
			return { msgType: 'markdown', content: { title: content.title, text: content.text } };
		case 'richText':
			return { msgType: 'richText', content: { richText: partsTold(store, robotCode, message) } };
		case 'card':
			return { msgType: 'interactiveCard', content: cardTold(store, content.outTrackId) };
		default:
			// Of the other cards an app is told that there was one.
			return { msgType: 'interactiveCard' };
	}
}

/** A download code for a file of the sandbox. Its life is not documented; a day is [unverified]. */
export function downloadCode(store: Store, robotCode: string, mediaId: string): string {
	const code = randomBytes(32).toString('base64');
	store.received.set(code, { mediaId, robotCode, expiresAt: store.now() + DAY_MS });
	return code;
}

function fileTold(store: Store, robotCode: string, { kind, content, mediaIds }: Message) {
	const [mediaId] = mediaIds;
	const { fileName, durationMs: duration } = content;
	const code = mediaId ? { downloadCode: downloadCode(store, robotCode, mediaId) } : {};
	if (kind === 'file') return { ...code, fileName };
	return { ...code, ...(duration === undefined ? {} : { duration }) };
}

const partsTold = (store: Store, robotCode: string, { content }: Message) =>
	(content.parts ?? []).map((part) =>
		'picUrl' in part
			? { msgType: 'picture', downloadCode: downloadCode(store, robotCode, part.picUrl) }
			: { msgType: 'text', content: part.text, ...(part.url ? { url: part.url } : {}) },
	);

function cardTold(store: Store, outTrackId = '') {
	const words = Object.values(store.cards.get(outTrackId)?.params ?? {});
	const children = words.map((value) => ({ elementType: 'TEXT', value }));
	return { cardContent: [{ elementType: 'LIST', children }] };
}

/** Who said it, in the name that both quotes and forwarded chats use. */
export const senderIdOf = ({ sender }: Message): string => dingtalkId(sender.id);

/** The content of a forwarded chat: its list is JSON text. */
export function chatTold(store: Store, robotCode: string, title: string, messages: Message[]) {
	const entries = messages.map((message) => {
		const { msgType, content: told = {} } = toldOf(store, robotCode, message);
		const { content, ...rest } = told;
		return {
			senderId: senderIdOf(message),
			senderNick: message.sender.name,
			msgType,
			createAt: message.time,
			// Words as such; what a file needs stands beside them.
			content: content ?? message.content.text,
			...(FILE_TYPES[message.kind] ? rest : {}),
		};
	});
	const lines = messages.map((message) => `${message.sender.name}: ${excerptOf(message)}`);
	return { title, summary: JSON.stringify(lines), chatRecord: JSON.stringify(entries) };
}
