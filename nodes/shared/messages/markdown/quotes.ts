import { closesFence, fenceMark, isBlank, isQuote } from './lines';

const QUOTE_MARK = / {0,3}>[ \t]?/y;

/** The lines of a quote without their marks; an empty line parts what was quoted on different levels. */
export function unquoted(lines: readonly string[], from: number): { inner: string[]; to: number } {
	const inner: string[] = [];
	let fence: { mark: string; level: number } | undefined;
	let lastLevel = 0;
	let to = from;
	for (; to < lines.length && isQuote(lines[to]); to++) {
		const { text, level } = withoutMarks(
			lines[to].trimStart(),
			fence?.level ?? Number.POSITIVE_INFINITY,
		);
		const last = inner.at(-1);
		if (last !== undefined && !fence && level !== lastLevel && !isBlank(last) && !isBlank(text)) {
			inner.push('');
		}
		inner.push(text);
		lastLevel = level;
		if (fence) {
			if (closesFence(text, fence.mark)) fence = undefined;
		} else {
			const mark = fenceMark(text);
			if (mark) fence = { mark, level };
		}
	}
	return { inner, to };
}

function withoutMarks(line: string, maxLevel: number): { text: string; level: number } {
	let at = 0;
	let level = 0;
	while (level < maxLevel) {
		QUOTE_MARK.lastIndex = at;
		const found = QUOTE_MARK.exec(line);
		if (!found) break;
		at += found[0].length;
		level++;
	}
	return { text: line.slice(at), level };
}
