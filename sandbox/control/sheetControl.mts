import { areaOf } from '../behaviours/spreadsheet/address.mts';
import { shownText } from '../behaviours/spreadsheet/shown.mts';
import type { CellInfo, Sheet, WorkbookDraft, WorkbookInfo } from '../state/spreadsheets.mts';
import { asTyped, lastFilled, toWorkbook, writeTexts } from '../state/spreadsheets.mts';
import type { Store } from '../state/store.mts';

/** The part of the control that is about spreadsheets. */
export interface SheetControl {
	/** Somebody makes a workbook, or replaces one. */
	makeWorkbook(draft: WorkbookDraft): { workbookId: string };
	/**
	 * Somebody types into cells, from one on: `=` begins a formula, an apostrophe a text. A person who is named must be
	 * among the editors.
	 */
	typeCells(
		workbookId: string,
		sheetName: string,
		cell: string,
		texts: string[][],
		userId?: string,
	): void;
	/** What a sheet shows, formulas as such, without empty rows and columns at its end. */
	sheetTexts(workbookId: string, sheetName: string): string[][];
}

// Sheets grow large: the page gets their beginning; `sheetTexts` has all.
const ROWS_SHOWN = 100;
const COLUMNS_SHOWN = 26;

/** The workbooks as the page shows them. */
export function shownWorkbooks(store: Store): WorkbookInfo[] {
	return [...store.workbooks.values()].map(({ readyAt: _readyAt, sheets, ...workbook }) => ({
		...workbook,
		sheets: sheets.map((sheet) => ({
			id: sheet.id,
			name: sheet.name,
			visibility: sheet.visibility,
			rowCount: sheet.rowCount,
			columnCount: sheet.columnCount,
			cells: shownCells(sheet),
		})),
	}));
}

function shownCells(sheet: Sheet): CellInfo[][] {
	const { row, column } = lastFilled(sheet);
	return Array.from({ length: Math.min(row + 1, ROWS_SHOWN) }, (_row, index) =>
		Array.from({ length: Math.min(column + 1, COLUMNS_SHOWN) }, (_column, at) => {
			const cell = sheet.rows[index]?.[at];
			if (!cell) return { text: '', typed: '' };
			return { text: shownText(cell), typed: asTyped(cell), link: cell.link?.link };
		}),
	);
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
		typeCells(workbookId, sheetName, cell, texts, userId) {
			const workbook = store.workbooks.get(workbookId);
			if (workbook && userId !== undefined && !workbook.editors.includes(userId)) {
				throw new TypeError(`"${userId}" may not edit the workbook "${workbook.name}"`);
			}
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
