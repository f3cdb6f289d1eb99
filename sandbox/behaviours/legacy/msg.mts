import type { Answer } from '../../contract/answers.mts';
import { oapiError } from '../../contract/answers.mts';
import { isObject } from '../../contract/check.mts';
import type { Endpoint } from '../../contract/load.mts';
import type { Store } from '../../state/store.mts';
import type { MessageContent, MessageKind } from '../../state/types.mts';
import type { LegacyContent } from './message.mts';
import { readLegacyMessage } from './message.mts';
import { isMediaId, mediaIdsInMarkdown } from '../media/mediaIds.mts';

/** A `msg` that passed all checks. */
export interface LegacyMsg {
	kind: MessageKind;
	content: MessageContent;
	mediaIds: string[];
}

/** The codes one endpoint has for a `msg` it does not take. */
export interface MsgCodes {
	type: number;
	content: number;
	/** Put before the name of the bad field. */
	text: string;
}

const KINDS: Record<string, MessageKind> = {
	text: 'text',
	image: 'image',
	voice: 'audio',
	file: 'file',
	link: 'link',
	oa: 'oa',
	markdown: 'markdown',
	action_card: 'actionCard',
};

/** Reads the `msg` of the older APIs, which three endpoints share, or refuses it. */
export function readMsg(
	store: Store,
	endpoint: Endpoint,
	msg: Record<string, unknown>,
	codes: MsgCodes,
): LegacyMsg | Answer {
	const { msgtype } = msg;
	if (typeof msgtype !== 'string' || !Object.hasOwn(KINDS, msgtype)) {
		return oapiError(endpoint, codes.type);
	}
	const part = msg[msgtype];
	const read: LegacyContent = isObject(part)
		? readLegacyMessage(msgtype, part)
		: { missing: msgtype };
	if ('missing' in read) return oapiError(endpoint, codes.content, codes.text + read.missing);
	const mediaIds = mediaIdsOf(read.content);
	if (mediaIds.some((mediaId) => !store.media.has(mediaId))) return oapiError(endpoint, 40007);
	mediaIds.push(...mediaIdsInMarkdown(store, read.content.text ?? ''));
	const content = withFileName(read.content, store.media.get(read.content.mediaId ?? '')?.fileName);
	return { kind: KINDS[msgtype], content, mediaIds };
}

function mediaIdsOf({ mediaId, picUrl, oa }: MessageContent): string[] {
	const picture = picUrl !== undefined && isMediaId(picUrl) ? picUrl : undefined;
	return [mediaId, picture, oa?.image].filter((value) => value !== undefined);
}

// A legacy file message carries no name: DingTalk shows the uploaded one.
function withFileName(content: MessageContent, fileName: string | undefined): MessageContent {
	return content.mediaId && fileName ? { ...content, fileName } : content;
}
