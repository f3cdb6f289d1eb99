import type { INodeProperties } from 'n8n-workflow';

import type { FormReader } from '../../shared/params/params';
import { isoIn, localTime, parseIso } from '../../shared/values/time';
import { DAY_MS } from '../../shared/run/durations';
import type { Bounds } from './address';
import { toBounds } from './address';
import type { CellPart } from './calls';
import { headerRowOption } from './rowFields';

/** How rows are read, in the options of Get Many; read with `readView`. */
export const viewOptions: INodeProperties[] = [
	{
		displayName: 'Columns',
		name: 'columns',
		type: 'string',
		default: '',
		placeholder: 'e.g. Customer, Amount',
		description: 'Headers of the columns to return, separated by commas. Leave empty for all.',
	},
	{
		displayName: 'Date Columns',
		name: 'dateColumns',
		type: 'string',
		default: '',
		placeholder: 'e.g. Due, Paid On',
		description:
			"Headers of columns that hold dates: a sheet keeps a date as a count of days, or as text. They become ISO dates in the workflow's zone.",
	},
	{
		displayName: 'First Data Row',
		name: 'firstDataRow',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 2,
		description: 'Number of the first row to read, where it is not the one below the header',
	},
	headerRowOption,
	{
		displayName: 'Include Empty Rows',
		name: 'includeEmpty',
		type: 'boolean',
		default: false,
		description: 'Whether to return rows without any value too',
	},
	{
		displayName: 'Range',
		name: 'range',
		type: 'string',
		default: '',
		placeholder: 'e.g. B2:F200',
		description:
			'Only this part of the sheet, whose first row is the header then. B:F are whole columns. Leave empty for all that is filled.',
	},
	{
		displayName: 'Read As',
		name: 'readAs',
		type: 'options',
		options: [
			{
				name: 'Formulas',
				value: 'formulas',
				description: 'Formulas as such; cells without one as they are',
			},
			{
				name: 'Shown Text',
				value: 'displayValues',
				description: 'Texts as people see them in the sheet, with their formats',
			},
			{ name: 'Values', value: 'values', description: 'Numbers as numbers, texts as texts' },
		],
		default: 'values',
		description: 'What of the cells to return',
	},
];

/** What of a sheet is read, and how. */
export interface View {
	part: CellPart;
	/** Of the range: the first row is the header. Rows count from 0. */
	bounds: Bounds;
	firstDataRow: number;
	/** Headers; none for all. */
	columns: string[];
	dateColumns: string[];
	includesEmpty: boolean;
	timeZone: string;
	/** Fields, for faults. */
	labels: { columns: string; dateColumns: string };
}

export function readView(read: FormReader, timeZone: string): View {
	const options = read.group('options');
	const range = options.text('range').trim();
	const headerRow = options.number('headerRow', { whole: true, min: 1 }) - 1;
	const bounds =
		range === '' ? { row: headerRow, column: 0 } : toBounds(options.label('range'), range);
	const first = options.numberIfAny('firstDataRow', { whole: true, min: 1 });
	return {
		part: options.choice<CellPart>('readAs'),
		bounds,
		firstDataRow: Math.max(bounds.row + 1, first === undefined ? 0 : first - 1),
		columns: options.texts('columns'),
		dateColumns: options.texts('dateColumns'),
		includesEmpty: options.flag('includeEmpty'),
		timeZone,
		labels: { columns: options.label('columns'), dateColumns: options.label('dateColumns') },
	};
}

/** Day 0 of spreadsheets. That DingTalk counts as all others do is [unverified]. */
const DAY_ZERO = Date.UTC(1899, 11, 30);

/** A time as `toCell` writes it: whether DingTalk keeps it as text or makes a count of days of it is [unverified]. */
const WRITTEN_TIME = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/;

/** A count of days, or a time as text, as an ISO date: a day, or a moment in the zone; anything else as it is. */
export function toDate(value: unknown, timeZone: string): unknown {
	if (typeof value === 'string' && WRITTEN_TIME.test(value)) {
		const iso = parseIso(value);
		return iso ? isoIn(localTime(iso.shownMs, timeZone), timeZone) : value;
	}
	if (typeof value !== 'number' || !(value > 0 && value < 100_000)) return value;
	const shownMs = DAY_ZERO + Math.round(value * DAY_MS);
	if (Number.isInteger(value)) return new Date(shownMs).toISOString().slice(0, 10);
	return isoIn(localTime(shownMs, timeZone), timeZone);
}
