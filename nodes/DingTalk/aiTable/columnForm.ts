import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InputError } from '../../shared/errors/inputError';
import type { FormReader } from '../../shared/params/params';
import type { DingTalkApi } from '../../shared/transport/api';
import type { Base } from '../../shared/aiTable/table';
import { tableLocator, tablesOf } from '../../shared/aiTable/table';

/** Types of columns that DingTalk documents how to make; the names are those of its menus. */
const TYPES = [
	{ name: 'Attachment (附件)', value: 'attachment' },
	{ name: 'Currency (货币)', value: 'currency' },
	{ name: 'Date (日期)', value: 'date' },
	{ name: 'Departments (部门)', value: 'department' },
	{ name: 'Link (链接)', value: 'url' },
	{ name: 'Multiple Select (多选)', value: 'multipleSelect' },
	{ name: 'Number (数字)', value: 'number' },
	{ name: 'One-Way Link (单向关联)', value: 'unidirectionalLink' },
	{ name: 'People (人员)', value: 'user' },
	{ name: 'Single Select (单选)', value: 'singleSelect' },
	{ name: 'Text (文本)', value: 'text' },
	{ name: 'Two-Way Link (双向关联)', value: 'bidirectionalLink' },
];
const SELECTS = ['singleSelect', 'multipleSelect'];
const LINKS = ['unidirectionalLink', 'bidirectionalLink'];
const SEVERAL = ['user', 'department', ...LINKS];

/** The currency has no percentages. */
const PERCENTAGES = ['PERCENT', 'PERCENT_FLOAT'];

const numberFormat: INodeProperties = {
	displayName: 'Number Format',
	name: 'numberStyle',
	type: 'options',
	options: [
		{ name: 'Decimal (1.0)', value: 'FLOAT_1' },
		{ name: 'Decimal (1.00)', value: 'FLOAT_2' },
		{ name: 'Decimal (1.000)', value: 'FLOAT_3' },
		{ name: 'Decimal (1.0000)', value: 'FLOAT_4' },
		{ name: 'Integer (1)', value: 'INT' },
		{ name: 'Percent (100.00%)', value: 'PERCENT_FLOAT' },
		{ name: 'Percent (100%)', value: 'PERCENT' },
		{ name: 'Thousands (1,000.00)', value: 'THOUSAND_FLOAT' },
		{ name: 'Thousands (1,000)', value: 'THOUSAND' },
	],
	default: 'FLOAT_2',
	description: 'How the numbers are shown; currencies have no percentages',
};

const dateFormat: INodeProperties = {
	displayName: 'Date Format',
	name: 'dateFormat',
	type: 'options',
	options: [
		{ name: '2026-05-01', value: 'YYYY-MM-DD' },
		{ name: '2026-05-01 09:00', value: 'YYYY-MM-DD HH:mm' },
		{ name: '2026/05/01', value: 'YYYY/MM/DD' },
		{ name: '2026/05/01 09:00', value: 'YYYY/MM/DD HH:mm' },
	],
	default: 'YYYY-MM-DD HH:mm',
	description: 'How the dates are shown',
};

const currencyType: INodeProperties = {
	displayName: 'Currency',
	name: 'currencyType',
	type: 'string',
	default: 'CNY',
	placeholder: 'e.g. CNY',
	description: 'The currency by its code of three letters',
};

const multiple: INodeProperties = {
	displayName: 'Allow Several',
	name: 'multiple',
	type: 'boolean',
	default: true,
	description: 'Whether a record takes several people, departments or linked records',
};

const shownFor = (field: INodeProperties, types: readonly string[]): INodeProperties => ({
	...field,
	displayOptions: { show: { type: [...types] } },
});

/** A column that is to be made; read with `readColumn`, of one form or of a row. */
export const columnFields: INodeProperties[] = [
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 优先级 Priority',
		description: 'What the column is called; no other column of the table may have the name',
	},
	{
		displayName: 'Type',
		name: 'type',
		type: 'options',
		options: TYPES,
		default: 'text',
		description: 'What the column holds',
	},
	shownFor(
		{
			displayName: 'Select Options',
			name: 'choices',
			type: 'string',
			default: '',
			placeholder: 'e.g. High, Medium, Low',
			description: 'Names of the options to choose from, separated by commas',
		},
		SELECTS,
	),
	shownFor(currencyType, ['currency']),
	shownFor(numberFormat, ['number', 'currency']),
	shownFor(dateFormat, ['date']),
	shownFor(multiple, SEVERAL),
	shownFor(
		{
			...tableLocator,
			displayName: 'Linked Table',
			name: 'linkedTable',
			description: 'The table (数据表) of the same base whose records are linked',
		},
		LINKS,
	),
];

/** What of a column may change; belongs into Update Fields, read with `readColumnChanges`. */
export const columnChanges: INodeProperties[] = [
	{
		displayName: 'Add Options',
		name: 'choices',
		type: 'string',
		default: '',
		placeholder: 'e.g. Urgent, Later',
		description:
			'Of a select: names of further options, separated by commas. Those that are there stay.',
	},
	multiple,
	currencyType,
	dateFormat,
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. 优先级 Priority',
		description: 'A new name for the column',
	},
	numberFormat,
];

/** A column as the form has it. */
export interface ColumnInput {
	name: string;
	type: string;
	property: IDataObject;
	/** ID or name, of a link. */
	linkedTable?: string;
	/** What the form calls it, for faults. */
	linkedLabel?: string;
}

/** @throws InputError naming the field */
export function readColumn(read: FormReader): ColumnInput {
	const name = read.filled('name');
	const type = read.choice<string>('type');
	const property: IDataObject = {};
	if (SELECTS.includes(type)) {
		property.choices = readChoices(read).map((choice) => ({ name: choice }));
	}
	if (type === 'currency') property.currencyType = read.text('currencyType') || 'CNY';
	if (type === 'number' || type === 'currency') {
		const format = read.choice<string>('numberStyle');
		assertFormat(read, type, format);
		property.formatter = format;
	}
	if (type === 'date') property.formatter = read.choice('dateFormat');
	if (SEVERAL.includes(type)) property.multiple = read.flag('multiple');
	if (!LINKS.includes(type)) return { name, type, property };
	const linkedTable = read.id('linkedTable');
	return { name, type, property, linkedTable, linkedLabel: read.label('linkedTable') };
}

/** By commas; of a list by an expression each entry is one name, whatever it holds. */
function readChoices(read: FormReader): string[] {
	const given = read.textOrList('choices');
	if (!Array.isArray(given)) return read.texts('choices');
	return [...new Set(given.map((name) => name.trim()).filter((name) => name !== ''))];
}

function assertFormat(read: FormReader, type: string, format: string): void {
	if (type !== 'currency' || !PERCENTAGES.includes(format)) return;
	throw new InputError(
		read.label('numberStyle'),
		'is a percentage, which a currency is not shown as',
		'Choose another format, or a column of numbers',
	);
}

/** A column as calls take it: a linked table goes by its ID. @throws InputError for one that the base does not have */
export async function toWireColumn(
	api: DingTalkApi,
	base: Base,
	{ name, type, property, linkedTable, linkedLabel = '' }: ColumnInput,
): Promise<IDataObject> {
	if (linkedTable === undefined) {
		return { name, type, ...(Object.keys(property).length > 0 ? { property } : {}) };
	}
	const tables = await tablesOf(api, base);
	const found =
		tables.find(({ id }) => id === linkedTable) ??
		tables.find((table) => table.name.trim() === linkedTable.trim());
	if (found) return { name, type, property: { ...property, linkedSheetId: found.id } };
	throw new InputError(
		linkedLabel,
		`names '${linkedTable.slice(0, 60)}', and the base has no such table`,
		`Its tables: ${tables.map((table) => table.name).join(', ')}`,
	);
}

/** What a column is to become. */
export interface ColumnChanges {
	name?: string;
	/** Names of options to add. */
	choices: string[];
	property: IDataObject;
	/** Which types each given field is for. */
	given: Array<{ label: string; types: readonly string[] }>;
}

/** @throws InputError where nothing is to change */
export function readColumnChanges(read: FormReader): ColumnChanges {
	const name = read.has('name') ? read.filled('name') : undefined;
	const choices = read.has('choices') ? readChoices(read) : undefined;
	if (choices?.length === 0) {
		throw new InputError(
			read.label('choices'),
			'is empty',
			'Give at least one name, or leave it out',
		);
	}
	const several = read.flagIfAny('multiple');
	const currency = read.has('currencyType') ? read.filled('currencyType') : undefined;
	const dates = read.choiceIfAny<string>('dateFormat');
	const numbers = read.choiceIfAny<string>('numberStyle');
	const parts = [
		{ field: 'choices', types: SELECTS, value: choices, property: {} },
		{ field: 'multiple', types: SEVERAL, value: several, property: { multiple: several } },
		{
			field: 'currencyType',
			types: ['currency'],
			value: currency,
			property: { currencyType: currency },
		},
		{ field: 'dateFormat', types: ['date'], value: dates, property: { formatter: dates } },
		{
			field: 'numberStyle',
			types: typesOf(numbers),
			value: numbers,
			property: { formatter: numbers },
		},
	].filter(({ value }) => value !== undefined);
	if (name === undefined && parts.length === 0) {
		throw new InputError('Update Fields', 'has nothing to change', 'Add at least one field');
	}
	return {
		name,
		choices: choices ?? [],
		property: Object.assign({}, ...parts.map(({ property }) => property)) as IDataObject,
		given: parts.map(({ field, types }) => ({ label: read.label(field), types })),
	};
}

const typesOf = (format = ''): string[] =>
	PERCENTAGES.includes(format) ? ['number'] : ['number', 'currency'];

/** @throws InputError for what a column of the type does not have */
export function assertFits({ given }: ColumnChanges, type: string): void {
	const wrong = given.find(({ types }) => !types.includes(type));
	if (!wrong) return;
	throw new InputError(
		wrong.label,
		`does not fit a column of the type ${type}`,
		`Leave it out; it is for the types ${wrong.types.join(', ')}`,
	);
}
