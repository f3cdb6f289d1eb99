import { InputError } from '../../errors/inputError';
import { jsonBytes } from '../checks';
import { cleanText } from '../clean';
import type { MarkdownContent, MessageContent, TextContent } from '../content';
import { HIGHEST_MAX_PARTS } from '../limits';
import { splitMarkdown, splitText } from './split';
import { thousands } from '../../values/words';

/** What to do with a text that is longer than its target takes. */
export type LongText = 'fail' | 'split' | 'file';

/** The wire form of a target. */
export interface WireForm<T> {
	/** @throws InputError naming field and limit */
	build(content: MessageContent): T;
	/** The messages of a text that had to be split; each by itself, unless given. */
	buildParts?(contents: MessageContent[]): T[];
	/** Size of what DingTalk limits. */
	bytesOf(content: MessageContent): number;
	maxBytes: number;
}

/** A text, which may be too long for one message. */
export type LongContent = TextContent | MarkdownContent;

/** Less room than this for the text is not worth splitting into. */
const MIN_TEXT_BYTES = 300;
/** Nobody set one; the numbers of the parts have a limit anyway. */
const NO_LIMIT: PartLimit = { max: HIGHEST_MAX_PARTS, fix: 'Shorten the text' };
const LONGEST_NUMBER = '(999/999)\n\n';

/** Whether it is a text that can be split or sent as a file. */
export const isLongContent = (content: MessageContent): content is LongContent =>
	content.kind === 'text' || content.kind === 'markdown';

/** Into how many parts a text may be split, and what to do with one that takes more. */
export interface PartLimit {
	max: number;
	/** Completes the error. */
	fix: string;
}

/** A text in parts, and what of it is beyond the most parts that are wanted. */
export interface SplitContent {
	parts: LongContent[];
	rest?: LongContent;
}

/**
 * A text as several of the same kind that each fit; markdown is cut between its blocks.
 *
 * @param isNumbered begins each part with (1/3), (2/3) …
 * @throws InputError when the title leaves no room, or there are more parts than the limit
 */
export function splitContent(
	content: LongContent,
	form: Pick<WireForm<unknown>, 'bytesOf' | 'maxBytes'>,
	isNumbered: boolean,
	limit: PartLimit = NO_LIMIT,
): LongContent[] {
	const room = roomFor(content, form, isNumbered);
	// Without a look at the whole of a text that is far too long.
	assertParts(Math.ceil(jsonBytes(textOf(content)) / room), limit);
	const texts = textsOf(content, room);
	assertParts(texts.length, limit);
	return numbered(content, texts, isNumbered);
}

/** Like {@link splitContent}, with the rest of a text that takes more than `maxParts`. */
export function splitWithRest(
	content: LongContent,
	form: Pick<WireForm<unknown>, 'bytesOf' | 'maxBytes'>,
	isNumbered: boolean,
	maxParts: number,
): SplitContent {
	const texts = textsOf(content, roomFor(content, form, isNumbered));
	if (texts.length <= maxParts) return { parts: numbered(content, texts, isNumbered) };
	const rest = texts.slice(maxParts).join(content.kind === 'markdown' ? '\n\n' : '\n');
	const parts = numbered(content, [...texts.slice(0, maxParts), rest], isNumbered);
	return { parts: parts.slice(0, maxParts), rest: withText(content, rest) };
}

/** @throws InputError when a text takes more parts than the limit */
export function assertParts(count: number, { max, fix }: PartLimit): void {
	if (count <= max) return;
	const parts = thousands(count);
	throw new InputError('Message', `takes at least ${parts} parts; the limit is ${max}`, fix);
}

function roomFor(
	content: LongContent,
	form: Pick<WireForm<unknown>, 'bytesOf' | 'maxBytes'>,
	isNumbered: boolean,
): number {
	const frame = form.bytesOf(withText(content, '-')) - 1;
	const room = form.maxBytes - frame - (isNumbered ? jsonBytes(LONGEST_NUMBER) : 0);
	if (room >= MIN_TEXT_BYTES) return room;
	throw new InputError('Title', 'leaves no room for the text', 'Shorten the title');
}

function textsOf(content: LongContent, room: number): string[] {
	const split = content.kind === 'text' ? splitText : splitMarkdown;
	return split(cleanText(textOf(content)), room, jsonBytes);
}

const numbered = (content: LongContent, texts: string[], isNumbered: boolean): LongContent[] =>
	texts.map((text, index) => {
		const number = `(${index + 1}/${texts.length})${gapOf(content)}`;
		return withText(content, isNumbered && texts.length > 1 ? number + text : text);
	});

/** Markdown joins lines that no blank line parts. */
const gapOf = ({ kind }: LongContent) => (kind === 'markdown' ? '\n\n' : '\n');

/** The text of a message that has one. */
export const textOf = (content: LongContent): string =>
	content.kind === 'text' ? content.text : content.markdown;

/** The same message with another text. */
export const withText = (content: LongContent, text: string): LongContent =>
	content.kind === 'text' ? { ...content, text } : { ...content, markdown: text };
