import { apiError, ok } from '../../contract/answers.mts';
import { lastFilled, newSheet } from '../../state/spreadsheets.mts';
import { faulty, onSheet, onWorkbook } from './access.mts';

/** `GET …/sheets`. */
export const listSheets = onWorkbook('read', ({ workbook }) =>
	ok({ value: workbook.sheets.map(({ id, name }) => ({ id, name })) }),
);

/** `GET …/sheets/{sheetId}`: what is not empty counts from 0. */
export const getSheet = onSheet('read', ({ sheet }) => {
	const { rows: _rows, ...properties } = sheet;
	const last = lastFilled(sheet);
	return ok({ ...properties, lastNonEmptyRow: last.row, lastNonEmptyColumn: last.column });
});

/** `POST …/sheets`: that a name may come once only is [unverified]. */
export const createSheet = onWorkbook('write', ({ world, request, workbook }) => {
	const name = request.body.name as string;
	if (workbook.sheets.some((sheet) => sheet.name === name)) {
		return faulty(request, 'The sheet name already exists.');
	}
	const sheet = newSheet(`st-${world.store.nextNumber()}`, name);
	workbook.sheets.push(sheet);
	return ok({ visibility: sheet.visibility, name, id: sheet.id });
});

/** `DELETE …/sheets/{sheetId}`: the last one stays [unverified]. */
export const deleteSheet = onSheet('write', ({ request, workbook, sheet }) => {
	if (workbook.sheets.length === 1) return apiError(request.endpoint, 'forbidden.operationIllegal');
	workbook.sheets = workbook.sheets.filter((other) => other !== sheet);
	return ok({ success: true });
});
