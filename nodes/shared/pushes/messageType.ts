import type { Attachment } from './attachment';
import type { MessageType } from './settings';

/** By DingTalk's name in lower case; quotes and forwarded chats have other names for some [unverified]. */
const TYPES: ReadonlyMap<string, MessageType> = new Map<string, MessageType>([
	['text', 'text'],
	['richtext', 'richText'],
	['picture', 'picture'],
	['image', 'picture'],
	['audio', 'audio'],
	['voice', 'audio'],
	['video', 'video'],
	['file', 'file'],
	['chatrecord', 'chatRecord'],
]);

/** The type of a message by DingTalk's name of it; `unknown` for everything that has no type of its own here. */
export const toMessageType = (name: string): MessageType =>
	TYPES.get(name.toLowerCase()) ?? 'unknown';

const FILE_TYPES: readonly string[] = ['picture', 'audio', 'video', 'file'] satisfies Array<
	Attachment['type']
>;

/** Whether messages of this type are one file. */
export const isFileType = (type: MessageType): type is Attachment['type'] =>
	FILE_TYPES.includes(type);
