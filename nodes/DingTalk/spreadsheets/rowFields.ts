import type { INodeProperties } from 'n8n-workflow';

import { InputError } from '../../shared/errors/inputError';
import { optionsField } from '../../shared/fields/collections';
import { toObject } from '../../shared/values/object';
import { shown } from '../../shared/values/words';
import type { FormReader } from '../../shared/params/params';
import type { ItemContext } from '../operation/operation';
import type { CellFormat } from './cells';
import { ROW_NUMBER } from './header';
import { sheetOperator } from './workbook';

/** What a form of rows does with them; n8n's form asks for columns to match on unless it adds. */
export type RowMode = 'add' | 'update' | 'upsert';

/** The values of a row: column by column, from the input, or as JSON; read with `readRow`. */
export const rowFields = (mode: RowMode): INodeProperties[] => [
	{
		displayName: 'Specify Values',
		name: 'specifyValues',
		type: 'options',
		options: [
			{
				name: 'Using Fields Below',
				value: 'fields',
				description: "A field for each column of the sheet, or the input's fields by their names",
			},
			{
				name: 'Using JSON',
				value: 'json',
				description: 'All values in one object: for AI agents, and for sheets by expression',
			},
		],
		default: 'fields',
		description: 'How the values of the row are given',
	},
	{
		displayName: 'Values',
		name: 'row',
		type: 'resourceMapper',
		noDataExpression: true,
		required: true,
		default: { mappingMode: 'autoMapInputData', value: null },
		displayOptions: { show: { specifyValues: ['fields'] } },
		typeOptions: {
			loadOptionsDependsOn: ['workbookId.value', 'sheetId.value'],
			resourceMapper: {
				resourceMapperMethod: mode === 'add' ? 'getSheetColumns' : 'getSheetColumnsToMatch',
				mode,
				valuesLabel: 'Values',
				fieldWords: { singular: 'column', plural: 'columns' },
				addAllFields: mode === 'add',
				supportAutoMap: true,
				multiKeyMatch: mode !== 'add',
				refreshStaleSchemaOnOpen: true,
			},
		},
		description:
			mode === 'add'
				? 'The columns of the sheet by their headers. A sheet without a header gets one from the input.'
				: 'The columns of the sheet by their headers. What is left empty stays as it is in the sheet.',
	},
	{
		displayName: 'Values (JSON)',
		name: 'rowJson',
		type: 'json',
		required: true,
		default: '{}',
		displayOptions: { show: { specifyValues: ['json'] } },
		placeholder: 'e.g. {"Customer": "Haixing", "Amount": 1520.5}',
		description:
			'An object with a value for each column, by its header. Numbers stay numbers, texts stay texts, dates are 2026-05-01 or 2026-05-01 09:00.',
	},
	...(mode === 'add'
		? []
		: [
				{
					displayName: 'Columns to Match On',
					name: 'matchColumns',
					type: 'string' as const,
					required: true,
					default: '',
					displayOptions: { show: { specifyValues: ['json'] } },
					placeholder: 'e.g. Order No.',
					description: `Headers of the columns that tell which row it is, several separated by commas; ${ROW_NUMBER} for the number of the row. The object holds their values.`,
				},
			]),
];

/** What values become; read with `choice`. */
export const cellFormat: INodeProperties = {
	displayName: 'Cell Format',
	name: 'cellFormat',
	type: 'options',
	options: [
		{
			name: 'As Typed',
			value: 'typed',
			description: 'As if a person typed them: text that begins with = becomes a formula',
		},
		{
			name: 'Keep Types',
			value: 'auto',
			description:
				'Numbers, switches and dates as such; texts stay texts where they would lose digits or become formulas',
		},
		{ name: 'Text', value: 'text', description: 'Everything as text' },
	],
	default: 'auto',
	description: 'What values become in the sheet',
};

/** Where the names of the columns are; read as a number from 1. */
export const headerRowOption: INodeProperties = {
	displayName: 'Header Row',
	name: 'headerRow',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 1,
	description: 'Number of the row with the names of the columns',
};

const extraFields: INodeProperties = {
	displayName: 'If There Is No Such Column',
	name: 'extraFields',
	type: 'options',
	options: [
		{ name: 'Fail', value: 'fail', description: 'The item fails, and nothing of it is written' },
		{ name: 'Ignore It', value: 'ignore', description: 'The value is left out' },
		{ name: 'Insert New Column', value: 'insert', description: 'The header gets another column' },
	],
	default: 'insert',
	description: 'What to do with a value whose name is no column of the sheet',
};

const severalRows: INodeProperties = {
	displayName: 'If Several Rows Match',
	name: 'severalRows',
	type: 'options',
	options: [
		{ name: 'Fail', value: 'fail', description: 'The item fails, and nothing of it is written' },
		{ name: 'Update All', value: 'all', description: 'Every row gets the values' },
		{ name: 'Update First', value: 'first', description: 'The uppermost row gets the values' },
	],
	default: 'fail',
	description: 'What to do where the columns to match on fit more than one row',
};

/** The options of an operation on rows; read with `readRowOptions`. */
export const rowOptions = (mode: RowMode): INodeProperties =>
	optionsField({
		options: [
			cellFormat,
			headerRowOption,
			...(mode === 'add' ? [] : [severalRows]),
			extraFields,
			sheetOperator,
		],
	});

export interface RowOptions {
	format: CellFormat;
	/** From 0. */
	headerRow: number;
	extraFields: 'fail' | 'ignore' | 'insert';
	severalRows: 'fail' | 'all' | 'first';
}

export function readRowOptions(read: Pick<FormReader, 'group'>): RowOptions {
	const options = read.group('options');
	return {
		format: options.choice<CellFormat>('cellFormat'),
		headerRow: options.number('headerRow', { whole: true, min: 1 }) - 1,
		extraFields: options.choice<RowOptions['extraFields']>('extraFields'),
		severalRows: options.has('severalRows')
			? options.choice<RowOptions['severalRows']>('severalRows')
			: 'fail',
	};
}

/** The values of one row, by the names of columns. */
export interface RowInput {
	/** The field that holds them, for faults. */
	field: string;
	values: Record<string, unknown>;
	/** Columns that tell which row it is; none where it is a new one. */
	matchOn: string[];
}

/** The value of a row for a column; blanks around a name are none of it. */
export const valueFor = ({ values }: RowInput, name: string): unknown =>
	Object.entries(values)
		.filter(([key]) => key.trim() === name)
		.at(-1)?.[1];

/**
 * What n8n's form holds is read as a whole, as the values are then left as they are.
 *
 * @throws InputError for what are no values, and where the columns to match on are missing
 */
export function readRow(
	{ read, node, itemIndex }: Pick<ItemContext, 'read' | 'node' | 'itemIndex'>,
	mode: RowMode,
): RowInput {
	const needed = (field: string, matchOn: string[]): string[] => {
		if (mode === 'add') return [];
		if (matchOn.length > 0) return matchOn;
		throw new InputError(
			field,
			'has no columns to match on',
			'Choose at least one column that tells which row it is',
		);
	};
	if (read.choice('specifyValues') === 'json') {
		const field = read.label('rowJson');
		const values = toObject(field, read.json('rowJson'));
		const matchOn =
			mode === 'add' ? [] : needed(read.label('matchColumns'), read.texts('matchColumns'));
		return { field, values, matchOn };
	}
	const field = read.label('row');
	const mapper = toObject(field, read.payload('row'));
	// A header may have commas in it.
	const matchOn = needed(field, [mapper.matchingColumns ?? []].flat().map(String));
	switch (mapper.mappingMode) {
		case 'autoMapInputData':
			return { field, values: { ...node.getInputData()[itemIndex]?.json }, matchOn };
		case 'defineBelow':
			return { field, values: toObject(field, mapper.value), matchOn };
		default:
			throw new InputError(
				field,
				`is ${shown(mapper)}, which is not what n8n's form gives`,
				"Fill in the columns below it, or set 'Specify Values' to JSON",
			);
	}
}
