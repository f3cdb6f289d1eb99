import { InputError } from '../../../shared/errors/inputError';
import { toText } from '../../../shared/values/text';
import { arrayIn, toTexts } from '../../../shared/values/list';
import { shown } from '../../../shared/values/words';
import type { Draft, Reading } from './component';
import { text } from './component';

const SHOWN_OPTIONS = 20;

/** DDSelectField. @throws InputError when it is none of its options */
export const readChoice = (value: unknown, reading: Reading): Draft =>
	text(optionIn(reading, toText(reading.field, value, reading.timeZone)));

/** DDMultiSelectField: an array even for one. @throws InputError when one is none of its options */
export function readChoices(value: unknown, reading: Reading): Draft {
	const { field, timeZone, component } = reading;
	const list = typeof value === 'string' ? (arrayIn(value) ?? value) : value;
	// An option may hold a comma itself.
	const isOne = typeof list === 'string' && component.options.includes(list.trim());
	const given =
		isOne || Array.isArray(list)
			? [list].flat().map((entry: unknown) => toText(field, entry, timeZone))
			: toTexts(field, list, timeZone);
	const chosen = [...new Set(given.map((entry) => optionIn(reading, entry)))];
	return text(JSON.stringify(chosen));
}

function optionIn({ field, component: { options } }: Reading, given: string): string {
	const option = given.trim();
	// A list that is filled from elsewhere is not in the schema.
	if (options.length === 0 || options.includes(option)) return option;
	const more = options.length > SHOWN_OPTIONS ? ` and ${options.length - SHOWN_OPTIONS} more` : '';
	throw new InputError(
		field,
		`is '${shown(option)}', which is no option of it`,
		`Choose one of: ${options.slice(0, SHOWN_OPTIONS).join(', ')}${more}`,
	);
}
