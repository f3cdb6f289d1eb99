import { closed } from '../../shared/cards/closed';
import { breakText } from '../../shared/messages/split/breakText';

/** Less is not worth a call. */
const MIN_STEP_CHARS = 40;
/** A sentence of more steps than this is cut. */
const LONGEST_STEPS = 3;
const SENTENCE_ENDS = /[。！？；!?]+["'”’)）]*|\.(?=\s)|\n/g;
/** How much longer the steps become when there are too many of them. */
const STEP_GROWTH = 1.25;

/**
 * A text as it grows: beginnings that end where a sentence, a line or at least a word ends, each whole by itself as
 * markdown, and the text at last.
 *
 * @param maxFrames how many at most, from 1
 */
export function framesOf(text: string, maxFrames: number): string[] {
	for (let step = Math.max(MIN_STEP_CHARS, text.length / maxFrames); ; step *= STEP_GROWTH) {
		const ends = endsOf(text, Math.ceil(step));
		if (ends.length > maxFrames && step < text.length) continue;
		return [...ends.slice(0, -1).map((end) => closed(text.slice(0, end))), text];
	}
}

/** Where the pieces of a text end: behind the first sentence or line that makes a step long enough. */
function endsOf(text: string, step: number): number[] {
	const ends: number[] = [];
	let from = 0;
	for (const { 0: mark, index } of text.matchAll(SENTENCE_ENDS)) {
		const end = index + mark.length;
		if (end - from < step) continue;
		ends.push(...endsWithin(text, from, end, step));
		from = end;
	}
	const isOver = text.slice(from).trim() === '';
	return isOver ? ends : [...ends, ...endsWithin(text, from, text.length, step)];
}

/** The end, and those before where it is far away: between words. */
function endsWithin(text: string, from: number, end: number, step: number): number[] {
	if (end - from <= LONGEST_STEPS * step) return [end];
	const room = { first: step, others: step };
	const pieces = breakText(text.slice(from, end), room, { measure: ({ length }) => length });
	let at = from;
	return pieces.map((piece, index) => {
		at = text.indexOf(piece, at) + piece.length;
		return index === pieces.length - 1 ? end : at;
	});
}
