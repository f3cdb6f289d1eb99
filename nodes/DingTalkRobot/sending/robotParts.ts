import { uuidFrom } from '../../shared/crypto/digest';
import { refuseDingtalkIds } from '../../shared/params/personRef';
import { jsonBytes } from '../../shared/messages/checks';
import { cleanContent } from '../../shared/messages/clean';
import type { MarkdownContent, Mentions, MessageContent } from '../../shared/messages/content';
import { DEFAULT_MAX_PARTS, WEBHOOK_LIMITS } from '../../shared/messages/limits';
import type { PartLimit } from '../../shared/messages/split/longText';
import { assertParts } from '../../shared/messages/split/longText';
import {
	checkedMentions,
	mentionsPerPart,
	MENTIONS_FIELD,
	toAtList,
	withMentionText,
} from '../../shared/messages/mentions';
import type { RobotBody } from '../../shared/messages/robotBody';
import { assertBodySize, bodyBytes, buildRobotBody } from '../../shared/messages/robotBody';
import { splitMarkdown } from '../../shared/messages/split/split';

/** One item's message to a group robot. */
export interface RobotMessage {
	content: MessageContent;
	mentions: Mentions;
	/** Send a markdown text that is too long as several messages. */
	split?: boolean;
	/** Into no more messages than these. */
	maxParts?: number;
	/** The idempotency key; the parts after the first have keys of their own, made of it. */
	msgUuid: string;
}

/** The field that makes a message of this kind too long, as the user sees it. */
const LONG_FIELDS: Partial<Record<MessageContent['kind'], string>> = {
	markdown: 'Markdown',
	actionCard: 'Markdown',
	feedCard: 'Links',
};
/** Less room than this for the text is not worth splitting into. */
const MIN_TEXT_BYTES = 1_000;
const FEWER_PARTS = "Shorten it, or raise 'Options > Maximum Parts'";
const SHORTEN = 'Shorten it; a character may take up to 4 bytes, a Chinese one takes 3';

/**
 * The bodies to send for a message, in order: one, or several where a long markdown may be split.
 *
 * @throws InputError for input that DingTalk would refuse, its size included
 */
export function buildRobotParts(message: RobotMessage): RobotBody[] {
	const { mentions, msgUuid } = message;
	// The page of group robots names no `atDingtalkIds`.
	refuseDingtalkIds(MENTIONS_FIELD, mentions.userIds);
	const content = cleanContent(message.content);
	const whole = { ...buildRobotBody(content, mentions), msgUuid };
	if (content.kind === 'markdown' && message.split && bodyBytes(whole) > WEBHOOK_LIMITS.bodyBytes) {
		const limit = { max: message.maxParts ?? DEFAULT_MAX_PARTS, fix: FEWER_PARTS };
		return splitBodies(content, checkedMentions(mentions), msgUuid, limit);
	}
	const fix = content.kind === 'markdown' ? `${SHORTEN}, or turn on 'Split Long Text'` : SHORTEN;
	assertBodySize(LONG_FIELDS[content.kind] ?? 'Text', whole, fix);
	return [whole];
}

// Never a key with a number behind it: somebody's own key of another message may read the same.
const keyOfPart = (msgUuid: string, index: number): string =>
	index === 0 ? msgUuid : uuidFrom(msgUuid, String(index));

function splitBodies(
	content: MarkdownContent,
	mentions: Mentions,
	msgUuid: string,
	limit: PartLimit,
): RobotBody[] {
	const { title } = content;
	const markdown = withMentionText(content.markdown, mentions, '\n\n');
	const at = buildRobotBody({ kind: 'markdown', title, markdown: '-' }, mentions).at;
	// Everything but the text itself, as if each part mentioned everybody and had both sorts of keys.
	const frame: RobotBody = {
		msgtype: 'markdown',
		markdown: { title, text: '' },
		...(at ? { at } : {}),
		msgUuid: `${msgUuid}${keyOfPart(msgUuid, 1)}`,
	};
	assertBodySize('Title', { ...frame, filler: '-'.repeat(MIN_TEXT_BYTES) }, SHORTEN);
	const room = WEBHOOK_LIMITS.bodyBytes - bodyBytes(frame);
	assertParts(Math.ceil(jsonBytes(markdown) / room), limit);
	const parts = splitMarkdown(markdown, room, jsonBytes);
	assertParts(parts.length, limit);
	const rings = mentionsPerPart(parts, mentions);
	return parts.map((part, index) => {
		const ringing = toAtList(rings[index]);
		return {
			...buildRobotBody({ kind: 'markdown', title, markdown: part }),
			...(ringing ? { at: { ...ringing } } : {}),
			msgUuid: keyOfPart(msgUuid, index),
		};
	});
}
