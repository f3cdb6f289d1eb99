/** AI tables (AI 表格, 多维表): bases with their tables; people who may write change records. */
import { actedCard, editable } from './cell.js';
import { copyButton, fill, h, icon, syncList } from './dom.js';
import { fileSize } from './format.js';
import { outside, safeLink } from './links.js';
import { paneHead } from './pane.js';
import { sandboxCall } from './store.js';

/** The AI tables among the documents. */
export const basesOf = (state) => state.aiTables.filter(({ extension }) => extension === 'able');

/** Draws the view into `root`; `update` follows the store. */
export function createTables(root) {
	const problem = h('p', { class: 'problem padded-problem', role: 'alert' });
	const list = h('div', { class: 'bases' });
	const attributes = { class: 'scroll padded', tabindex: '0', role: 'region' };
	fill(
		root,
		paneHead({ title: 'AI tables', line: '多维表 – press a cell to change it' }),
		problem,
		h('div', { ...attributes, 'aria-label': 'AI tables' }, list),
	);

	async function act(path, body) {
		try {
			await sandboxCall('POST', path, body);
			problem.replaceChildren();
		} catch (error) {
			problem.replaceChildren(error.message);
		}
	}

	// Whoever acts is chosen once for each base.
	const actors = new Map();

	function update({ state }) {
		syncList(list, basesOf(state), {
			key: ({ baseId }) => baseId,
			signature: ({ baseId, name, access }) => JSON.stringify([baseId, name, access]),
			make: (base) => baseCard(base, state.people, actors),
		});
		for (const base of basesOf(state)) {
			const card = [...list.children].find(({ dataset }) => dataset.key === base.baseId);
			const userId = () => actors.get(base.baseId);
			syncList(card.querySelector('.sheets'), base.sheets, {
				key: ({ id }) => id,
				signature: ({ name, fields }) => JSON.stringify([name, fields]),
				make: (sheet) => sheetSection(sheet),
			});
			for (const sheet of base.sheets) drawRecords(card, { base, sheet, state, userId, act });
		}
	}
	return { update };
}

function baseCard({ baseId, name, access }, people, actors) {
	const those = (right) => people.filter(({ userId }) => access[userId] === right);
	return actedCard(
		{ id: baseId, idLabel: 'base ID', name, writers: those('write'), readers: those('read') },
		actors,
	);
}

function sheetSection({ id, name, fields }) {
	return h(
		'section',
		{ 'aria-label': name },
		h('h3', {}, name, ' ', copyButton(id, 'table ID'), h('span', { class: 'add' })),
		h(
			'div',
			{ class: 'table-scroll', tabindex: '0', role: 'region', 'aria-label': `Records of ${name}` },
			h(
				'table',
				{ class: 'grid' },
				h(
					'thead',
					{},
					h(
						'tr',
						{},
						fields.map((field) =>
							h('th', { scope: 'col' }, field.name, h('small', {}, field.type)),
						),
						h('td', {}),
					),
				),
				h('tbody', {}),
			),
		),
	);
}

function drawRecords(card, view) {
	const { base, sheet, userId, act } = view;
	const place = { baseId: base.baseId, sheetId: sheet.id };
	const section = [...card.querySelector('.sheets').children].find(
		({ dataset }) => dataset.key === sheet.id,
	);
	const add = section.querySelector('.add');
	if (userId() && add.childElementCount === 0) {
		const onclick = () => act('records', { ...place, userId: userId() });
		add.append(
			h('button', { type: 'button', class: 'ghost', onclick }, icon('plus'), 'Add a record'),
		);
	}
	syncList(section.querySelector('tbody'), sheet.records, {
		key: ({ id }) => id,
		// Names of people and titles of linked records may change too.
		signature: ({ values }) =>
			JSON.stringify([values, sheet.fields.map((field) => textOf(field, values[field.id], view))]),
		make: (record) => recordRow(record, { ...view, place }),
	});
}

function recordRow(record, view) {
	const { sheet, userId, act, place } = view;
	const change = (name, value) =>
		act('records/change', {
			...place,
			...{ userId: userId(), recordId: record.id, values: { [name]: value } },
		});
	const remove = () => act('records/delete', { ...place, userId: userId(), recordId: record.id });
	return h(
		'tr',
		{},
		sheet.fields.map((field) =>
			h('td', { class: `kind-${field.type}` }, cell(field, record, view, change)),
		),
		h(
			'td',
			{},
			h(
				'span',
				{ class: 'row' },
				copyButton(record.id, 'record ID'),
				userId() &&
					h(
						'button',
						{
							type: 'button',
							class: 'ghost',
							'aria-label': `Delete ${record.id}`,
							onclick: remove,
						},
						icon('close'),
					),
			),
		),
	);
}

/** What people type: a text, a number, a day with or without a time, the name of an option. */
const TYPED = new Set(['text', 'number', 'currency', 'date', 'singleSelect']);

function cell(field, record, view, change) {
	const value = record.values[field.id];
	const shown = shownOf(field, value, view);
	if (!TYPED.has(field.type) || !view.userId()) return shown;
	const text = textOf(field, value, view);
	return editable({
		label: `${field.name} of ${record.id}`,
		shown,
		control: () =>
			field.type === 'singleSelect' ? options(field, text) : h('input', { value: text }),
		save: (given) => change(field.name, given === '' ? null : given),
	});
}

function options({ property }, chosen) {
	const names = (property?.choices ?? []).map(({ name }) => name);
	const select = h(
		'select',
		{},
		['', ...names].map((name) => h('option', { value: name }, name)),
	);
	select.value = chosen;
	return select;
}

function shownOf(field, value, view) {
	const texts = textsOf(field, value, view);
	const { type } = field;
	if (type === 'url') {
		const link = safeLink(value?.link);
		return link ? h('a', outside(link), texts[0]) : texts[0];
	}
	const isTagged = ['singleSelect', 'multipleSelect', 'user', 'department'].includes(type);
	if (isTagged || type.endsWith('Link') || type === 'attachment') {
		return texts.map((text) => h('span', { class: 'tag' }, text));
	}
	return texts.join(', ');
}

const textOf = (field, value, view) => textsOf(field, value, view).join(', ');

/** The time in China, as the sandbox takes one without a zone. */
const chinaTime = (ms) => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

const TEXTS = {
	singleSelect: ({ name }) => [name],
	multipleSelect: (choices) => choices.map(({ name }) => name),
	date: (ms) => [chinaTime(ms)],
	user: (users, { state }) =>
		users.map(
			({ unionId }) => state.people.find((one) => one.unionId === unionId)?.name ?? unionId,
		),
	department: (departments, { state }) =>
		departments.map(
			({ deptId }) => state.departments.find((one) => one.deptId === deptId)?.name ?? deptId,
		),
	url: ({ text, link }) => [text || link],
	attachment: (files) => files.map(({ filename, size }) => `${filename} ${fileSize(size)}`),
	unidirectionalLink: linkedTitles,
	bidirectionalLink: linkedTitles,
};

/** What a cell says, in parts; a kind that is not known is shown as it is kept. */
function textsOf(field, value, view) {
	if (value === undefined || value === null) return [];
	const texts = TEXTS[field.type];
	if (texts) return texts(value, view, field).map(String);
	return [typeof value === 'object' ? JSON.stringify(value) : String(value)];
}

/** Linked records by what their first column says. */
function linkedTitles({ linkedRecordIds }, { base }, { property }) {
	const linked = base.sheets.find(({ id }) => id === property?.linkedSheetId);
	return linkedRecordIds.map((recordId) => {
		const title = linked?.records.find(({ id }) => id === recordId)?.values[linked.fields[0]?.id];
		return typeof title === 'string' ? title : recordId;
	});
}
