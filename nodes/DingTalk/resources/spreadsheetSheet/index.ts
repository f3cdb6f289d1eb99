import type { Resource } from '../../operation/operation';
import { create } from './create.operation';
import { deleteSheet } from './delete.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';

/** Sheets (工作表) of online spreadsheets. */
export const spreadsheetSheet: Resource = {
	value: 'spreadsheetSheet',
	name: 'Spreadsheet Sheet',
	operations: [getAll, get, create, deleteSheet],
};
