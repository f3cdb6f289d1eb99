import { areaOf } from '../behaviours/spreadsheet/address.mts';
import { shownText } from '../behaviours/spreadsheet/shown.mts';
import type { Sheet, WorkbookDraft } from '../state/spreadsheets.mts';
import { lastFilled, toWorkbook, writeTexts } from '../state/spreadsheets.mts';
import type { Store } from '../state/store.mts';

/** The part of the control that is about spreadsheets. */
export interface SheetControl {
	/** Somebody makes a workbook, or replaces one. */
	makeWorkbook(draft: WorkbookDraft): { workbookId: string };
	/** Somebody types into cells, from one on: `=` begins a formula, an apostrophe a text. */
	typeCells(workbookId: string, sheetName: string, cell: string, texts: string[][]): void;
	/** What a sheet shows, formulas as such, without empty rows and columns at its end. */
	sheetTexts(workbookId: string, sheetName: string): string[][];
}

/** The control of spreadsheets. */
export function createSheetControl(store: Store): SheetControl {
	function sheetNamed(workbookId: string, sheetName: string): Sheet {
		const sheet = store.workbooks.get(workbookId)?.sheets.find(({ name }) => name === sheetName);
		if (!sheet) throw new TypeError(`No workbook "${workbookId}" with a sheet "${sheetName}"`);
		return sheet;
	}
	return {
		makeWorkbook(draft) {
			const hasSheets = Array.isArray(draft.sheets) && draft.sheets.length > 0;
			if (!draft.workbookId || !hasSheets) {
				throw new TypeError('Expected a workbookId and sheets, each with a name');
			}
			store.workbooks.set(draft.workbookId, toWorkbook(draft, store.now()));
			store.changed();
			return { workbookId: draft.workbookId };
		},
		typeCells(workbookId, sheetName, cell, texts) {
			const area = areaOf(cell);
			if (!area) throw new TypeError(`Expected a cell such as A1, got "${cell}"`);
			writeTexts(sheetNamed(workbookId, sheetName), area.row, area.column, texts);
			store.changed();
		},
		sheetTexts(workbookId, sheetName) {
			const sheet = sheetNamed(workbookId, sheetName);
			const { row, column } = lastFilled(sheet);
			return Array.from({ length: row + 1 }, (_row, index) =>
				Array.from({ length: column + 1 }, (_column, at) => {
					const cell = sheet.rows[index]?.[at];
					return cell ? (cell.formula ?? shownText(cell)) : '';
				}),
			);
		},
	};
}
