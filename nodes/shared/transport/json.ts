// A JSON string, or a whole number of 16 digits and more that is not part of a decimal or exponent.
const TOKENS = /("(?:[^"\\]|\\.)*")|(?<![\d.eE+-])(-?\d{16,})(?![\d.eE])/g;

/**
 * JSON text to a value; whole numbers beyond 2^53 arrive as strings, digit for digit.
 * DingTalk's `task_id`, `dept_id`, `spaceId` and the like are 64-bit numbers.
 */
export function parseJson(text: string): unknown {
	const exact = text.replace(TOKENS, (match, quoted: string | undefined, digits: string) =>
		quoted !== undefined || Number.isSafeInteger(Number(digits)) ? match : `"${digits}"`,
	);
	return JSON.parse(exact);
}

/** Like `parseJson`, but undefined for text that is no JSON. */
export function tryParseJson(text: string): unknown {
	try {
		return parseJson(text);
	} catch {
		// The caller treats the text as it is, so nothing is lost.
		return undefined;
	}
}

const BIG = '\u0001big:';

/** A value to JSON text; a bigint becomes a plain number with all its digits. */
export function toJson(value: unknown): string {
	const text = JSON.stringify(value, (_key, part: unknown) =>
		typeof part === 'bigint' ? `${BIG}${part}` : part,
	);
	return text.replace(/"\\u0001big:(-?\d+)"/g, '$1');
}
