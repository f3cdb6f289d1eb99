import type { Body, Fault } from '../waiting/answer';
import { filledIn, inputName } from '../waiting/answer';
import type { FormField } from '../waiting/question';
import type { Markup } from './markup';
import { markup } from './markup';
import type { Texts } from './texts';

/** What somebody has filled in, and what of it cannot be taken. */
export interface Attempt {
	body: Body;
	faults: ReadonlyMap<FormField, Fault>;
}

/** The fields of a form, filled with what was given at the attempt before. */
export const fieldsOf = (texts: Texts, fields: readonly FormField[], attempt?: Attempt): Markup[] =>
	fields.flatMap((field, index) =>
		field.type === 'hiddenField' ? [] : [fieldOf(texts, field, index, attempt)],
	);

function fieldOf(texts: Texts, field: FormField, index: number, attempt?: Attempt): Markup {
	const fault = attempt?.faults.get(field);
	const mark = field.isRequired ? markup` <small>(${texts.required})</small>` : undefined;
	const label = markup`${field.label ?? texts.response}${mark}`;
	const told = fault && markup`<p class="fault" role="alert">${texts.faults[fault]}</p>`;
	const given = attempt ? filledIn(attempt.body, index) : presetsOf(field);
	const name = inputName(index);
	if (field.type === 'checkbox' || field.type === 'radio') {
		const choices = choicesOf(field, name, given);
		return markup`<fieldset class="field"><legend>${label}</legend>${choices}${told}</fieldset>`;
	}
	const input = inputOf(texts, field, name, given[0] ?? '');
	return markup`<div class="field"><label for="${name}">${label}</label>${input}${told}</div>`;
}

/** Several checkboxes are separated by commas, as in n8n's own forms. */
const presetsOf = ({ type, preset = '' }: FormField): string[] =>
	type === 'checkbox' ? preset.split(',').map((one) => one.trim()) : [preset];

const choicesOf = ({ type, choices = [] }: FormField, name: string, given: string[]): Markup[] =>
	choices.map((choice) => {
		const checked = given.includes(choice) ? markup` checked` : undefined;
		return markup`<label class="choice"><input type="${type}" name="${name}" value="${choice}"${checked}>${choice}</label>`;
	});

function inputOf(texts: Texts, field: FormField, name: string, value: string): Markup {
	const { type, placeholder = '', choices = [] } = field;
	const own = markup`id="${name}" name="${name}"${field.isRequired ? markup` required` : undefined}`;
	if (type === 'textarea') {
		// A line end right behind the tag is dropped, so that of the text is kept.
		return markup`<textarea ${own} placeholder="${placeholder}">\n${value}</textarea>`;
	}
	if (type === 'dropdown') {
		const options = choices.map(
			(choice) =>
				markup`<option value="${choice}"${choice === value ? markup` selected` : undefined}>${choice}</option>`,
		);
		return markup`<select ${own}><option value="">${texts.choose}</option>${options}</select>`;
	}
	const step = type === 'number' ? markup` step="any"` : undefined;
	return markup`<input ${own} type="${type}"${step} placeholder="${placeholder}" value="${value}">`;
}
