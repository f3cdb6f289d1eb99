/** Work records (待办): one person's at a time, open ones before the done ones. */
import { copyButton, fill, h, icon, syncList } from './dom.js';
import { fullTime } from './format.js';
import { outside, safeLink } from './links.js';
import { avatar } from './avatar.js';
import { paneHead } from './pane.js';

/** Draws the view into `root`; `update` follows the store. */
export function createWorkRecords(root) {
	let chosen = '';
	let latest;
	const people = h('div', { class: 'chips', role: 'group', 'aria-label': 'Whose work records' });
	const sections = [createSection('open', 'Open'), createSection('done', 'Done')];
	const hint = 'Work Record → Create puts one here.';
	const blank = h(
		'div',
		{ class: 'blank' },
		h('p', {}, h('b', {}, 'No work records yet'), h('br'), hint),
	);
	const attributes = { class: 'scroll padded', tabindex: '0', role: 'region' };
	fill(
		root,
		paneHead({ title: 'Work records', line: '待办 – what each person has to do' }),
		people,
		h(
			'div',
			{ ...attributes, 'aria-label': 'Work records' },
			sections.map((one) => one.parts),
			blank,
		),
	);

	function choose(userId) {
		chosen = userId;
		update(latest);
	}

	function update(view) {
		latest = view;
		drawPeople(people, view.state, chosen, choose);
		const wanted = view.state.workRecords.filter((one) => chosen === '' || one.userId === chosen);
		for (const section of sections) section.update(wanted, view.state);
		blank.hidden = wanted.length > 0;
	}
	return { update };
}

/** A title with a count, and the records in that status. */
function createSection(status, title) {
	const head = h('h2', {});
	const list = h('div', { class: 'entries' });
	const update = (records, state) => {
		const some = records.filter((record) => record.status === status);
		drawWorkRecords(list, some, state);
		fill(head, title, h('span', { class: 'count' }, some.length));
		head.hidden = records.length === 0;
	};
	return { parts: [head, list], update };
}

/** A chip per person who has records, and one for everybody. */
function drawPeople(root, { people, workRecords }, chosen, choose) {
	const open = (userId) =>
		workRecords.filter((one) => one.status === 'open' && (userId === '' || one.userId === userId))
			.length;
	const owners = people.filter((person) => workRecords.some((one) => one.userId === person.userId));
	const chips = [{ userId: '', name: 'Everybody' }, ...owners];
	syncList(root, chips, {
		key: (person) => person.userId || 'everybody',
		signature: (person) => JSON.stringify([open(person.userId), person.userId === chosen]),
		make: (person) =>
			h(
				'button',
				{
					type: 'button',
					'aria-pressed': String(person.userId === chosen),
					onclick: () => choose(person.userId),
				},
				person.name,
				h('span', { class: 'count' }, open(person.userId)),
			),
	});
}

function drawWorkRecords(root, records, state) {
	syncList(
		root,
		[...records].sort((a, b) => b.createTime - a.createTime),
		{
			key: (record) => record.recordId,
			signature: (record) => JSON.stringify(record),
			make: (record) => drawRecord(record, state),
		},
	);
}

function drawRecord(record, { people }) {
	const url = safeLink(record.url);
	const title = url ? h('a', outside(url), record.title) : record.title;
	const isDone = record.status === 'done';
	const rows = record.formItems.map((item) => [h('dt', {}, item.title), h('dd', {}, item.content)]);
	return h(
		'article',
		{
			class: `record ${record.status}`,
			'data-record-id': record.recordId,
			'data-status': record.status,
		},
		h(
			'span',
			{ class: 'tick', role: 'img', 'aria-label': isDone ? 'Done' : 'Open' },
			isDone && icon('check'),
		),
		h('div', { class: 'record-text' }, h('h3', {}, title), h('dl', {}, rows), foot(record, people)),
	);
}

function foot(record, people) {
	const { userId, recordId, bizId, sourceName } = record;
	const name = people.find((person) => person.userId === userId)?.name ?? userId;
	const id = (value, label) =>
		value && h('span', { class: 'id' }, h('code', {}, value), copyButton(value, label));
	return h(
		'p',
		{ class: 'record-foot' },
		avatar(name),
		h('span', {}, name),
		h('time', {}, fullTime(record.createTime)),
		sourceName && h('span', {}, `from ${sourceName}`),
		id(recordId, 'record ID'),
		id(bizId, 'biz ID'),
	);
}
