import type { Cutting, Measure } from './breakText';
import { breakText } from './breakText';
import { utf8Bytes } from '../checks';
import { parseBlocks } from '../markdown/blocks';
import { packBlocks } from './packBlocks';

/** Less room than this would leave no space for a repeated table header or code fence. */
const MIN_PART_BYTES = 64;
/** Shares above the average to try, so that no part is nearly empty; most texts fit with the first. */
const FILLINGS = [1.02, 1.05, 1.1, 1.18, 1.3, 1.5];
/** Among more parts than these, one that is short stands out no more. */
const MAX_EVEN_PARTS = 40;

/**
 * Markdown as parts of at most `max` bytes, about equally full, cut where a reader would cut: between blocks, then
 * between list items, table rows, lines, sentences, words. Code fences are closed and opened again, tables repeat
 * their header, headings stay with what follows. Only white space between parts is dropped.
 *
 * @param max at least 64
 * @param measure size of a text, which has to add up over its pieces; UTF-8 bytes unless given
 * @throws RangeError for a smaller `max`
 */
export function splitMarkdown(
	markdown: string,
	max: number,
	measure: Measure = utf8Bytes,
): string[] {
	assertRoom(max);
	const size = measure(markdown);
	if (size <= max) return [markdown];
	const blocks = parseBlocks(markdown).map((block) => ({
		...block,
		size: measure(block.lines.join('\n')),
	}));
	return evenly(size, max, measure, (filling, cutting) =>
		packBlocks(blocks, max, filling, cutting),
	);
}

/** Plain text as parts of at most `max` bytes, about equally full, cut between paragraphs, lines, sentences or words. */
export function splitText(text: string, max: number, measure: Measure = utf8Bytes): string[] {
	assertRoom(max);
	const size = measure(text);
	if (size <= max) return [text];
	return evenly(size, max, measure, (filling, cutting) =>
		breakText(text, { first: filling, others: filling }, cutting),
	);
}

function assertRoom(max: number): void {
	if (!(max >= MIN_PART_BYTES)) {
		throw new RangeError(`expected at least ${MIN_PART_BYTES} bytes per part, got ${max}`);
	}
}

/**
 * The parts filled no more than needed: as many as there are when each is as full as can be, and cut at places
 * that are as good.
 */
function evenly(
	size: number,
	max: number,
	measure: Measure,
	split: (filling: number, cutting: Cutting) => string[],
): string[] {
	const attempt = (filling: number) => {
		let cost = 0;
		const parts = split(filling, { measure, note: (level) => (cost += level) });
		return { parts, cost };
	};
	const full = attempt(max);
	if (full.parts.length > MAX_EVEN_PARTS) return full.parts;
	for (const share of FILLINGS) {
		const filling = Math.ceil((size / full.parts.length) * share);
		if (filling >= max) break;
		if (filling < MIN_PART_BYTES) continue;
		const { parts, cost } = attempt(filling);
		if (parts.length <= full.parts.length && cost <= full.cost) return parts;
	}
	return full.parts;
}
