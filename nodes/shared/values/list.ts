import { parseExactJson } from '../wire/json';
import { toId } from './id';
import { toText } from './text';

/** As people write lists, in Chinese too; columns of a spreadsheet come with tabs. */
const SEPARATORS = /[,，;；、\t\r\n]/;
const QUOTED = /^(["'])(.*)\1$|^“(.*)”$/s;

/**
 * IDs from a list as people write it, one per line, an array, or an array as JSON text; trimmed, each once.
 *
 * @throws InputError for what is no ID, and for numbers that have lost digits
 */
export const toIds = (value: unknown, field = 'IDs'): string[] =>
	distinct(entriesOf(value).flatMap((entry) => partsOf(toId(field, entry))));

/** Like `toIds`, for texts that are no IDs. */
export const toTexts = (field: string, value: unknown, timeZone: string): string[] =>
	distinct(entriesOf(value).flatMap((entry) => partsOf(toText(field, entry, timeZone))));

const distinct = (parts: string[]): string[] => [...new Set(parts.filter((part) => part !== ''))];

const partsOf = (text: string): string[] => text.split(SEPARATORS).map(withoutQuotes);

function withoutQuotes(part: string): string {
	const text = part.trim();
	const [, , plain, curly] = QUOTED.exec(text) ?? [];
	return (plain ?? curly ?? text).trim();
}

/** The entries of an array, or of one that a language model wrote as text. */
function entriesOf(value: unknown): unknown[] {
	if (Array.isArray(value)) return value;
	if (typeof value !== 'string') return [value];
	const inner = /^\s*\[(.*)\]\s*$/s.exec(value)?.[1];
	return inner === undefined ? [value] : (arrayIn(value) ?? [inner]);
}

/** The entries of an array as JSON text; undefined for any other text. */
export function arrayIn(text: string): unknown[] | undefined {
	try {
		const value = parseExactJson(text);
		return Array.isArray(value) ? value : undefined;
	} catch {
		/* With other quotes, or without any: read as a list between brackets. */
		return undefined;
	}
}
