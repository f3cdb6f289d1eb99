/** Widths as an editor shows them: Chinese characters take two columns. */
const widthOf = (text: string): number =>
	[...text].reduce((sum, character) => sum + (/[\u2e80-\uffdc]/.test(character) ? 2 : 1), 0);

const pad = (text: string, width: number, filling = ' ') =>
	text + filling.repeat(Math.max(0, width - widthOf(text)));

const escapeCell = (text: string) => text.replace(/\|/g, '\\|').replace(/\n/g, ' ');

/** A Markdown table with aligned columns, as the formatter leaves it. */
export function toTable(head: string[], rows: string[][]): string {
	const cells = [head, ...rows].map((row) => row.map(escapeCell));
	const widths = head.map((_, column) =>
		Math.max(3, ...cells.map((row) => widthOf(row[column] ?? ''))),
	);
	const toLine = (row: string[], filling?: string) =>
		`| ${widths.map((width, column) => pad(row[column] ?? '', width, filling)).join(' | ')} |`;
	const [first, ...others] = cells.map((row) => toLine(row));
	return [
		first,
		toLine(
			head.map(() => ''),
			'-',
		),
		...others,
	].join('\n');
}
