import type { INodeProperties } from 'n8n-workflow';

import type { FormReader } from '../../shared/params/params';
import { toKey } from './cells';

/** Which rows are wanted; read with `readFilters`. */
export const rowFilters: INodeProperties[] = [
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Filter',
		default: {},
		options: [
			{
				displayName: 'Filter',
				name: 'filter',
				values: [
					{
						displayName: 'Column',
						name: 'column',
						type: 'string',
						required: true,
						default: '',
						placeholder: 'e.g. Customer',
						description: 'The column by its header',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						description: 'What the cell is to hold, in capitals or not; empty for rows without it',
					},
				],
			},
		],
		description: 'Only rows that hold these values. DingTalk cannot filter, so the node reads on.',
	},
	{
		displayName: 'Combine Filters',
		name: 'combineFilters',
		type: 'options',
		options: [
			{ name: 'AND', value: 'and', description: 'A row has to fit all filters' },
			{ name: 'OR', value: 'or', description: 'A row has to fit one filter' },
		],
		default: 'and',
		description: 'How several filters go together',
	},
];

/** Filters, and how they go together. */
export interface RowFilters {
	/** The field, for faults. */
	field: string;
	list: Array<{ column: string; value: string }>;
	isAnd: boolean;
}

export function readFilters(read: FormReader, timeZone: string): RowFilters {
	const list = read.rows('filters', 'filter').map((row) => ({
		column: row.filled('column'),
		value: toKey(row.label('value'), row.text('value'), timeZone).toLowerCase(),
	}));
	return {
		field: read.label('filters'),
		list,
		isAnd: read.choice('combineFilters') === 'and',
	};
}

/** Whether a row fits; `textOf` gives what it holds in a column. */
export function fitsFilters(
	{ list, isAnd }: RowFilters,
	textOf: (column: string) => string,
): boolean {
	const isFit = ({ column, value }: RowFilters['list'][number]) =>
		textOf(column).toLowerCase() === value;
	return isAnd ? list.every(isFit) : list.some(isFit);
}
