import { availableParallelism, cpus, totalmem } from 'node:os';

/** One line of the table. */
export interface Row {
	what: string;
	measured: string;
	/** What to compare it with, or how it was measured. */
	beside?: string;
	/** Absent: only told. */
	target?: string;
	isMet?: boolean;
}

/** A group of measurements. */
export interface Case {
	name: string;
	/** @param progress tells what goes on, for people who wait */
	run(progress: (text: string) => void): Promise<Row[]>;
}

const COLUMNS = ['what', 'measured', 'target', '', 'beside'] as const;

/** The rows as a Markdown table, with columns aligned. */
export function toTable(rows: readonly Row[]): string {
	const cells = rows.map((row) => [
		row.what,
		row.measured,
		row.target ?? '',
		row.target === undefined ? '' : row.isMet ? 'met' : 'MISSED',
		row.beside ?? '',
	]);
	const widths = COLUMNS.map((title, column) =>
		Math.max(title.length, 3, ...cells.map((row) => row[column].length)),
	);
	const line = (row: readonly string[]) =>
		`| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
	return [line(COLUMNS), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join(
		'\n',
	);
}

/** The day and the machine, above a table. */
export function machine(): string {
	const memoryGb = Math.round(totalmem() / 1024 ** 3);
	const processor = cpus()[0]?.model.trim() ?? 'unknown';
	const day = new Date().toISOString().slice(0, 10);
	return `${day}, Node ${process.versions.node}, ${availableParallelism()} cores (${processor}), ${memoryGb} GB`;
}

/** `12.3 s` */
export const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** `0.4 %` */
export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
