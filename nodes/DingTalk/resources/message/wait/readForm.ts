import { InputError } from '../../../../shared/errors/inputError';
import { formReader, NOT_GIVEN } from '../../../../shared/params/formReader';
import type { FormReader } from '../../../../shared/params/params';
import type { FieldType, FormField } from '../../../sendAndWait/waiting/question';
import { CHOOSING, ELEMENT_FIELDS } from './formFields';

/**
 * The form that people fill in, checked so that its page can be drawn and its answer taken.
 *
 * @throws InputError naming what is wrong with which field of it
 */
export function readForm(read: FormReader): FormField[] {
	const isJson = read.choice('defineForm') === 'json';
	const place = isJson ? 'jsonOutput' : 'formFields';
	const elements = isJson ? elementsOfJson(read) : read.rows('formFields', 'values');
	if (elements.length === 0) {
		throw new InputError(read.label(place), 'is empty', 'Add at least one field to the form');
	}
	const fields = elements.map(toField);
	fields.forEach(({ name }, index) => {
		if (fields.findIndex((other) => other.name === name) === index) return;
		throw new InputError(
			read.label(place),
			`has two fields named '${name}'`,
			"Give one of them another 'Field Name': the output has one value for each",
		);
	});
	return fields;
}

function elementsOfJson(read: FormReader): FormReader[] {
	const label = read.label('jsonOutput');
	const given = read.payload('jsonOutput');
	const isList = Array.isArray(given) && given.every((one) => typeof one === 'object' && one);
	if (!isList) {
		throw new InputError(
			label,
			'is not an array of fields',
			'Give an array such as [{"fieldLabel": "Reason", "fieldType": "textarea"}]',
		);
	}
	return (given as Array<Record<string, unknown>>).map((element, index) =>
		formReader({
			fields: ELEMENT_FIELDS,
			timeZone: () => 'UTC',
			get: (name) => (Object.hasOwn(element, name) ? element[name] : NOT_GIVEN),
			label: (displayName) => `${label} > ${displayName} ${index + 1}`,
		}),
	);
}

function toField(element: FormReader): FormField {
	const type = element.choice<FieldType>('fieldType');
	const isHidden = type === 'hiddenField';
	const label = isHidden ? '' : element.text('fieldLabel').trim();
	const name = element.text('fieldName').trim() || label;
	if (name === '' || (label === '' && !isHidden)) {
		const field = element.label(isHidden ? 'fieldName' : 'fieldLabel');
		throw new InputError(field, 'is empty', `Fill in '${field}'`);
	}
	if (isHidden) return { name, type, isRequired: false, preset: element.text('fieldValue') };
	return {
		name,
		label,
		type,
		isRequired: element.flag('requiredField'),
		placeholder: element.text('placeholder'),
		preset: presetOf(type, element.text('defaultValue')),
		...(CHOOSING.includes(type) ? { choices: choicesOf(element) } : {}),
		...(type === 'checkbox' ? selectionOf(element) : {}),
	};
}

/** n8n's date picker gives a time as well. */
const presetOf = (type: FieldType, text: string): string =>
	type === 'date' ? text.slice(0, 'YYYY-MM-DD'.length) : text;

function choicesOf(element: FormReader): string[] {
	const choices = element
		.rows('fieldOptions', 'values')
		.map((row) => row.text('option').trim())
		.filter((option) => option !== '');
	if (choices.length > 0) return [...new Set(choices)];
	throw new InputError(element.label('fieldOptions'), 'is empty', 'Add at least one choice');
}

function selectionOf(element: FormReader): Pick<FormField, 'least' | 'most'> {
	const count = (name: string, min: number) => element.number(name, { whole: true, min });
	switch (element.choice('limitSelection')) {
		case 'exact': {
			const exact = count('numberOfSelections', 1);
			return { least: exact, most: exact };
		}
		case 'range': {
			const [least, most] = [count('minSelections', 0), count('maxSelections', 1)];
			if (least <= most) return { least, most };
			throw new InputError(
				element.label('minSelections'),
				`is ${least}, and at most ${most} can be chosen`,
				"Raise 'Maximum Selections'",
			);
		}
		default:
			return {};
	}
}
