import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { FormReader } from '../../shared/params/params';
import type { ItemContext } from '../operation/operation';
import { toColumn } from './address';
import { readWorkbook, sheetLocator } from './workbook';

/** The largest number of DingTalk's command line tool. */
const MAX_LINES = 5000;

/**
 * Rows or columns, where they begin and how many; read with `readLines`.
 *
 * @param verb what is done with them: `insert`
 */
export const lineFields = (verb: string): INodeProperties[] => [
	{
		displayName: `What to ${verb}`,
		name: 'dimension',
		type: 'options',
		options: [
			{ name: 'Columns', value: 'columns' },
			{ name: 'Rows', value: 'rows' },
		],
		default: 'rows',
		description: 'Whether it is about rows (行) or columns (列)',
	},
	{
		displayName: 'First Row',
		name: 'firstRow',
		type: 'number',
		typeOptions: { minValue: 1 },
		required: true,
		default: 2,
		displayOptions: { show: { dimension: ['rows'] } },
		description: 'Number of the row where it begins, as the sheet shows it',
	},
	{
		displayName: 'First Column',
		name: 'firstColumn',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. C',
		displayOptions: { show: { dimension: ['columns'] } },
		description: 'Letters of the column where it begins, as the sheet shows them',
	},
	{
		displayName: 'Count',
		name: 'count',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MAX_LINES },
		default: 1,
		description: 'How many rows or columns',
	},
];

export interface Lines {
	dimension: 'rows' | 'columns';
	/** From 0. */
	first: number;
	count: number;
}

export function readLines(read: FormReader): Lines {
	const dimension = read.choice<Lines['dimension']>('dimension');
	const first =
		dimension === 'rows'
			? read.number('firstRow', { whole: true, min: 1 }) - 1
			: toColumn(read.label('firstColumn'), read.filled('firstColumn'));
	return { dimension, first, count: read.number('count', { whole: true, min: 1, max: MAX_LINES }) };
}

/** As DingTalk takes them: from 0. */
export const wireLines = ({ dimension, first, count }: Lines): IDataObject =>
	dimension === 'rows' ? { row: first, rowCount: count } : { column: first, columnCount: count };

/** Items that change the same sheet run in their order: each moves what is below or beside it. */
export function sheetKeys({ read }: Pick<ItemContext, 'read'>): string[] {
	return [`sheet ${JSON.stringify(readWorkbook(read))} ${read.id(sheetLocator.name)}`];
}
