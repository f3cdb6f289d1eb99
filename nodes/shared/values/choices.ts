import { InputError } from '../errors/inputError';
import { toText } from './text';
import { arrayIn, toTexts } from './list';
import { isBlank, shown } from './words';

const SHOWN_OPTIONS = 20;

export interface Choices {
	/** A list that is filled from elsewhere is not known: then any text is taken. */
	options: readonly string[];
	/** Of dates among the values. */
	timeZone: string;
	/** Texts that are none of them are taken too. */
	takesOthers?: boolean;
	/** What else helps than to choose one of them. */
	otherwise?: string;
}

/** One of the options. @throws InputError when it is none of them */
export const choiceIn = (field: string, value: unknown, choices: Choices): string =>
	optionIn(field, toText(field, value, choices.timeZone), choices);

/** Some of the options, each once: a list, of which blank entries are none, or by commas. @throws InputError when one is none of them */
export function choicesIn(field: string, value: unknown, choices: Choices): string[] {
	const { options, timeZone } = choices;
	const list = typeof value === 'string' ? (arrayIn(value) ?? value) : value;
	// An option may hold a comma itself.
	const isOne = typeof list === 'string' && knownAs(list, options) !== undefined;
	const given =
		isOne || Array.isArray(list)
			? [list]
					.flat()
					.map((entry: unknown) => toText(field, entry, timeZone))
					.filter((entry) => !isBlank(entry))
			: toTexts(field, list, timeZone);
	return [...new Set(given.map((entry) => optionIn(field, entry, choices)))];
}

/** The option that a text names; blanks around either say nothing. */
const knownAs = (given: string, options: readonly string[]): string | undefined =>
	options.find((option) => option === given) ??
	options.find((option) => option.trim() === given.trim());

function optionIn(field: string, given: string, choices: Choices): string {
	const { options, takesOthers = false, otherwise } = choices;
	const known = knownAs(given, options);
	if (known !== undefined) return known;
	const option = given.trim();
	if (options.length === 0 || takesOthers) return option;
	const more = options.length > SHOWN_OPTIONS ? ` and ${options.length - SHOWN_OPTIONS} more` : '';
	const names = `${options.slice(0, SHOWN_OPTIONS).join(', ')}${more}`;
	throw new InputError(
		field,
		`is '${shown(option)}', which is no option of it`,
		`Choose one of: ${names}${otherwise ? `. ${otherwise}` : ''}`,
	);
}
