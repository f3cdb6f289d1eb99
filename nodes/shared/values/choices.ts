import { InputError } from '../errors/inputError';
import { toText } from './text';
import { arrayIn, toTexts } from './list';
import { shown } from './words';

const SHOWN_OPTIONS = 20;

export interface Choices {
	/** A list that is filled from elsewhere is not known: then any text is taken. */
	options: readonly string[];
	/** Of dates among the values. */
	timeZone: string;
	/** What else helps than to choose one of them. */
	otherwise?: string;
}

/** One of the options. @throws InputError when it is none of them */
export const choiceIn = (field: string, value: unknown, choices: Choices): string =>
	optionIn(field, toText(field, value, choices.timeZone), choices);

/** Some of the options, each once: a list, or by commas. @throws InputError when one is none of them */
export function choicesIn(field: string, value: unknown, choices: Choices): string[] {
	const { options, timeZone } = choices;
	const list = typeof value === 'string' ? (arrayIn(value) ?? value) : value;
	// An option may hold a comma itself.
	const isOne = typeof list === 'string' && options.includes(list.trim());
	const given =
		isOne || Array.isArray(list)
			? [list].flat().map((entry: unknown) => toText(field, entry, timeZone))
			: toTexts(field, list, timeZone);
	return [...new Set(given.map((entry) => optionIn(field, entry, choices)))];
}

function optionIn(field: string, given: string, { options, otherwise }: Choices): string {
	const option = given.trim();
	if (options.length === 0 || options.includes(option)) return option;
	const more = options.length > SHOWN_OPTIONS ? ` and ${options.length - SHOWN_OPTIONS} more` : '';
	const names = `${options.slice(0, SHOWN_OPTIONS).join(', ')}${more}`;
	throw new InputError(
		field,
		`is '${shown(option)}', which is no option of it`,
		`Choose one of: ${names}${otherwise ? `. ${otherwise}` : ''}`,
	);
}
