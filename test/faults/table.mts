import { toTable } from '../../docs/table.mts';
import type { Cell } from './cells.mts';
import type { CallClass } from './classes.mts';
import { AROUND, CALLS, OUTAGE_MS, TRIGGERS } from './classes.mts';
import { FAULTS } from './faults.mts';

/** Between these lines of docs/reliability.md stands what `npm run faults` finds. */
export const MARKERS = { start: '<!-- faults: start -->', end: '<!-- faults: end -->' };

/** What one cell says: requests, outcome, time. */
export function shownAs(cell: Cell | undefined): string {
	if (!cell) return '–';
	const requests = cell.requests === 0 ? '–' : String(cell.requests);
	const seconds = `${Number((cell.ms / 1000).toFixed(1))} s`;
	if (cell.outcome === 'goes on') return `${requests} · back after ${seconds}`;
	return [requests, cell.outcome, ...(cell.ms > 0 ? [seconds] : [])].join(' · ');
}

const tableOf = (cells: readonly Cell[], classes: readonly CallClass[]): string =>
	toTable(
		['Fault', ...classes.map(({ name }) => name)],
		FAULTS.map(({ name }) => [
			name,
			...classes.map((callClass) =>
				shownAs(cells.find((one) => one.fault === name && one.callClass === callClass.name)),
			),
		]),
	);

/** All that stands between the markers. */
export const toPage = (cells: readonly Cell[]): string =>
	[
		'',
		tableOf(cells, CALLS),
		'',
		tableOf(cells, AROUND),
		'',
		`A trigger that stands loses its connection, and then meets the fault for ${OUTAGE_MS / 60_000} minutes:`,
		'',
		tableOf(cells, TRIGGERS),
		'',
	].join('\n');

/** A page with another text between its markers. @throws Error when it has none */
export function withBetween(page: string, text: string): string {
	const { start, end } = MARKERS;
	const [before, rest] = page.split(start);
	const after = rest?.split(end)[1];
	if (after === undefined) throw new Error(`The page has no ${start} and ${end}`);
	return `${before}${start}\n${text}\n${end}${after}`;
}

/** Rows of the tables between the markers: `fault`, then class → cell. */
export function cellsIn(page: string): Map<string, string> {
	const found = new Map<string, string>();
	let head: string[] = [];
	const text = page.split(MARKERS.start)[1]?.split(MARKERS.end)[0] ?? '';
	for (const line of text.split('\n')) {
		const [name, ...others] = line
			.split('|')
			.slice(1, -1)
			.map((cell) => cell.trim());
		if (name === undefined || /^-+$/.test(name)) continue;
		if (name === 'Fault') head = others;
		else others.forEach((cell, index) => found.set(`${name} / ${head[index]}`, cell));
	}
	return found;
}
