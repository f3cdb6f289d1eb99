import { InputError } from '../errors/inputError';
import { jsonBytes } from './checks';
import type { MarkdownContent, MessageContent, TextContent } from './content';
import { splitMarkdown, splitText } from './split';

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
const LONGEST_NUMBER = '(999/999)\n\n';

/** Whether it is a text that can be split or sent as a file. */
export const isLongContent = (content: MessageContent): content is LongContent =>
	content.kind === 'text' || content.kind === 'markdown';

/**
 * A text as several of the same kind that each fit; markdown is cut between its blocks.
 *
 * @param isNumbered begins each part with (1/3), (2/3) …
 * @throws InputError when the title leaves no room
 */
export function splitContent<T>(
	content: LongContent,
	form: Pick<WireForm<T>, 'bytesOf' | 'maxBytes'>,
	isNumbered: boolean,
): LongContent[] {
	const frame = form.bytesOf(withText(content, '-')) - 1;
	const room = form.maxBytes - frame - (isNumbered ? jsonBytes(LONGEST_NUMBER) : 0);
	if (room < MIN_TEXT_BYTES) {
		throw new InputError('Title', 'leaves no room for the text', 'Shorten the title');
	}
	const split = content.kind === 'text' ? splitText : splitMarkdown;
	const parts = split(textOf(content), room, jsonBytes);
	if (parts.length === 1 || !isNumbered) return parts.map((part) => withText(content, part));
	return parts.map((part, index) =>
		withText(content, `(${index + 1}/${parts.length})${gapOf(content)}${part}`),
	);
}

/** Markdown joins lines that no blank line parts. */
const gapOf = ({ kind }: LongContent) => (kind === 'markdown' ? '\n\n' : '\n');

/** The text of a message that has one. */
export const textOf = (content: LongContent): string =>
	content.kind === 'text' ? content.text : content.markdown;

/** The same message with another text. */
export const withText = (content: LongContent, text: string): LongContent =>
	content.kind === 'text' ? { ...content, text } : { ...content, markdown: text };
