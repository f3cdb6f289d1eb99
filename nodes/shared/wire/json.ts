// An escape or a quote, to tell text from numbers (one pattern for whole strings would overflow the stack
// at some megabytes), or a whole number of 16 digits and more that is no part of a decimal or exponent.
const TOKENS = /\\.|"|(?<![\d.eE+-])(-?\d{16,})(?![\d.eE])/g;
/** Marks a bigint on its way through text. */
const BIG = '\u0001big:';

/**
 * JSON text to a value; whole numbers beyond 2^53 arrive as strings, digit for digit.
 * DingTalk's `task_id`, `dept_id`, `spaceId` and the like are 64-bit numbers.
 */
export function parseJson(text: string): unknown {
	return JSON.parse(replaceBigNumbers(text, (digits) => `"${digits}"`));
}

/** JSON text to a value that `toJson` turns into the same digits: numbers beyond 2^53 become bigint. */
export function parseExactJson(text: string): unknown {
	const marked = replaceBigNumbers(text, (digits) => JSON.stringify(BIG + digits));
	return JSON.parse(marked, (_key, part: unknown) =>
		typeof part === 'string' && part.startsWith(BIG) ? BigInt(part.slice(BIG.length)) : part,
	);
}

function replaceBigNumbers(text: string, replacement: (digits: string) => string): string {
	if (!/\d{16}/.test(text)) return text;
	let isInText = false;
	return text.replace(TOKENS, (match, digits: string | undefined) => {
		if (match === '"') isInText = !isInText;
		const isBig = digits !== undefined && !isInText && !Number.isSafeInteger(Number(digits));
		return isBig ? replacement(digits) : match;
	});
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

/** A value to JSON text; a bigint becomes a plain number with all its digits. */
export function toJson(value: unknown): string {
	// The holder has the bigint still; n8n gives bigints a toJSON, which has made text of `part`.
	const text = JSON.stringify(value, function (this: Record<string, unknown>, key, part: unknown) {
		const original = this[key];
		return typeof original === 'bigint' ? `${BIG}${original}` : part;
	});
	return text.replace(/"\\u0001big:(-?\d+)"/g, '$1');
}
