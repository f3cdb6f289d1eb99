import { graphemesOf } from '../graphemes';
/** Size of a text; the size of two texts joined is the sum of both. */
export type Measure = (text: string) => number;

/** How a text is cut. */
export interface Cutting {
	measure: Measure;
	/** Told of each cut: 0 between paragraphs, 1 between lines … 5 within a word. */
	note?(level: number): void;
}

/** Between lines, items or rows. */
export const LINE_LEVEL = 1;

/** How much goes into the first piece, and into each of the others. */
export interface Room {
	first: number;
	others: number;
}

/** What is better left in one piece: links and pictures, bare URLs, inline code, mentions, bold text. */
// Bounded, so that a text of nothing but brackets is still searched in linear time.
const WHOLES =
	/!?\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\)|<?https?:\/\/[^\s<>()]{1,2000}>?|`[^`\n]{1,500}`|@[\w.-]{1,64}|\*\*[^*\n]{1,500}\*\*/g;
const LONGEST_WHOLE = 2_600;

/** Where to cut, best first; a cut counts only beyond this share of what would fit. */
const BOUNDARIES: ReadonlyArray<[pattern: RegExp, share: number]> = [
	[/\n\s*\n/g, 0.5],
	[/\n/g, 0.6],
	[/[。！？；!?;]|\.(?=\s)/g, 0.7],
	[/\s/g, 0.5],
	// Anywhere but within a word of letters; between Chinese characters is fine.
	[/[^\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}_]/gu, 0],
];

/**
 * Text cut into pieces that fit: at the end of a paragraph, line, sentence or word, outside links, wherever that
 * is possible. White space at the cuts is dropped, nothing else is.
 */
export function breakText(text: string, room: Room, cutting: Cutting): string[] {
	const pieces = cutPieces(text, room, cutting.measure, (from, limit) => {
		const { end, level } = cutAt(text, from, limit);
		cutting.note?.(level);
		return { end, next: afterWhiteSpace(text, end) };
	});
	return pieces.map((piece) => piece.trimEnd()).filter((piece) => piece !== '');
}

/** Text cut into pieces that fit, every character kept: for code. */
export const breakExactly = (text: string, room: Room, cutting: Cutting): string[] =>
	cutPieces(text, room, cutting.measure, (from, limit) => {
		cutting.note?.(BOUNDARIES.length);
		const end = wholeGraphemes(text, from, limit);
		return { end, next: end };
	});

/** The pieces of a text; `cut` says where one ends, given where it begins and what would fit, and the next begins. */
function cutPieces(
	text: string,
	room: Room,
	measure: Measure,
	cut: (from: number, limit: number) => { end: number; next: number },
): string[] {
	const sizeOf = cachedSizes(measure);
	const pieces: string[] = [];
	let from = 0;
	while (true) {
		const limit = fittingEnd(text, from, pieces.length === 0 ? room.first : room.others, sizeOf);
		if (limit === text.length) return [...pieces, text.slice(from)];
		const { end, next } = cut(from, limit);
		pieces.push(text.slice(from, end));
		from = next;
	}
}

/** The size of each character, measured once. */
function cachedSizes(measure: Measure): (character: string) => number {
	const sizes = new Map<string, number>();
	return (character) => {
		let size = sizes.get(character);
		if (size === undefined) sizes.set(character, (size = measure(character)));
		return size;
	};
}

/** The end of what fits into `max`; never within a surrogate pair, behind one character at least. */
function fittingEnd(
	text: string,
	from: number,
	max: number,
	sizeOf: (character: string) => number,
): number {
	let used = 0;
	let end = from;
	while (end < text.length) {
		const character = String.fromCodePoint(text.codePointAt(end) ?? 0);
		used += sizeOf(character);
		if (used > max && end > from) break;
		end += character.length;
	}
	return end;
}

function cutAt(text: string, from: number, limit: number): { end: number; level: number } {
	const wholes = wholesIn(text, from, limit);
	const stretch = text.slice(from, limit + 1);
	for (const [level, [pattern, share]] of BOUNDARIES.entries()) {
		const position = from + lastBoundary(stretch, pattern, wholes);
		if (position - from > (limit - from) * share) {
			return { end: wholeGraphemes(text, from, position), level };
		}
	}
	// One endless word, or a link that is longer than a whole part.
	return { end: wholeGraphemes(text, from, limit), level: BOUNDARIES.length };
}

/** Where links and the like are, counted from `from`, as far as they begin before the limit. */
function wholesIn(text: string, from: number, limit: number): Array<[start: number, end: number]> {
	const ranges: Array<[number, number]> = [];
	for (const match of text.slice(from, limit + LONGEST_WHOLE).matchAll(WHOLES)) {
		if (match.index >= limit - from) break;
		ranges.push([match.index, match.index + match[0].length]);
	}
	return ranges;
}

/** The last place to cut a stretch, of which the last unit does not fit; 0 when there is none. */
function lastBoundary(
	stretch: string,
	pattern: RegExp,
	wholes: ReadonlyArray<[start: number, end: number]>,
): number {
	const limit = stretch.length - 1;
	let found = 0;
	// Boundaries and wholes both come in order.
	let whole = 0;
	for (const match of stretch.matchAll(pattern)) {
		// White space itself may stick out: it is dropped.
		const isWhite = match[0].trim() === '';
		const position = isWhite ? match.index : match.index + match[0].length;
		if (position > limit) break;
		while (whole < wholes.length && wholes[whole][1] <= position) whole++;
		const isInside = whole < wholes.length && wholes[whole][0] < position;
		if (position > 0 && !isInside) found = position;
	}
	return found;
}

/** Behind the line ends at a cut, or behind the blanks where the line goes on. */
function afterWhiteSpace(text: string, from: number): number {
	let next = from;
	for (let at = from; at < text.length && /\s/.test(text[at]); at++) {
		if (text[at] === '\n') next = at + 1;
	}
	if (next > from) return next;
	while (text[next] === ' ' || text[next] === '\t') next++;
	return next;
}

/** The last position up to `limit` that does not tear a visible character (emoji, accents) apart. */
function wholeGraphemes(text: string, from: number, limit: number): number {
	// A visible character is rarely longer than this; segmenting everything would be slow.
	const start = Math.max(from, limit - 64);
	let position = start;
	for (const { index, segment } of graphemesOf(text.slice(start, limit + 64))) {
		if (start + index + segment.length > limit) break;
		position = start + index + segment.length;
	}
	return position > start ? position : limit;
}
