import type { INodeProperties } from 'n8n-workflow';

import type { MappedInput } from '../fields/mapped';
import { readMapped } from '../fields/mapped';
import type { ItemContext } from '../operation/operation';

/** The form of an approval: filled in field by field, or as JSON; read with `readFormInput`. */
export const formFields: INodeProperties[] = [
	{
		displayName: 'Specify Form',
		name: 'specifyForm',
		type: 'options',
		options: [
			{
				name: 'Using Fields Below',
				value: 'fields',
				description: "A field for each of the process's form, or the input's fields by their names",
			},
			{
				name: 'Using JSON',
				value: 'json',
				description: 'All values in one object: for AI agents, and for processes by expression',
			},
		],
		default: 'fields',
		description: 'How the form of the process is filled in',
	},
	{
		displayName: 'Form',
		name: 'form',
		type: 'resourceMapper',
		noDataExpression: true,
		required: true,
		default: { mappingMode: 'defineBelow', value: null },
		displayOptions: { show: { specifyForm: ['fields'] } },
		typeOptions: {
			loadOptionsDependsOn: ['processCode.value'],
			resourceMapper: {
				resourceMapperMethod: 'getApprovalForm',
				mode: 'add',
				valuesLabel: 'Form',
				fieldWords: { singular: 'field', plural: 'fields' },
				addAllFields: true,
				supportAutoMap: true,
				refreshStaleSchemaOnOpen: true,
				noFieldsError: 'This process has no field that a workflow can fill in',
			},
		},
		description:
			"The fields of the process's form. Files are named by their binary fields, people by any ID, tables are lists of rows.",
	},
	{
		displayName: 'Form (JSON)',
		name: 'formJson',
		type: 'json',
		required: true,
		default: '{}',
		displayOptions: { show: { specifyForm: ['json'] } },
		placeholder: 'e.g. {"Reason": "Family", "Costs": [{"Item": "Taxi", "Amount": "20.50"}]}',
		description:
			'An object with a value for each field, by its label or ID; Approval Process > Get Schema tells the fields and what each takes. Dates as 2026-05-01 or 2026-05-01 09:00, ranges as ["2026-05-01", "2026-05-03"], several choices as a list, people and departments as IDs, tables as lists of rows, files as names of binary fields.',
	},
];

/** The values of a form, before its schema is known. */
export type FormInput = MappedInput;

/** @throws InputError for what is no form */
export const readFormInput = (
	context: Pick<ItemContext, 'read' | 'node' | 'itemIndex'>,
): FormInput => readMapped(context, { specify: 'specifyForm', form: 'form', json: 'formJson' });
