import type { IDataObject } from 'n8n-workflow';

import type { Outcome } from '../../shared/errors/failure';
import { failed, success } from '../../shared/errors/failure';
import type { DingTalkApi } from '../../shared/transport/api';
import { path } from '../../shared/wire/path';
import type { Area } from './address';
import { addressOf, piecesOf } from './address';

/** A workbook, and in whose name it is worked on. */
export interface Book {
	workbookId: string;
	/** unionId */
	operatorId: string;
}

/** A sheet of it, by its ID or its name. */
export interface Place extends Book {
	sheetId: string;
}

/** What DingTalk tells of a sheet. */
export interface WireSheet extends IDataObject {
	id: string;
	name: string;
	visibility?: string;
	rowCount: number;
	columnCount: number;
	/** From 0; -1 for an empty sheet, as is reported publicly. */
	lastNonEmptyRow: number;
	lastNonEmptyColumn: number;
}

/**
 * No page says how much a call takes. 30,000 cells and 1,000 rows are reported publicly; DingTalk's own command line
 * tool asks for at most 5,000 cells a write.
 */
const LIMITS = { readCells: 20_000, writeCells: 5000, writeRows: 1000 } as const;

/** The parts of an area that a read, or a clearing, takes. */
export const readPieces = (area: Area): Area[] => piecesOf(area, LIMITS.readCells);

/** The parts of an area that a write takes. */
export const writePieces = (area: Area): Area[] =>
	piecesOf(area, LIMITS.writeCells, LIMITS.writeRows);

/** @see DingTalk docs "获取所有工作表": GET /v1.0/doc/workbooks/{workbookId}/sheets */
export async function fetchSheets(
	api: DingTalkApi,
	{ workbookId, operatorId }: Book,
): Promise<Array<{ id: string; name: string }>> {
	const { value } = await api.request<{ value: Array<{ id: string; name: string }> }>({
		method: 'GET',
		host: 'api',
		path: path`/v1.0/doc/workbooks/${workbookId}/sheets`,
		query: { operatorId },
		answer: { value: 'objects', 'value[].id': 'id', 'value[].name': 'text' },
	});
	return value;
}

/** @see DingTalk docs "获取工作表": GET /v1.0/doc/workbooks/{workbookId}/sheets/{sheetId} */
export const fetchSheet = async (
	api: DingTalkApi,
	{ workbookId, sheetId, operatorId }: Place,
): Promise<WireSheet> =>
	await api.request<WireSheet>({
		method: 'GET',
		host: 'api',
		path: path`/v1.0/doc/workbooks/${workbookId}/sheets/${sheetId}`,
		query: { operatorId },
		answer: {
			id: 'id',
			name: 'text',
			rowCount: 'number',
			columnCount: 'number',
			lastNonEmptyRow: 'number',
			lastNonEmptyColumn: 'number',
		},
	});

/** What of cells can be read: as they are, as they are shown, or how they come about. */
export type CellPart = 'values' | 'displayValues' | 'formulas';

/**
 * The cells of an area, row by row; in as many calls as its size takes.
 *
 * @see DingTalk docs "获取单元格区域": GET …/sheets/{sheetId}/ranges/{rangeAddress}
 */
export async function fetchCells(
	api: DingTalkApi,
	place: Place,
	area: Area,
	part: CellPart = 'values',
): Promise<unknown[][]> {
	const rows: unknown[][] = [];
	for (const piece of readPieces(area)) {
		const answer = { [part]: 'list', [`${part}[]`]: 'list' } as const;
		const body = await api.request<Record<CellPart, unknown[][]>>({
			...rangeCall(place, piece),
			method: 'GET',
			query: { operatorId: place.operatorId, select: part },
			answer,
		});
		// Each in its row, whatever is left out at the end of a piece, which no page tells.
		rows.push(...Array.from({ length: piece.rows }, (_row, at) => body[part][at] ?? []));
	}
	return rows;
}

/** The path of a call on a range. */
const rangeCall = ({ workbookId, sheetId, operatorId }: Place, area: Area) => ({
	host: 'api' as const,
	path: path`/v1.0/doc/workbooks/${workbookId}/sheets/${sheetId}/ranges/${addressOf(area)}`,
	query: { operatorId } as IDataObject,
});

/** All that DingTalk tells of a range, formats too; one call. */
export const fetchRange = async (
	api: DingTalkApi,
	place: Place,
	area: Area,
): Promise<IDataObject> =>
	await api.request({
		...rangeCall(place, area),
		method: 'GET',
		answer: { values: 'list', formulas: 'list', displayValues: 'list' },
	});

/**
 * Writes what an area is to hold: values, formats, links.
 *
 * @returns its address
 * @see DingTalk docs "更新单元格区域": PUT …/sheets/{sheetId}/ranges/{rangeAddress}
 */
export async function attemptWrite(
	api: DingTalkApi,
	place: Place,
	area: Area,
	body: IDataObject,
): Promise<Outcome<string>> {
	const outcome = await api.attempt({
		...rangeCall(place, area),
		method: 'PUT',
		answer: { a1Notation: 'text' },
		body,
		// The same in the same cells.
		repeatable: true,
	});
	if (!outcome.ok) return failed(outcome.failure);
	return success((outcome.value.body as { a1Notation: string }).a1Notation);
}

/** The same; throws what DingTalk refuses. */
export async function write(
	api: DingTalkApi,
	place: Place,
	area: Area,
	body: IDataObject,
): Promise<string> {
	const outcome = await attemptWrite(api, place, area, body);
	if (outcome.ok) return outcome.value;
	throw api.toError(outcome.failure);
}

/**
 * Rows below the last one that holds something, from column A on.
 *
 * @returns the address of the new rows
 * @see DingTalk docs "工作表中追加行": POST …/sheets/{sheetId}/appendRows
 */
export async function attemptAppend(
	api: DingTalkApi,
	{ workbookId, sheetId, operatorId }: Place,
	values: string[][],
): Promise<Outcome<string>> {
	const outcome = await api.attempt({
		method: 'POST',
		host: 'api',
		path: path`/v1.0/doc/workbooks/${workbookId}/sheets/${sheetId}/appendRows`,
		query: { operatorId },
		answer: { a1Notation: 'text' },
		body: { values },
	});
	if (!outcome.ok) return failed(outcome.failure);
	return success((outcome.value.body as { a1Notation: string }).a1Notation);
}

/**
 * Empties an area, in as many calls as its size takes.
 *
 * @param keepsFormats whether only the values go
 * @see DingTalk docs "清除单元格区域内数据", "清除单元格区域内所有内容": POST …/ranges/{rangeAddress}/clearData, …/clear
 */
export async function clear(
	api: DingTalkApi,
	place: Place,
	area: Area,
	keepsFormats: boolean,
): Promise<void> {
	const { workbookId, sheetId, operatorId } = place;
	for (const piece of readPieces(area)) {
		const address = addressOf(piece);
		await api.request({
			method: 'POST',
			host: 'api',
			path: keepsFormats
				? path`/v1.0/doc/workbooks/${workbookId}/sheets/${sheetId}/ranges/${address}/clearData`
				: path`/v1.0/doc/workbooks/${workbookId}/sheets/${sheetId}/ranges/${address}/clear`,
			query: { operatorId },
			answer: { a1Notation: 'text' },
			repeatable: true,
		});
	}
}
