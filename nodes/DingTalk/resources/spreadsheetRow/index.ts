import type { Resource } from '../../operation/operation';
import { append } from './append.operation';
import { appendOrUpdate } from './appendOrUpdate.operation';
import { clear } from './clear.operation';
import { deleteRows } from './delete.operation';
import { getAll } from './getAll.operation';
import { insert } from './insert.operation';
import { update } from './update.operation';

/** Rows (行) of online spreadsheets (在线表格), by the header of their sheet. */
export const spreadsheetRow: Resource = {
	value: 'spreadsheetRow',
	name: 'Spreadsheet Row',
	operations: [append, appendOrUpdate, getAll, update, clear, deleteRows, insert],
};
