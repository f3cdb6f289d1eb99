import type { Resource } from '../../operation/operation';
import { get } from './get.operation';
import { update } from './update.operation';

/** Ranges (单元格区域) of online spreadsheets, cell by cell. */
export const spreadsheetRange: Resource = {
	value: 'spreadsheetRange',
	name: 'Spreadsheet Range',
	operations: [get, update],
};
