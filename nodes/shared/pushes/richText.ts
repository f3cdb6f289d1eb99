import type { IDataObject } from 'n8n-workflow';

import type { Attachment } from './attachment';
import { attachmentIn } from './attachment';
import type { Link } from './link';
import { linkIn } from './link';
import { isFileType, toMessageType } from './messageType';
import { firstTextAt, objectsIn } from './payload';

/** What the parts of a rich text come to. */
export interface RichText {
	text: string;
	links: Link[];
	attachments: Attachment[];
}

/**
 * Documented are `{text}` and `{type: "picture", downloadCode}`. Parts that name people (`at` with `atName`),
 * links, and parts in a quote (`{msgType, content}`) were seen by others [unverified].
 *
 * @see DingTalk docs "接收消息": richText
 */
export function richTextOf(parts: unknown): RichText {
	const texts: string[] = [];
	const links: Link[] = [];
	const attachments: Attachment[] = [];
	for (const part of objectsIn(parts)) {
		const name = firstTextAt(part, ['type', 'msgType']) ?? 'text';
		const type = toMessageType(name);
		const files = attachmentIn(isFileType(type) ? type : 'picture', part);
		if (files.length > 0 || isFileType(type)) {
			attachments.push(...files);
			continue;
		}
		const link = linkIn(part);
		if (link) links.push(link);
		texts.push(wordsOf(name, part) ?? link?.text ?? link?.url ?? '');
	}
	return { text: texts.join(''), links, attachments };
}

function wordsOf(name: string, part: IDataObject): string | undefined {
	if (name !== 'at') return firstTextAt(part, ['text', 'content']);
	const person = firstTextAt(part, ['atName', 'text', 'content']);
	return person && `@${person.replace(/^@/, '')}`;
}
