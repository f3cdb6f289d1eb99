import type { INodeProperties, ResourceMapperField, ResourceMapperFields } from 'n8n-workflow';

import type { MappedInput } from '../fields/mapped';
import { readMapped } from '../fields/mapped';
import type { ItemContext } from '../operation/operation';
import { isMatchable, kindOf } from '../../shared/aiTable/columnKinds';
import type { Column } from '../../shared/aiTable/columns';

/** Whether a form finds the record by some of its columns; that of `update` where `findByField` says so. */
export type RecordMode = 'add' | 'update' | 'upsert';

/** How Update is told which record it changes. */
export const findByField: INodeProperties = {
	displayName: 'Find Record By',
	name: 'findBy',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Columns',
			value: 'columns',
			description: 'The record that has the same values in the columns to match on',
		},
		{ name: 'Record ID', value: 'id' },
	],
	default: 'id',
	description: 'How the record is told that is changed',
};

const BY_ID = { findBy: ['id'] };
const BY_COLUMNS = { findBy: ['columns'] };

const matchField: INodeProperties = {
	displayName: 'Columns to Match On',
	name: 'matchColumns',
	type: 'string',
	required: true,
	default: '',
	displayOptions: { show: { specifyValues: ['json'] } },
	placeholder: 'e.g. Order No.',
	description:
		'Names or IDs of the columns that tell which record it is, several separated by commas. The object holds their values.',
};

/** The columns in n8n's form. @param shownFor what else of the form decides that it shows */
const mapperField = (
	mode: RecordMode,
	shownFor: Record<string, string[]> = {},
): INodeProperties => ({
	displayName: 'Values',
	name: 'columns',
	type: 'resourceMapper',
	noDataExpression: true,
	required: true,
	default: { mappingMode: 'defineBelow', value: null },
	displayOptions: { show: { specifyValues: ['fields'], ...shownFor } },
	typeOptions: {
		loadOptionsDependsOn: ['baseId.value', 'table.value'],
		resourceMapper: {
			resourceMapperMethod: 'getAiTableColumns',
			mode,
			valuesLabel: 'Values',
			fieldWords: { singular: 'column', plural: 'columns' },
			addAllFields: true,
			supportAutoMap: true,
			multiKeyMatch: mode !== 'add',
			refreshStaleSchemaOnOpen: true,
			noFieldsError: 'This table has no column that a workflow can fill in',
		},
	},
	description:
		'The columns of the table. People are named by any ID, several choices by commas, linked records by their IDs, attachments by the binary fields that hold them.',
});

/** The values of a record: filled in column by column, or as JSON; read with `readRecordForm`. */
export const recordFormFields = (mode: RecordMode): INodeProperties[] => [
	{
		displayName: 'Specify Values',
		name: 'specifyValues',
		type: 'options',
		options: [
			{
				name: 'Using Fields Below',
				value: 'fields',
				description: "A field for each column of the table, or the input's fields by their names",
			},
			{
				name: 'Using JSON',
				value: 'json',
				description: 'All values in one object: for AI agents, and for tables by expression',
			},
		],
		default: 'fields',
		description: 'How the columns of the record are filled in',
	},
	...(mode === 'update'
		? [mapperField('add', BY_ID), mapperField('update', BY_COLUMNS)]
		: [mapperField(mode)]),
	{
		displayName: 'Values (JSON)',
		name: 'columnsJson',
		type: 'json',
		required: true,
		default: '{}',
		displayOptions: { show: { specifyValues: ['json'] } },
		placeholder:
			'e.g. {"Task": "Call back", "Priority": "High", "Due": "2026-05-01", "Owner": "lina"}',
		description:
			'An object with a value for each column, by its name or ID; AI Table Field > Get Many tells the columns. Dates as 2026-05-01 or 2026-05-01 09:00, several choices as a list, people by any ID, departments and linked records by IDs, links as an address or {"text", "link"}, attachments as names of binary fields.',
	},
	...(mode === 'upsert' ? [matchField] : []),
	...(mode === 'update'
		? [{ ...matchField, displayOptions: { show: { specifyValues: ['json'], ...BY_COLUMNS } } }]
		: []),
];

/** @throws InputError for what is no form, and where the columns to match on are missing */
export const readRecordForm = (
	context: Pick<ItemContext, 'read' | 'node' | 'itemIndex'>,
	mode: RecordMode,
): MappedInput =>
	readMapped(context, {
		...{ specify: 'specifyValues', form: 'columns', json: 'columnsJson' },
		...(mode === 'add' ? {} : { match: matchField.name }),
	});

/** The columns of a table as n8n's form shows them: those that a workflow can fill in, in their order. */
export const mapperFields = (columns: readonly Column[]): ResourceMapperFields => ({
	fields: columns.flatMap(toField),
});

function toField(column: Column): ResourceMapperField[] {
	const { id, name, options } = column;
	const kind = kindOf(column);
	if (!kind) return [];
	const isList = kind.input === 'options' && options.length > 0;
	return [
		{
			id,
			displayName: kind.hint ? `${name} (${kind.hint})` : name,
			required: false,
			defaultMatch: false,
			canBeUsedToMatch: isMatchable(column),
			display: true,
			type: kind.input === 'options' && !isList ? 'string' : kind.input,
			...(isList ? { options: options.map((option) => ({ name: option, value: option })) } : {}),
		},
	];
}
