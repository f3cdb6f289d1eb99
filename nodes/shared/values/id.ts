import { InputError } from '../errors/inputError';
import { kindOf, shown } from './words';

/** `1.2345678901234568E+16`: what spreadsheets make of long numbers. */
const SHORTENED = /^\d(?:\.\d+)?e\+\d+$/i;

/**
 * One ID as text, without blanks around it; '' for none.
 *
 * @throws InputError for numbers that have lost digits on their way, and for what is no ID at all
 */
export function toId(field: string, value: unknown): string {
	if (value === undefined || value === null) return '';
	if (typeof value === 'bigint' || Number.isSafeInteger(value)) return String(value);
	if (typeof value === 'string') {
		const text = value.trim();
		if (SHORTENED.test(text)) throw rounded(field, text);
		return text;
	}
	if (isRounded(value)) throw rounded(field, value);
	throw new InputError(
		field,
		typeof value === 'number'
			? `is ${value}, which is no ID`
			: `is ${kindOf(value) ?? shown(value)}, and one ID is needed`,
		'Pick the value in the expression that is the ID',
	);
}

/** Whether a whole number may have lost digits on its way here. */
export const isRounded = (value: unknown): boolean =>
	Number.isInteger(value) && !Number.isSafeInteger(value);

/** Somebody else's ID, very likely: n8n's numbers hold 15 digits for sure. */
export const rounded = (field: string, value: unknown): InputError =>
	new InputError(
		field,
		`is ${shown(value)}, which was rounded before it reached the node: numbers of 16 digits and more lose the last ones`,
		'Keep the ID as text all the way: in quotes in the JSON it comes from, in a column formatted as text in a spreadsheet, with the Response Format set to Text in an HTTP Request node. Turning it into text here is too late',
	);
