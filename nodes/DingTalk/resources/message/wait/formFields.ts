import type { INodeProperties } from 'n8n-workflow';

import type { FieldType } from '../../../sendAndWait/waiting/question';

/** The elements of n8n's own forms that a link can carry: no files, no passwords, no HTML. */
export const ELEMENTS: ReadonlyArray<{ name: string; value: FieldType }> = [
	{ name: 'Checkboxes', value: 'checkbox' },
	{ name: 'Date', value: 'date' },
	{ name: 'Dropdown', value: 'dropdown' },
	{ name: 'Email', value: 'email' },
	{ name: 'Hidden Field', value: 'hiddenField' },
	{ name: 'Number', value: 'number' },
	{ name: 'Radio Buttons', value: 'radio' },
	{ name: 'Text Input', value: 'text' },
	{ name: 'Textarea', value: 'textarea' },
];

/** Of these, people choose. */
export const CHOOSING: readonly FieldType[] = ['checkbox', 'dropdown', 'radio'];
/** Of these, an example can stand in the field. */
const TYPED: readonly FieldType[] = ['email', 'number', 'text', 'textarea'];

const shownFor = (...types: FieldType[]) => ({ show: { fieldType: types } });
const hiddenFor = (...types: FieldType[]) => ({ hide: { fieldType: types } });

const SAMPLE = [
	{ fieldLabel: 'Reason', fieldType: 'textarea', requiredField: true },
	{
		fieldLabel: 'Urgency',
		fieldType: 'dropdown',
		fieldOptions: { values: [{ option: 'High' }, { option: 'Low' }] },
	},
];

const selectionFields: INodeProperties[] = [
	{
		displayName: 'Limit Selection',
		name: 'limitSelection',
		type: 'options',
		options: [
			{ name: 'Exact Number', value: 'exact' },
			{ name: 'Range', value: 'range' },
			{ name: 'Unlimited', value: 'unlimited' },
		],
		default: 'unlimited',
		displayOptions: shownFor('checkbox'),
		description: 'How many checkboxes have to be chosen',
	},
	{
		displayName: 'Number of Selections',
		name: 'numberOfSelections',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 1,
		displayOptions: { show: { fieldType: ['checkbox'], limitSelection: ['exact'] } },
		description: 'So many have to be chosen, no fewer and no more',
	},
	{
		displayName: 'Minimum Selections',
		name: 'minSelections',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 0,
		displayOptions: { show: { fieldType: ['checkbox'], limitSelection: ['range'] } },
		description: 'So many have to be chosen at least',
	},
	{
		displayName: 'Maximum Selections',
		name: 'maxSelections',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 1,
		displayOptions: { show: { fieldType: ['checkbox'], limitSelection: ['range'] } },
		description: 'So many can be chosen at most',
	},
];

/** One field of the form, in the words of n8n's own forms. */
export const ELEMENT_FIELDS: INodeProperties[] = [
	{
		displayName: 'Label',
		name: 'fieldLabel',
		type: 'string',
		default: '',
		placeholder: 'e.g. Why is it needed?',
		displayOptions: hiddenFor('hiddenField'),
		description: 'What stands above the field, and its name in the output unless it has another',
	},
	{
		displayName: 'Element Type',
		name: 'fieldType',
		type: 'options',
		options: ELEMENTS.map((element) => ({ ...element })),
		default: 'text',
		description: 'What kind of field it is',
	},
	{
		displayName: 'Field Name',
		name: 'fieldName',
		type: 'string',
		default: '',
		placeholder: 'e.g. reason',
		description: 'Its name in the output, where it is not the label',
	},
	{
		displayName: 'Placeholder',
		name: 'placeholder',
		type: 'string',
		default: '',
		displayOptions: shownFor(...TYPED),
		description: 'An example that is shown while the field is empty',
	},
	{
		displayName: 'Default Value',
		name: 'defaultValue',
		type: 'string',
		default: '',
		displayOptions: hiddenFor('hiddenField'),
		description:
			'What the field holds to begin with: a date as 2026-05-01, one of the choices, or several checkboxes separated by commas',
	},
	{
		displayName: 'Field Value',
		name: 'fieldValue',
		type: 'string',
		default: '',
		displayOptions: shownFor('hiddenField'),
		description: 'What the output has for the field; the page does not show it',
	},
	{
		displayName: 'Choices',
		name: 'fieldOptions',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Choice',
		default: { values: [{ option: '' }] },
		required: true,
		displayOptions: shownFor(...CHOOSING),
		description: 'What people can choose from',
		options: [
			{
				displayName: 'Values',
				name: 'values',
				values: [
					{
						displayName: 'Option',
						name: 'option',
						type: 'string',
						default: '',
						description: 'One of the choices',
					},
				],
			},
		],
	},
	...selectionFields,
	{
		displayName: 'Required Field',
		name: 'requiredField',
		type: 'boolean',
		default: false,
		displayOptions: hiddenFor('hiddenField'),
		description: 'Whether the form is taken only with this field filled in',
	},
];

/** The form that people fill in, given by fields or as JSON. */
export const formFields: INodeProperties[] = [
	{
		displayName: 'Define Form',
		name: 'defineForm',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Using Fields Below', value: 'fields' },
			{ name: 'Using JSON', value: 'json' },
		],
		default: 'fields',
		description: 'How the fields of the form are given',
	},
	{
		displayName: 'Form Fields',
		name: 'jsonOutput',
		type: 'json',
		typeOptions: { rows: 5 },
		default: JSON.stringify(SAMPLE, null, 2),
		displayOptions: { show: { defineForm: ['json'] } },
		description:
			"An array of fields, as n8n's own Form node takes it: fieldLabel, fieldType, requiredField, fieldOptions and the like",
	},
	{
		displayName: 'Form Elements',
		name: 'formFields',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Form Element',
		default: {},
		required: true,
		displayOptions: { show: { defineForm: ['fields'] } },
		description: 'The fields of the form, from top to bottom',
		options: [{ displayName: 'Values', name: 'values', values: ELEMENT_FIELDS }],
	},
];
