import type { ResourceMapperField, ResourceMapperFields } from 'n8n-workflow';

import type { Component } from './components/component';
import { PARTS, partKey } from './components/form';
import { isSuite, kindOf, obstacleIn, RANGE, TABLE } from './components/kinds';
import type { ProcessSchema } from './schema';

/** What is not plain from the input that n8n has for a field; longer labels would be cut off. */
const HINTS: Readonly<Record<string, string>> = {
	TableField: 'rows',
	DDMultiSelectField: 'by commas',
	DDPhotoField: 'binary',
	DDAttachment: 'binary',
	InnerContactField: 'any IDs',
	DepartmentField: 'IDs',
	RelateField: 'IDs',
};

/** The fields of a process as n8n's form shows them: those that a workflow can fill in, in their order. */
export function formColumns({ name, components }: ProcessSchema): ResourceMapperFields {
	if (components.some(isSuite)) {
		return {
			fields: [],
			emptyFieldsNotice: `'${name}' is made of a suite (套件) of attendance, HR, finance, legal or travel. DingTalk lets no app start those: let a person start it, or make a process of plain fields for the workflow.`,
		};
	}
	return { fields: components.filter((one) => !obstacleIn(one)).flatMap(columnsOf) };
}

function columnsOf(component: Component): ResourceMapperField[] {
	const { id, label, labels, type } = component;
	if (type !== RANGE) return [column(component, id, label)];
	return PARTS[RANGE].map((part, index) =>
		column(component, partKey(id, part), labels[index] ?? `${label} (${part})`),
	);
}

function column(component: Component, id: string, label: string): ResourceMapperField {
	const { type, isRequired, isHidden, options } = component;
	const input = type === TABLE ? 'array' : (kindOf(component)?.input ?? 'string');
	const hint = HINTS[type];
	return {
		id,
		displayName: hint ? `${label} (${hint})` : label,
		required: isRequired && !isHidden,
		defaultMatch: false,
		display: true,
		// A list that the schema does not have is not offered, but any text is taken.
		type: input === 'options' && options.length === 0 ? 'string' : input,
		...(input === 'options' && options.length > 0
			? { options: options.map((option) => ({ name: option, value: option })) }
			: {}),
	};
}
