/** The departments as a tree, with the ids a node asks for and the people in them. */
import { copyButton, fill, h } from './dom.js';
import { avatar } from './avatar.js';
import { paneHead } from './pane.js';

/** Draws the view into `root`; `update` follows the store. */
export function createDepartments(root) {
	const tree = h('div', {
		class: 'scroll padded departments',
		tabindex: '0',
		role: 'region',
		'aria-label': 'Departments',
	});
	let drawn;
	fill(
		root,
		paneHead({ title: 'Departments', line: 'The organisation as the contacts APIs see it' }),
		tree,
	);

	function update({ state }) {
		const { departments, people } = state;
		const signature = JSON.stringify([departments, people]);
		if (signature === drawn) return;
		drawn = signature;
		const roots = departments.filter((department) => !department.parentId);
		fill(tree, list(roots, state, true));
	}
	return { update };
}

function list(departments, state, isSeen) {
	return h(
		'ul',
		{},
		departments.map((department) => branch(department, state, isSeen)),
	);
}

function branch(department, state, isSeen) {
	const { deptId, name, visible } = department;
	const isVisible = isSeen && visible;
	const below = state.departments.filter((one) => one.parentId === deptId);
	const people = state.people.filter((person) => person.deptIds.includes(deptId));
	return h(
		'li',
		{},
		h(
			'div',
			{ class: `department ${isVisible ? '' : 'outside'}`, 'data-dept-id': deptId },
			h('h2', {}, name),
			h('span', { class: 'id' }, h('code', {}, deptId), copyButton(deptId, 'department ID')),
			!isVisible && h('span', { class: 'badge fault' }, 'Outside the visible range'),
			people.length > 0 &&
				h(
					'p',
					{ class: 'chips' },
					people.map((person) => personLink(person, deptId)),
				),
		),
		below.length > 0 && list(below, state, isVisible),
	);
}

function personLink(person, deptId) {
	return h(
		'a',
		{ href: `#/person/${encodeURIComponent(person.userId)}` },
		avatar(person.name),
		person.name,
		person.leads.includes(deptId) && h('small', {}, 'leads'),
	);
}
