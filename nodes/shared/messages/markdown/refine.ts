import { safeAddress } from './address';
import type { Token } from './token';
import { tokenize } from './inline';

/**
 * Around struck words, as other messengers write them. DingTalk draws no line through them, and a character that
 * does (U+0336) makes Chinese ones unreadable where no font has both.
 */
const STRUCK = '~';
/** A `<` that clients which draw HTML would take for a tag. */
const TAG_STARTS = /<(?=[A-Za-z/!?])/g;
/** In a list item it would become a checked box. */
const BOX_LABEL = /^x$/i;

/** What is written for a token. */
interface Part {
	text: string;
	/** Plain text, in which `<` stands for itself. */
	isPlain: boolean;
}

/**
 * A line that has no HTML any more, with what DingTalk does not draw made readable: struck words stand between
 * tildes, footnote marks become [1], addresses in angle brackets become links, and a `<` that may look like a
 * tag is written as &lt;.
 */
export const refine = (line: string): string =>
	/[<~]|\[\^/.test(line) ? refined(tokenize(line, { html: false }), false) : line;

function refined(tokens: readonly Token[], isLabel: boolean): string {
	const marks = strikesIn(tokens);
	const parts: Part[] = [];
	for (const token of tokens) {
		const before = parts.at(-1)?.text.at(-1) ?? '';
		const text = marks.has(token) ? STRUCK : textOf(token, before, isLabel);
		parts.push({ text, isPlain: token.kind === 'text' });
	}
	return parts.map((part, index) => readable(part, parts[index + 1]?.text ?? '')).join('');
}

function textOf(token: Token, before: string, isLabel: boolean): string {
	switch (token.kind) {
		case 'link':
			return token.head + refined(token.inner, true) + token.tail;
		case 'footnote':
			return BOX_LABEL.test(token.label) ? token.raw : `[${token.label}]`;
		case 'autolink':
			return linked(safeAddress(token.target), before, isLabel);
		default:
			return token.raw;
	}
}

function linked(address: string, before: string, isLabel: boolean): string {
	if (isLabel || !address.includes('://')) return address;
	// Behind an exclamation mark it would be a picture.
	return `${before === '!' ? ' ' : ''}[${address}](${address})`;
}

function readable({ text, isPlain }: Part, next: string): string {
	if (!isPlain) return text;
	const own = text.replace(TAG_STARTS, '&lt;');
	return own.endsWith('<') && /^[A-Za-z/!?]/.test(next) ? `${own.slice(0, -1)}&lt;` : own;
}

/** The marks that strike something: pairs that begin before a word and end behind one. */
function strikesIn(tokens: readonly Token[]): Set<Token> {
	const marks = new Set<Token>();
	const open: Token[] = [];
	tokens.forEach((token, index) => {
		if (token.kind !== 'strike') return;
		const opening = isWordEnd(tokens[index - 1]) ? open.pop() : undefined;
		if (opening) marks.add(opening).add(token);
		else if (isWordStart(tokens[index + 1])) open.push(token);
	});
	return marks;
}

const isWordEnd = (token: Token | undefined): boolean => {
	const last = token && (token.kind === 'link' ? token.tail : token.raw).at(-1);
	return last !== undefined && last.trim() !== '';
};

const isWordStart = (token: Token | undefined): boolean => {
	const first = token && (token.kind === 'link' ? token.head : token.raw)[0];
	return first !== undefined && first.trim() !== '';
};
