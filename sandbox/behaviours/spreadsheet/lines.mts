import type { Behaviour } from '../../server/call.mts';
import { ok } from '../../contract/answers.mts';
import type { Sheet } from '../../state/spreadsheets.mts';
import { lastFilled, writeTexts } from '../../state/spreadsheets.mts';
import { faulty, onSheet } from './access.mts';
import { addressOf } from './address.mts';
import { MAX_CELLS, MAX_ROWS } from './limits.mts';

/** `POST …/appendRows`: below the last row that holds something, from column A on; the sheet grows. */
export const appendRows = onSheet('write', ({ request, sheet }) => {
	const values = request.body.values as string[][];
	const columns = Math.max(...values.map((row) => row.length));
	if (values.length > MAX_ROWS || values.length * columns > MAX_CELLS) {
		return faulty(request, 'The values are too many.');
	}
	if (columns === 0 || columns > sheet.columnCount) {
		return faulty(request, 'The values do not fit the columns of the sheet.');
	}
	const row = lastFilled(sheet).row + 1;
	writeTexts(sheet, row, 0, values);
	return ok({ a1Notation: addressOf({ row, column: 0, rows: values.length, columns }) });
});

/** Rows or columns: where they begin and how many. */
function lines(what: 'row' | 'column', change: (sheet: Sheet, at: number, count: number) => void) {
	return (mayEmpty: boolean): Behaviour =>
		onSheet('write', ({ request, sheet }) => {
			const at = request.body[what] as number;
			const count = request.body[`${what}Count`] as number;
			const all = sheet[`${what}Count`];
			const isOutside = at >= all || (!mayEmpty && (at + count > all || count === all));
			if (isOutside) return faulty(request, `The ${what} is out of range.`);
			change(sheet, at, count);
			return ok({ id: sheet.id });
		});
}

/** `POST …/insertRowsBefore`. */
export const insertRows = lines('row', (sheet, row, count) => {
	sheet.rowCount += count;
	if (row < sheet.rows.length) {
		sheet.rows.splice(row, 0, ...Array.from({ length: count }, () => undefined));
	}
})(true);

/** `POST …/insertColumnsBefore`. */
export const insertColumns = lines('column', (sheet, column, count) => {
	sheet.columnCount += count;
	for (const cells of sheet.rows) {
		if (!cells || column >= cells.length) continue;
		cells.splice(column, 0, ...Array.from({ length: count }, () => undefined));
	}
})(true);

/** `POST …/deleteRows`: at least one stays [unverified]. */
export const deleteRows = lines('row', (sheet, row, count) => {
	sheet.rowCount -= count;
	sheet.rows.splice(row, count);
})(false);

/** `POST …/deleteColumns`: at least one stays [unverified]. */
export const deleteColumns = lines('column', (sheet, column, count) => {
	sheet.columnCount -= count;
	for (const cells of sheet.rows) cells?.splice(column, count);
})(false);
