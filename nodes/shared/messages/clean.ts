import type { MessageContent } from './content';

// Half of a character that takes two UTF-16 units, without its other half.
const LONE_SURROGATES = /\p{Surrogate}/gu;
// All but tab and newline. JSON has to escape most of them, and clients choke on them.
const CONTROLS = /(?![\n\t])\p{Cc}/gu;

/**
 * A text as every client shows it: halves of characters become U+FFFD, control characters but tab and newline
 * are left out, and every kind of line end is a newline.
 */
export const cleanText = (text: string): string =>
	text.replace(LONE_SURROGATES, '\uFFFD').replace(/\r\n?/g, '\n').replace(CONTROLS, '');

/** The message with {@link cleanText} in each of its texts, however deep. */
export const cleanContent = <T extends MessageContent>(content: T): T => cleaned(content) as T;

function cleaned(value: unknown): unknown {
	if (typeof value === 'string') return cleanText(value);
	if (Array.isArray(value)) return value.map(cleaned);
	// Dates and the like have ways of their own into JSON.
	if (typeof value !== 'object' || value === null || !isPlain(value)) return value;
	return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, cleaned(part)]));
}

function isPlain(value: object): boolean {
	const prototype: unknown = Object.getPrototypeOf(value);
	// Objects of n8n's expressions come from another realm, with an Object of its own.
	return prototype === null || Object.getPrototypeOf(prototype) === null;
}
