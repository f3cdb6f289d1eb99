/** Spreadsheets (在线表格): workbooks with their sheets as grids; editors type into cells. */
import { actedCard, editable } from './cell.js';
import { copyButton, fill, h, syncList } from './dom.js';
import { outside, safeLink } from './links.js';
import { paneHead } from './pane.js';
import { sandboxCall } from './store.js';

/** Draws the view into `root`; `update` follows the store. */
export function createSheets(root) {
	const problem = h('p', { class: 'problem padded-problem', role: 'alert' });
	const list = h('div', { class: 'bases' });
	const attributes = { class: 'scroll padded', tabindex: '0', role: 'region' };
	fill(
		root,
		paneHead({ title: 'Spreadsheets', line: '在线表格 – press a cell to type into it' }),
		problem,
		h('div', { ...attributes, 'aria-label': 'Spreadsheets' }, list),
	);
	const actors = new Map();

	async function type(place) {
		try {
			await sandboxCall('POST', 'workbooks/cells', {
				...place,
				userId: actors.get(place.workbookId),
			});
			problem.replaceChildren();
		} catch (error) {
			problem.replaceChildren(error.message);
		}
	}

	function update({ state }) {
		const { workbooks, people } = state;
		syncList(list, workbooks, {
			key: ({ workbookId }) => workbookId,
			signature: ({ name, editors, readers }) => JSON.stringify([name, editors, readers]),
			make: (workbook) => workbookCard(workbook, people, actors),
		});
		for (const [index, workbook] of workbooks.entries()) {
			syncList(list.children[index].querySelector('.sheets'), workbook.sheets, {
				key: ({ id }) => id,
				signature: (sheet) => JSON.stringify(sheet),
				make: (sheet) => sheetSection(sheet, workbook, type),
			});
		}
	}
	return { update };
}

function workbookCard({ workbookId, name, editors, readers }, people, actors) {
	const those = (userIds) => people.filter(({ userId }) => userIds.includes(userId));
	return actedCard(
		{
			id: workbookId,
			idLabel: 'workbook ID',
			name,
			...{ writers: those(editors), readers: those(readers) },
		},
		actors,
	);
}

/** A, B … Z. */
const letter = (column) => String.fromCharCode(65 + column);

const SHOWN = { rows: 100, columns: 26 };

function sheetSection(sheet, { workbookId, editors }, type) {
	const { id, name, visibility, rowCount, columnCount, cells } = sheet;
	// One more row and column than there are filled: a place to type.
	const rows = Math.min(cells.length + 1, rowCount, SHOWN.rows);
	const columns = Math.min((cells[0]?.length ?? 0) + 1, columnCount, SHOWN.columns);
	const numbers = (length) => Array.from({ length }, (_one, index) => index);
	const draw = (row, column) => {
		const address = `${letter(column)}${row + 1}`;
		const cell = cells[row]?.[column] ?? { text: '', typed: '' };
		return drawCell(cell, {
			label: `${address} of ${name}`,
			canType: editors.length > 0,
			save: (text) => type({ workbookId, sheet: name, cell: address, texts: [[text]] }),
		});
	};
	return h(
		'section',
		{ 'aria-label': name },
		h('h3', {}, name, ' ', copyButton(id, 'sheet ID'), visibility === 'hidden' && 'hidden'),
		h('p', { class: 'hint' }, `${rowCount} rows, ${columnCount} columns`),
		h(
			'div',
			{ class: 'table-scroll', tabindex: '0', role: 'region', 'aria-label': `Cells of ${name}` },
			h(
				'table',
				{ class: 'grid' },
				h(
					'thead',
					{},
					h(
						'tr',
						{},
						h('td', {}),
						numbers(columns).map((column) => h('th', { scope: 'col' }, letter(column))),
					),
				),
				h(
					'tbody',
					{},
					numbers(rows).map((row) =>
						h(
							'tr',
							{},
							h('th', { scope: 'row' }, row + 1),
							numbers(columns).map((column) => h('td', {}, draw(row, column))),
						),
					),
				),
			),
		),
	);
}

/** Formulas as their text: none is computed. A link stands beside what is typed. */
function drawCell({ text, typed, link }, { label, canType, save }) {
	const shown = typed.startsWith('=') ? h('code', {}, typed) : text;
	const url = safeLink(link);
	return [
		canType ? editable({ label, shown, control: () => h('input', { value: typed }), save }) : shown,
		url && h('a', outside(url), 'Open link'),
	];
}
