/** The left column: search, the entries for departments, todos, approvals, calendar, files, documents, AI tables, spreadsheets, work records, pushes and calls, groups, people. */
import { fill, h, icon, syncList } from './dom.js';
import { listTime } from './format.js';
import { memberCount, preview } from './chats.js';
import { waitingIn } from './pushes.js';
import { CALLS_KEPT } from './store.js';
import { basesOf } from './tables.js';
import { avatar } from './avatar.js';

/** Draws the column into `root` once; `update` follows the store. */
export function createSidebar(root) {
	let latest;
	const search = h('input', {
		type: 'search',
		id: 'search',
		placeholder: 'Search',
		'aria-label': 'Search people, groups and messages',
		autocomplete: 'off',
		oninput: () => latest && update(latest),
	});
	const lists = { group: h('div', { class: 'list' }), person: h('div', { class: 'list' }) };
	const entries = h('div', { class: 'list entries' });
	const nothing = h('p', { class: 'nothing', hidden: true }, 'Nothing found');
	const scroll = h(
		'nav',
		{ class: 'scroll', 'aria-label': 'Chats' },
		entries,
		section('Groups', lists.group),
		section('People', lists.person),
		nothing,
	);
	fill(root, h('label', { class: 'search' }, icon('search'), search, h('kbd', {}, '/')), scroll);
	scroll.addEventListener('keydown', (event) => moveFocus(scroll, event));
	document.addEventListener('keydown', (event) => focusSearch(search, event));

	function update(view) {
		latest = view;
		const words = search.value.trim().toLowerCase();
		const chats = view.chats.filter((chat) => matches(chat, words));
		for (const type of ['group', 'person']) {
			const wanted = chats.filter((chat) => chat.type === type);
			drawChats(lists[type], wanted, view);
			lists[type].parentElement.hidden = wanted.length === 0;
		}
		nothing.hidden = chats.length > 0;
		drawEntries(entries, view);
	}
	return { update };
}

function section(title, list) {
	return h('section', { 'aria-label': title }, h('h2', {}, title), list);
}

function matches(chat, words) {
	if (words === '') return true;
	const { name, userId, mobile, chatId } = chat.subject;
	if ([name, userId, mobile, chatId].some((text) => text?.toLowerCase().includes(words)))
		return true;
	return chat.messages.some((message) =>
		JSON.stringify(message.content).toLowerCase().includes(words),
	);
}

function drawChats(list, chats, { selected, nowMs, state }) {
	const { cards } = state;
	// Those with messages first, the newest on top; the rest in the organisation's order.
	const sorted = [...chats].sort((a, b) => (b.last?.time ?? 0) - (a.last?.time ?? 0));
	syncList(list, sorted, {
		key: (chat) => chat.id,
		signature: (chat) =>
			JSON.stringify([
				chat.name,
				chat.unread,
				chat.id === selected,
				preview(chat.last, cards),
				chat.last?.id,
			]),
		make: (chat) => chatLink(chat, chat.id === selected, { nowMs, cards }),
	});
}

function chatLink(chat, isSelected, { nowMs, cards }) {
	const { last, unread, subject } = chat;
	const empty = subject.disbanded
		? 'Disbanded'
		: subject.title || (chat.type === 'group' ? memberCount(subject) : 'No messages yet');
	const hidden = subject.visible === false;
	return h(
		'a',
		{ class: 'chat', href: `#/${encodeURI(chat.id)}`, 'aria-current': isSelected ? 'page' : null },
		avatar(chat.name, chat.type),
		h(
			'span',
			{ class: 'chat-text' },
			h('b', {}, chat.name),
			h('small', {}, last ? lastLine(chat, cards) : hidden ? 'Outside the visible range' : empty),
		),
		h(
			'span',
			{ class: 'chat-side' },
			h('time', {}, last ? listTime(last.time, nowMs) : ''),
			unread > 0 &&
				h(
					'span',
					{ class: 'unread', 'aria-label': `${unread} unread` },
					unread > 99 ? '99+' : unread,
				),
		),
	);
}

function lastLine({ type, last }, cards) {
	const line = preview(last, cards);
	return type === 'group' && !last.recalled ? `${last.sender.name}: ${line}` : line;
}

function drawEntries(list, { selected, state, calls }) {
	const open = state.workRecords.filter((record) => record.status === 'open').length;
	const todos = state.todos.filter((todo) => !todo.isDone).length;
	const running = state.approvals.filter((approval) => approval.status === 'RUNNING').length;
	const refused = calls.filter((entry) => entry.refused).length;
	const rows = [
		{
			id: 'departments',
			name: 'Departments',
			icon: 'tree',
			count: 0,
			hint: `${state.departments.length} departments`,
		},
		{ id: 'todos', name: 'Todos', icon: 'todo', count: todos, hint: `${todos} open` },
		{
			id: 'approvals',
			name: 'Approvals',
			icon: 'check',
			count: running,
			hint: `${running} running`,
		},
		{ id: 'calendar', name: 'Calendar', icon: 'calendar', count: 0, hint: 'Whose week it is' },
		{ id: 'files', name: 'Files', icon: 'folder', count: 0, hint: `${state.spaces.length} spaces` },
		{
			id: 'documents',
			name: 'Documents',
			icon: 'file',
			count: 0,
			hint: `${state.knowledgeBases.length} knowledge bases`,
		},
		{
			id: 'tables',
			name: 'AI tables',
			icon: 'table',
			count: 0,
			hint: `${basesOf(state).length} bases`,
		},
		{
			id: 'sheets',
			name: 'Spreadsheets',
			icon: 'sheet',
			count: 0,
			hint: `${state.workbooks.length} spreadsheets`,
		},
		{ id: 'workRecords', name: 'Work records', icon: 'records', count: open, hint: `${open} open` },
		{
			id: 'pushes',
			name: 'Pushes',
			icon: 'broadcast',
			count: waitingIn(state),
			hint: `${state.connections.length} connections, ${waitingIn(state)} pushes on their way`,
		},
		{
			id: 'calls',
			name: 'API calls',
			icon: 'calls',
			count: calls.length < CALLS_KEPT ? calls.length : `${CALLS_KEPT}+`,
			hint: `${calls.length} calls, ${refused} refused`,
		},
	];
	syncList(list, rows, {
		key: (row) => row.id,
		signature: (row) => JSON.stringify([row.hint, row.id === selected]),
		make: (row) =>
			h(
				'a',
				{
					class: 'entry',
					href: `#/${row.id}`,
					'aria-current': row.id === selected ? 'page' : null,
					title: row.hint,
				},
				icon(row.icon),
				h('b', {}, row.name),
				row.count !== 0 && h('span', { class: 'count' }, row.count),
			),
	});
}

function moveFocus(scroll, event) {
	if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
	const links = [...scroll.querySelectorAll('a')].filter((link) => link.offsetParent);
	const at = links.indexOf(document.activeElement) + (event.key === 'ArrowDown' ? 1 : -1);
	links[Math.max(0, Math.min(at, links.length - 1))]?.focus();
	event.preventDefault();
}

function focusSearch(search, event) {
	if (event.key !== '/' || event.target.closest('input, textarea, select, dialog')) return;
	search.focus();
	event.preventDefault();
}
