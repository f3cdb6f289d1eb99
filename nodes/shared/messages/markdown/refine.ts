import { safeAddress } from './address';
import type { Token } from './inline';
import { rawOf, tokenize } from './inline';

/** Drawn through the character before it. */
const STROKE = '\u0336';
/** What a stroke would break or hide: other marks, table cells, mentions, quotes. */
const NOT_STRUCK = /[[\]*`~|@>]/;
/** A `<` that clients which draw HTML would take for a tag. */
const TAG_STARTS = /<(?=[A-Za-z/!?])/g;
/** In a list item it would become a checked box. */
const BOX_LABEL = /^x$/i;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** What is written for a token. */
interface Part {
	text: string;
	/** Plain text, in which `<` stands for itself. */
	isPlain: boolean;
}

/**
 * A line that has no HTML any more, with what DingTalk does not draw made readable: struck words get a line
 * through each character, footnote marks become [1], addresses in angle brackets become links, and a `<` that
 * may look like a tag is written as &lt;.
 */
export const refine = (line: string): string =>
	/[<~]|\[\^/.test(line) ? refined(tokenize(line, { html: false }), false) : line;

function refined(tokens: readonly Token[], isLabel: boolean): string {
	const { isMark, isStruck } = strikesIn(tokens);
	const parts: Part[] = [];
	tokens.forEach((token, index) => {
		if (isMark[index]) return;
		const before = parts.at(-1)?.text.at(-1) ?? '';
		const text = isStruck[index] ? struck(rawOf([token])) : textOf(token, before, isLabel);
		parts.push({ text, isPlain: token.kind === 'text' });
	});
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

/** Which tokens are marks to be left out, and which are struck through. */
function strikesIn(tokens: readonly Token[]): { isMark: boolean[]; isStruck: boolean[] } {
	const isMark: boolean[] = [];
	const changes = new Array<number>(tokens.length + 1).fill(0);
	for (const [from, to] of struckRanges(tokens)) {
		isMark[from] = true;
		isMark[to] = true;
		changes[from]++;
		changes[to]--;
	}
	let depth = 0;
	const isStruck = tokens.map((token, index) => {
		depth += changes[index];
		return depth > 0 && token.kind === 'text';
	});
	return { isMark, isStruck };
}

/** Pairs of marks with nothing between them but words. */
function struckRanges(tokens: readonly Token[]): Array<[from: number, to: number]> {
	// How many tokens before each one cannot be struck, so that a range is checked by one subtraction.
	const others = [0];
	for (const token of tokens) {
		const isWords =
			token.kind === 'strike' || (token.kind === 'text' && !NOT_STRUCK.test(token.raw));
		others.push(others[others.length - 1] + (isWords ? 0 : 1));
	}
	const ranges: Array<[number, number]> = [];
	const open: number[] = [];
	tokens.forEach((token, index) => {
		if (token.kind !== 'strike') return;
		const from = isWordEnd(tokens[index - 1]) ? open.pop() : undefined;
		if (from === undefined) {
			if (isWordStart(tokens[index + 1])) open.push(index);
		} else if (others[index] === others[from]) ranges.push([from, index]);
	});
	return ranges;
}

const isWordEnd = (token: Token | undefined): boolean => {
	const last = token && (token.kind === 'link' ? token.tail : token.raw).at(-1);
	return last !== undefined && last.trim() !== '';
};

const isWordStart = (token: Token | undefined): boolean => {
	const first = token && (token.kind === 'link' ? token.head : token.raw)[0];
	return first !== undefined && first.trim() !== '';
};

function struck(words: string): string {
	const struckOnes = [...graphemes.segment(words)].map(({ segment }) =>
		segment.trim() === '' || segment.includes(STROKE) ? segment : segment + STROKE,
	);
	return struckOnes.join('');
}
