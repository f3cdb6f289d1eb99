import { readFileSync } from 'node:fs';

/** Where a link of a cell leads: a web page, a sheet or a range. */
export interface CellLink {
	type: string;
	link: string;
	text?: string;
}

/** What a cell holds; a formula is kept as text, and nothing is computed. */
export interface Cell {
	value: string | number | boolean;
	formula?: string;
	numberFormat?: string;
	link?: CellLink;
	/** Colours, sizes and alignments, by the names of the call that sets them. */
	style?: Record<string, string | number>;
}

/** A sheet of a workbook; rows and columns count from 0. */
export interface Sheet {
	id: string;
	name: string;
	visibility: 'visible' | 'hidden';
	rowCount: number;
	columnCount: number;
	frozenRowCount: number;
	frozenColumnCount: number;
	/** What has never been written is missing. */
	rows: Array<Array<Cell | undefined> | undefined>;
}

/** A spreadsheet (表格). Who is in neither list has no access. */
export interface Workbook {
	workbookId: string;
	name: string;
	/** The root of the knowledge base that lists it, if one does. */
	parentId?: string;
	/** userIds. */
	editors: string[];
	readers: string[];
	/** Unix ms from which it can be used: DingTalk prepares a new one for some seconds. */
	readyAt: number;
	sheets: Sheet[];
}

/** A cell as the page shows it. */
export interface CellInfo {
	/** As it is shown; of a formula nothing, as none is computed. */
	text: string;
	/** What somebody would type to get it. */
	typed: string;
	link?: string;
}

/** A workbook as the page shows it; of each sheet the first rows and columns up to the last that hold something. */
export interface WorkbookInfo
	extends Pick<Workbook, 'workbookId' | 'name' | 'editors' | 'readers'> {
	sheets: Array<
		Pick<Sheet, 'id' | 'name' | 'visibility' | 'rowCount' | 'columnCount'> & { cells: CellInfo[][] }
	>;
}

/** A workbook as a seed or a test writes it: cells as a person would type them. */
export interface WorkbookDraft {
	workbookId: string;
	name: string;
	parentId?: string;
	editors?: string[];
	readers?: string[];
	/** @default 0 */
	readyAfterMs?: number;
	sheets: Array<{ name: string; cells?: string[][]; numberFormats?: Record<string, string> }>;
}

/** Size of a new sheet, as seen publicly. */
const ROWS = 200;
const COLUMNS = 40;

/** The workbooks of the seed. */
export const seedWorkbooks = (): WorkbookDraft[] =>
	JSON.parse(
		readFileSync(new URL('./seed/workbooks.json', import.meta.url), 'utf8'),
	) as WorkbookDraft[];

/** An empty sheet. */
export const newSheet = (id: string, name: string): Sheet => ({
	id,
	name,
	visibility: 'visible',
	rowCount: ROWS,
	columnCount: COLUMNS,
	frozenRowCount: 0,
	frozenColumnCount: 0,
	rows: [],
});

/** The workbook of a draft. */
export function toWorkbook(draft: WorkbookDraft, nowMs: number): Workbook {
	const { workbookId, name, parentId, editors = [], readers = [] } = draft;
	const { readyAfterMs = 0, sheets } = draft;
	return {
		workbookId,
		name,
		parentId,
		editors,
		readers,
		readyAt: nowMs + readyAfterMs,
		sheets: sheets.map((sheet, index) => {
			const made = newSheet(`st-${workbookId.slice(-6)}-${index + 1}`, sheet.name);
			writeTexts(made, 0, 0, sheet.cells ?? []);
			for (const [column, numberFormat] of Object.entries(sheet.numberFormats ?? {})) {
				for (const row of made.rows.slice(1)) {
					const cell = row?.[Number(column)];
					if (cell) cell.numberFormat = numberFormat;
				}
			}
			return made;
		}),
	};
}

/**
 * What becomes of a text in a cell. Whole and decimal numbers, true and false become values of their kind, as is
 * reported publicly; other texts stay, dates among them [unverified]. A formula begins with `=`; a leading apostrophe
 * keeps the rest as text, which DingTalk documents for its command line tool only.
 */
export function typed(text: string): Pick<Cell, 'value' | 'formula'> {
	if (text.startsWith("'")) return { value: text.slice(1) };
	// The value that it comes to is not known here.
	if (text.startsWith('=')) return { value: '', formula: text };
	if (text === 'true' || text === 'false') return { value: text === 'true' };
	return { value: /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text };
}

/** What somebody would type to get what the cell holds. */
export function asTyped({ value, formula }: Cell): string {
	if (formula !== undefined) return formula;
	const text = String(value);
	const again = typed(text);
	return again.value === value && again.formula === undefined ? text : `'${text}`;
}

/** Writes texts from a cell on; those of a cell that has a format keep it. */
export function writeTexts(sheet: Sheet, row: number, column: number, texts: string[][]): void {
	texts.forEach((line, index) => {
		line.forEach((text, offset) => {
			const { formula: _formula, ...kept } = cellAt(sheet, row + index, column + offset) ?? {};
			setCell(sheet, row + index, column + offset, { ...kept, ...typed(text) });
		});
	});
	sheet.rowCount = Math.max(sheet.rowCount, row + texts.length);
}

export const cellAt = (sheet: Sheet, row: number, column: number): Cell | undefined =>
	sheet.rows[row]?.[column];

/** Puts a cell in its place, or takes it away. */
export function setCell(sheet: Sheet, row: number, column: number, cell: Cell | undefined): void {
	(sheet.rows[row] ??= [])[column] = cell;
}

const isFilled = (cell: Cell | undefined): boolean =>
	cell !== undefined && (cell.value !== '' || cell.formula !== undefined);

/** Last row and column that hold something, from 0; -1 where the sheet is empty. */
export function lastFilled(sheet: Sheet): { row: number; column: number } {
	let [row, column] = [-1, -1];
	sheet.rows.forEach((cells, index) => {
		cells?.forEach((cell, at) => {
			if (!isFilled(cell)) return;
			row = index;
			column = Math.max(column, at);
		});
	});
	return { row, column };
}
