/** Size of a text; the size of two texts joined is the sum of both. */
export type Measure = (text: string) => number;

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

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * Text cut into pieces no larger than `max`: at the end of a paragraph, line, sentence or word, outside
 * links, wherever that is possible. White space at the cuts is dropped, nothing else is.
 */
export function breakText(text: string, max: number, measure: Measure): string[] {
	const pieces: string[] = [];
	let rest = text;
	while (measure(rest) > max) {
		const end = cutAt(rest, fittingLength(rest, max, measure));
		pieces.push(rest.slice(0, end).trimEnd());
		rest = rest.slice(end).replace(/^\s*\n|^[ \t]+/, '');
	}
	return [...pieces, rest].filter((piece) => piece.trim() !== '');
}

/** Text cut into pieces no larger than `max`, every character kept: for code. */
export function breakExactly(text: string, max: number, measure: Measure): string[] {
	const pieces: string[] = [];
	let rest = text;
	while (measure(rest) > max) {
		const end = wholeGraphemes(rest, fittingLength(rest, max, measure));
		pieces.push(rest.slice(0, end));
		rest = rest.slice(end);
	}
	return [...pieces, rest];
}

/** How many UTF-16 units from the start fit into `max`; never ends within a surrogate pair, at least one character. */
function fittingLength(text: string, max: number, measure: Measure): number {
	let used = 0;
	let length = 0;
	for (const character of text) {
		used += measure(character);
		if (used > max && length > 0) break;
		length += character.length;
	}
	return length;
}

function cutAt(text: string, limit: number): number {
	const wholes = wholesBefore(text, limit);
	const isInside = (position: number) =>
		wholes.some(([from, to]) => position > from && position < to);
	for (const [pattern, share] of BOUNDARIES) {
		const position = lastBoundary(text, limit, pattern, isInside);
		if (position > limit * share) return wholeGraphemes(text, position);
	}
	// One endless word, or a link that is longer than a whole part.
	return wholeGraphemes(text, limit);
}

/** Where links and the like are, as far as they begin before the limit. */
function wholesBefore(text: string, limit: number): Array<[number, number]> {
	const ranges: Array<[number, number]> = [];
	for (const match of text.slice(0, limit + LONGEST_WHOLE).matchAll(WHOLES)) {
		if (match.index >= limit) break;
		ranges.push([match.index, match.index + match[0].length]);
	}
	return ranges;
}

function lastBoundary(
	text: string,
	limit: number,
	pattern: RegExp,
	isInside: (position: number) => boolean,
): number {
	let found = 0;
	for (const match of text.slice(0, limit + 1).matchAll(pattern)) {
		const end = match.index + match[0].length;
		// The white space itself may stick out: it is dropped.
		const position = match[0].trim() === '' ? match.index : end;
		if (position > 0 && position <= limit && !isInside(position)) found = position;
	}
	return found;
}

/** The last position up to `limit` that does not tear a visible character (emoji, accents) apart. */
function wholeGraphemes(text: string, limit: number): number {
	// A visible character is rarely longer than this; segmenting everything would be slow.
	const from = Math.max(0, limit - 64);
	let position = from;
	for (const { index, segment } of graphemes.segment(text.slice(from, limit + 64))) {
		if (from + index + segment.length > limit) break;
		position = from + index + segment.length;
	}
	return position > from ? position : limit;
}
