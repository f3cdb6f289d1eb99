import type { Failure } from '../../shared/errors/failure';
import { HOPELESS } from '../../shared/errors/failure';
import type { DingTalkApi } from '../../shared/transport/api';
import type { Area } from './address';
import type { Place } from './calls';
import { attemptWrite, writePieces } from './calls';
import type { RowCells } from './fillItems';

/** Rows that change: by their places, from 0, the cells that they get. */
export type Changes = Map<number, RowCells>;

interface Block extends Area {
	values: string[][];
}

/**
 * Writes the cells of rows, and no others: what stands beside them may be formulas. Rows below each other whose cells
 * are in the same columns are written in one call.
 *
 * @returns why a row was not written as a whole; those that were are not in it
 */
export async function updateRows(
	api: DingTalkApi,
	place: Place,
	changes: Changes,
): Promise<Map<number, Failure>> {
	const failures = new Map<number, Failure>();
	let fault: Failure | undefined;
	for (const block of blocksOf(changes)) {
		for (const piece of writePieces(block)) {
			const from = piece.row - block.row;
			const values = block.values.slice(from, from + piece.rows);
			const outcome = fault ? undefined : await attemptWrite(api, place, piece, { values });
			const failure = outcome?.ok ? undefined : (fault ?? outcome?.failure);
			if (!failure) continue;
			if (HOPELESS.has(failure.kind)) fault = failure;
			for (let row = piece.row; row < piece.row + piece.rows; row++) failures.set(row, failure);
		}
	}
	return failures;
}

/** The cells as blocks: as few as cover them and nothing else, as long as rows are taken from the top down. */
function blocksOf(changes: Changes): Block[] {
	const blocks: Block[] = [];
	/** By their columns, those that may go on in the next row. */
	let open = new Map<string, Block>();
	for (const row of [...changes.keys()].sort((a, b) => a - b)) {
		const next = new Map<string, Block>();
		for (const { column, texts } of runsOf(changes.get(row) as RowCells)) {
			const key = `${column} ${texts.length}`;
			const before = open.get(key);
			const isBelow = before !== undefined && before.row + before.rows === row;
			const block = isBelow ? before : { row, column, rows: 0, columns: texts.length, values: [] };
			block.rows++;
			block.values.push(texts);
			if (!isBelow) blocks.push(block);
			next.set(key, block);
		}
		open = next;
	}
	return blocks;
}

/** Cells beside each other. */
function runsOf(cells: RowCells): Array<{ column: number; texts: string[] }> {
	const runs: Array<{ column: number; texts: string[] }> = [];
	for (const [column, text] of [...cells].sort(([a], [b]) => a - b)) {
		const last = runs.at(-1);
		if (last && last.column + last.texts.length === column) last.texts.push(text);
		else runs.push({ column, texts: [text] });
	}
	return runs;
}
