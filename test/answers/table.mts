import type { RowResult } from './cells.mts';
import { FOREIGN } from './foreign.mts';

/** Operation × answer as Markdown. */
export function toTable(results: readonly RowResult[]): string {
	const lines = [
		['Operation', ...FOREIGN.map(({ name }) => `\`${name}\``)],
		['---', ...FOREIGN.map(() => '---')],
		...results.map(({ row, cells }) => [
			row.name,
			...FOREIGN.map(({ name }) => cells.find(({ answer }) => answer === name)?.shown ?? '–'),
		]),
	];
	return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** How many rows and cells there are, and how often each outcome. */
export function toSummary(results: readonly RowResult[]): string {
	const cells = results.flatMap((result) => result.cells);
	const counts = new Map<string, number>();
	for (const { shown } of cells) counts.set(shown, (counts.get(shown) ?? 0) + 1);
	const outcomes = [...counts].map(([shown, count]) => `${count} ${shown}`).join(', ');
	const shapes = results.reduce((sum, result) => sum + result.shapes, 0);
	return `${results.length} rows, ${cells.length} cells: ${outcomes}. Beside them ${shapes} odd shapes of right answers.`;
}
