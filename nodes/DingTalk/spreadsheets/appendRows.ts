import type { Failure } from '../../shared/errors/failure';
import { HOPELESS, mayHaveHappened } from '../../shared/errors/failure';
import { itemRunOf } from '../../shared/itemKey';
import type { Memory } from '../../shared/memory';
import { memoryOf } from '../../shared/memory';
import type { DingTalkApi } from '../../shared/transport/api';
import { firstRowOf } from './address';
import type { RowItem } from './bySheet';
import type { Place } from './calls';
import { attemptAppend, writePieces } from './calls';
import type { RowCells } from './fillItems';

/** A row that is to be appended. */
export interface NewRow {
	/** Whose it is; the first of them where several became one row. */
	item: RowItem;
	cells: RowCells;
}

/** What became of it. */
export type Appended =
	/** Its row, from 0, where DingTalk's address tells it. */
	| { ok: true; row?: number }
	/** `isSent` is false where a row before it failed in a way that this one would have too. */
	| { ok: false; failure: Failure; isSent: boolean };

/**
 * Appends rows in as few calls as their number takes. What was appended, or may have been, is never sent again: not in
 * another attempt of n8n's Retry On Fail either, as DingTalk has no key by which it would know a second one.
 *
 * @param width columns of the sheet
 * @returns an outcome for each row
 */
export async function appendRows(
	api: DingTalkApi,
	place: Place,
	rows: readonly NewRow[],
	width: number,
): Promise<Appended[]> {
	const memories = rows.map((row) => memoryFor(place, row));
	const outcomes = memories.map((memory) => memory.get('row'));
	const waiting = outcomes.flatMap((known, index) => (known ? [] : [index]));
	const pieces = writePieces({ row: 0, column: 0, rows: waiting.length, columns: width });
	let fault: Failure | undefined;
	for (const { row: start, rows: count } of pieces) {
		const piece = waiting.slice(start, start + count);
		if (fault) {
			for (const index of piece) outcomes[index] = { ok: false, failure: fault, isSent: false };
			continue;
		}
		const values = piece.map((index) => lineOf(rows[index].cells, width));
		const outcome = await attemptAppend(api, place, values);
		const first = outcome.ok ? firstRowOf(outcome.value) : undefined;
		const failure = outcome.ok ? undefined : outcome.failure;
		const isKept = !failure || mayHaveHappened(failure);
		piece.forEach((index, at) => {
			outcomes[index] = failure
				? { ok: false, failure, isSent: true }
				: { ok: true, ...(first === undefined ? {} : { row: first + at }) };
			if (isKept) memories[index].set('row', outcomes[index]);
		});
		if (failure && (isKept || HOPELESS.has(failure.kind))) fault = failure;
	}
	return outcomes as Appended[];
}

const memoryFor = ({ workbookId, sheetId }: Place, { item, cells }: NewRow): Memory<Appended> => {
	const { node, itemIndex } = item.context;
	return memoryOf(itemRunOf(node, itemIndex), 'row', workbookId, sheetId, [...cells]);
};

const lineOf = (cells: RowCells, width: number): string[] =>
	Array.from({ length: width }, (_cell, index) => cells.get(index) ?? '');

/** The error of a row that could not be appended. */
export function appendError(
	api: DingTalkApi,
	{ failure, isSent }: { failure: Failure; isSent: boolean },
): Error {
	if (!isSent) {
		return api.toError(
			{ ...failure, attempts: 0 },
			{ prefix: 'Not sent, as a row before it failed', note: 'With Retry On Fail it is sent' },
		);
	}
	if (!mayHaveHappened(failure)) {
		return api.toError(failure, {
			note: 'Rows that were appended are not appended again with Retry On Fail',
		});
	}
	return api.toError(failure, {
		prefix: 'It is not known whether the row was appended',
		note: 'With Retry On Fail it is not sent again: look into the sheet',
	});
}
