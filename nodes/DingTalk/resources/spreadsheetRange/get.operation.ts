import type { IDataObject } from 'n8n-workflow';

import { optionsField } from '../../../shared/fields/collections';
import type { Operation } from '../../operation/operation';
import { NODE_OF_URL_CALL } from '../../../shared/drive/nodeRef';
import { addressOf, toArea } from '../../spreadsheets/address';
import type { CellPart } from '../../spreadsheets/calls';
import { fetchCells, fetchRange } from '../../spreadsheets/calls';
import { rangeField } from '../../spreadsheets/range';
import { placeOf, sheetLocator, sheetOperator, workbookLocator } from '../../spreadsheets/workbook';

/** @see DingTalk docs "获取单元格区域": GET …/sheets/{sheetId}/ranges/{rangeAddress} */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a range of a spreadsheet',
	description:
		'Read the cells of a range (单元格区域) as they are, row by row: values, shown texts, formulas, or formats too',
	endpoints: [
		'GET /v1.0/doc/workbooks/{workbookId}/sheets/{sheetId}/ranges/{rangeAddress}',
		NODE_OF_URL_CALL,
	],
	fields: [
		workbookLocator,
		sheetLocator,
		rangeField,
		{
			displayName: 'What to Get',
			name: 'part',
			type: 'options',
			options: [
				{
					name: 'Everything',
					value: 'all',
					description:
						'Values, shown texts, formulas, links, colours, fonts and alignments; one call',
				},
				{ name: 'Formulas', value: 'formulas', description: 'Formulas as such; empty without one' },
				{
					name: 'Shown Text',
					value: 'displayValues',
					description: 'Texts as people see them in the sheet',
				},
				{ name: 'Values', value: 'values', description: 'Numbers as numbers, texts as texts' },
			],
			default: 'values',
			description: 'What of the cells to return',
		},
		optionsField({ options: [sheetOperator] }),
	],
	async run(context): Promise<IDataObject> {
		const { api, read } = context;
		const area = toArea(read.label('range'), read.filled('range'));
		const part = read.choice<CellPart | 'all'>('part');
		const place = await placeOf(context);
		const range = addressOf(area);
		if (part === 'all') return { range, ...(await fetchRange(api, place, area)) };
		return {
			range,
			[part]: (await fetchCells(api, place, area, part)) as IDataObject[keyof IDataObject],
		};
	},
};
