import { utf8Bytes } from '../checks';
import type { Token } from './token';
import { tokenize } from './inline';
import { closesFence, fenceMark, isRule, itemStart, startsTable } from './lines';
import { attributeOf, TAG_RULES } from './tags';
import { graphemesOf } from '../graphemes';

/** What the conversation list of a phone shows of a title, and then some. */
const MAX_CHARACTERS = 50;
/** As many Chinese characters; an emoji of several parts may take more than 20. */
const MAX_BYTES = 150;
/** Cutting between words must not leave less than this share. */
const MIN_SHARE = 0.6;
const ELLIPSIS = '…';
const NO_WORDS = 'Message';
const ENTITIES: Readonly<Record<string, string>> = {
	'&lt;': '<',
	'&gt;': '>',
	'&quot;': '"',
	'&#39;': "'",
	'&nbsp;': ' ',
	'&amp;': '&',
};
/** Stars around words, and underscores at their edges: `2 * 3` and `user_id` are none. */
const EMPHASIS =
	/(?<!\*)\*+(?=[^\s*])|(?<=[^\s*])\*+|(?<![\p{L}\p{N}_])_+(?=[^\s_])|(?<=[^\s_])_+(?![\p{L}\p{N}_])/gu;

/**
 * The title of a message for which none was given: its first heading or line that has words, without marks of
 * markdown, cut between words. The conversation list and notifications show it.
 */
export function titleOf(markdown: string): string {
	const lines = markdown.split('\n');
	let fence: string | undefined;
	for (const [index, line] of lines.entries()) {
		const mark = fence === undefined ? fenceMark(line) : undefined;
		if (fence !== undefined && closesFence(line, fence)) fence = undefined;
		else if (mark !== undefined) fence = mark;
		else {
			const words = fence === undefined ? wordsOf(lines, index) : squeeze(line);
			if (/[\p{L}\p{N}\p{S}]/u.test(words)) return shorten(words);
		}
	}
	return NO_WORDS;
}

function wordsOf(lines: readonly string[], index: number): string {
	const line = lines[index];
	if (isRule(line)) return '';
	const inner = withoutMarks(line);
	const cells = startsTable(lines, index) ? inner.replace(/(?<!\\)\|/g, ' ') : inner;
	return squeeze(plain(tokenize(cells, { html: true })));
}

/** A line without the marks of quotes, list items, tasks and headings in front of it. */
function withoutMarks(line: string): string {
	const unquoted = line.replace(/^[\s>]+/, '');
	const text = itemStart(unquoted)?.text ?? unquoted;
	return text
		.replace(/^\[[ xX]\](?=\s)|^[☐☑]/, '')
		.replace(/^\s*#{1,6}(?=\s|$)/, '')
		.replace(/\s#+\s*$/, '')
		.replace(/^\s*[=-]+\s*$/, '');
}

/** Stand-ins for stars and underscores that mark nothing; no text holds these. */
const STAR = '\uFDD0';
const UNDERSCORE = '\uFDD1';
const kept = (text: string): string => text.replaceAll('*', STAR).replaceAll('_', UNDERSCORE);

const plain = (tokens: readonly Token[]): string =>
	tokens
		.map(wordsIn)
		.join('')
		.replace(EMPHASIS, '')
		.replaceAll(STAR, '*')
		.replaceAll(UNDERSCORE, '_');

function wordsIn(token: Token): string {
	switch (token.kind) {
		case 'link':
			return kept(plain(token.inner));
		case 'autolink':
			return kept(token.target);
		case 'code':
			return kept(token.raw.replace(/^`+|(?<!`)`+$/g, ''));
		case 'escape':
			return kept(token.raw.slice(1));
		case 'url':
			return kept(token.raw);
		case 'comment':
		case 'footnote':
			return '';
		case 'strike':
			return '~';
		case 'tag':
			return wordsOfTag(token);
		default:
			return token.raw.replace(/&(?:lt|gt|quot|#39|nbsp|amp);/g, (entity) => ENTITIES[entity]);
	}
}

function wordsOfTag({ name, raw, attributes }: Extract<Token, { kind: 'tag' }>): string {
	const rule = TAG_RULES.get(name);
	if (!rule) return raw;
	if (rule.kind === 'picture') return attributeOf(attributes, 'alt') ?? '';
	return rule.kind === 'inline' || rule.kind === 'font' ? '' : ' ';
}

const squeeze = (text: string): string => text.replace(/\s+/g, ' ').trim();

function shorten(words: string): string {
	const kept: string[] = [];
	let bytes = 0;
	// No more is looked at than can be shown, whatever the characters are made of.
	const start = words.slice(0, MAX_BYTES * 4);
	for (const { segment } of graphemesOf(start)) {
		bytes += utf8Bytes(segment);
		if (bytes > MAX_BYTES || kept.length === MAX_CHARACTERS) return cut(kept, segment);
		kept.push(segment);
	}
	return kept.join('');
}

/** The characters with an ellipsis in place of the last, or of the word that goes on with `next`. */
function cut(characters: readonly string[], next: string): string {
	const room = characters.slice(0, characters.length - (next === ' ' ? 0 : 1));
	const isInWord = /^[\p{L}\p{N}]/u.test(room.at(-1) ?? '') && room.length < characters.length;
	const space = isInWord ? room.lastIndexOf(' ') : -1;
	const end = space > room.length * MIN_SHARE ? space : room.length;
	return room.slice(0, end).join('').trimEnd() + ELLIPSIS;
}
