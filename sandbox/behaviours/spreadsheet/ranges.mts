import type { Answer } from '../../contract/answers.mts';
import { ok } from '../../contract/answers.mts';
import type { Cell, CellLink } from '../../state/spreadsheets.mts';
import { cellAt, setCell, typed } from '../../state/spreadsheets.mts';
import type { OpenedSheet } from './access.mts';
import { faulty, onSheet } from './access.mts';
import type { Area } from './address.mts';
import { addressOf, areaOf, isInside } from './address.mts';
import { MAX_CELLS, MAX_ROWS } from './limits.mts';
import { shownText } from './shown.mts';

const onRange = (right: 'read' | 'write', work: (opened: OpenedSheet, area: Area) => Answer) =>
	onSheet(right, (opened) => {
		const { request, sheet } = opened;
		const area = areaOf(request.pathParams.rangeAddress);
		if (!area || !isInside(sheet, area)) return faulty(request, 'The range is invalid.');
		if (area.rows * area.columns > MAX_CELLS) return faulty(request, 'The range is too large.');
		return work(opened, area);
	});

const grid = <T,>({ rows, columns }: Area, at: (row: number, column: number) => T): T[][] =>
	Array.from({ length: rows }, (_row, row) =>
		Array.from({ length: columns }, (_column, column) => at(row, column)),
	);

/** What of a cell each part of the answer shows; an empty cell has an empty text for a value [unverified]. */
const PARTS: Record<string, (cell: Cell | undefined) => unknown> = {
	values: (cell) => cell?.value ?? '',
	formulas: (cell) => cell?.formula ?? '',
	displayValues: (cell) => (cell ? shownText(cell) : ''),
	hyperlinks: (cell) => cell?.link ?? null,
	backgroundColors: (cell) => colour(cell?.style?.backgroundColors ?? '#ffffff'),
	fontSizes: (cell) => cell?.style?.fontSizes ?? 10,
	fontWeights: (cell) => cell?.style?.fontWeights ?? 'normal',
	horizontalAlignments: (cell) => cell?.style?.horizontalAlignments ?? 'general',
	verticalAlignments: (cell) => cell?.style?.verticalAlignments ?? 'middle',
};

function colour(hex: string | number) {
	const [red, green, blue] = [1, 3, 5].map((at) => parseInt(String(hex).slice(at, at + 2), 16));
	return { red, green, blue, hexString: String(hex) };
}

/** `GET …/ranges/{rangeAddress}`: all parts, or the one that is selected. */
export const getRange = onRange('read', ({ request, sheet }, area) => {
	const { select } = request.query;
	if (select && !(select in PARTS)) return faulty(request, `The select is invalid: ${select}`);
	const parts = Object.entries(PARTS).filter(([name]) => !select || name === select);
	return ok(
		Object.fromEntries(
			parts.map(([name, show]) => [
				name,
				grid(area, (row, column) => show(cellAt(sheet, area.row + row, area.column + column))),
			]),
		),
	);
});

const STYLES: Record<string, RegExp> = {
	backgroundColors: /^#[\da-f]{6}$/i,
	fontColors: /^#[\da-f]{6}$/i,
	fontSizes: /^\d+$/,
	fontWeights: /^(bold|normal)$/,
	horizontalAlignments: /^(left|center|right|general)$/,
	verticalAlignments: /^(top|middle|bottom)$/,
};

/** `PUT …/ranges/{rangeAddress}`: every part has a value for every cell; what is not given stays. */
export const updateRange = onRange('write', ({ request, sheet }, area) => {
	const { body } = request;
	// Rich text in cells is not played.
	if (body.complexValues) return faulty(request, 'complexValues are not supported here.');
	const styles = Object.keys(STYLES).filter((name) => body[name]);
	for (const name of ['values', 'hyperlinks', ...styles]) {
		const part = body[name] as unknown[][] | undefined;
		if (part && !fits(part, area)) return faulty(request, `The ${name} do not fit the range.`);
	}
	if (area.rows > MAX_ROWS) return faulty(request, 'The values are too many.');
	const bad = styles.find((name) =>
		(body[name] as unknown[][]).flat().some((one) => !STYLES[name].test(String(one))),
	);
	if (bad) return faulty(request, `The ${bad} are invalid.`);
	const values = body.values as string[][] | undefined;
	const links = body.hyperlinks as CellLink[][] | undefined;
	for (let row = 0; row < area.rows; row++) {
		for (let column = 0; column < area.columns; column++) {
			const before = cellAt(sheet, area.row + row, area.column + column) ?? { value: '' };
			const style = Object.fromEntries(
				styles.map((name) => [name, (body[name] as string[][])[row][column]]),
			);
			const link = links?.[row][column];
			setCell(sheet, area.row + row, area.column + column, {
				...(values ? withoutFormula(before) : before),
				...(values ? typed(values[row][column]) : {}),
				...(link ? { link, ...(link.text && !values ? { value: link.text } : {}) } : {}),
				...(body.numberFormat ? { numberFormat: body.numberFormat as string } : {}),
				style: { ...before.style, ...style },
			});
		}
	}
	return ok({ a1Notation: addressOf(area) });
});

const fits = (part: unknown[][], { rows, columns }: Area): boolean =>
	part.length === rows && part.every((line) => line.length === columns);

/** A cell that is about to be written: its formula goes, its formats stay. */
const withoutFormula = ({ formula: _formula, ...rest }: Cell): Cell => rest;

const clearing = (keep: (cell: Cell) => Cell | undefined) =>
	onRange('write', ({ sheet }, area) => {
		for (let row = area.row; row < area.row + area.rows; row++) {
			for (let column = area.column; column < area.column + area.columns; column++) {
				const cell = cellAt(sheet, row, column);
				if (cell) setCell(sheet, row, column, keep(cell));
			}
		}
		return ok({ a1Notation: addressOf(area) });
	});

/** `POST …/ranges/{rangeAddress}/clear`: values, formats and links. */
export const clearRange = clearing(() => undefined);

/** `POST …/ranges/{rangeAddress}/clearData`: formats stay; links go with the values [unverified]. */
export const clearRangeData = clearing(({ numberFormat, style }) => ({
	value: '',
	numberFormat,
	style,
}));
