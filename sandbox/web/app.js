/** Puts the page together: the address after # says what the middle shows. */
import { fill, h, icon } from './dom.js';
import { createApprovals } from './approvals.js';
import { listChats, markSeen } from './chats.js';
import { createCalendar } from './calendar.js';
import { createCalls } from './calls.js';
import { createControls } from './controls.js';
import { createConversation } from './conversation.js';
import { createDepartments } from './departments.js';
import { createDocuments } from './documents.js';
import { createFiles } from './files.js';
import { createPushes } from './pushes.js';
import { createWorkRecords } from './workRecords.js';
import { createSheets } from './sheets.js';
import { createTables } from './tables.js';
import { createSidebar } from './sidebar.js';
import { createStore } from './store.js';
import { createTodos } from './todos.js';

const main = document.querySelector('main');
const wide = matchMedia('(min-width: 760px)');
let pane;
let paneId;

const store = createStore(render);
const controls = createControls(document.querySelector('#bar'), store);
const sidebar = createSidebar(document.querySelector('#side'));
addEventListener('hashchange', () => render());
document.addEventListener('visibilitychange', () => render());
controls.update();

/** `group/cid…`, `person/zhangwei`, `departments`, `todos`, `approvals`, `calendar`, `files`, `documents`, `tables`, `sheets`, `workRecords`, `pushes`, `calls` or nothing. */
function selectedId() {
	try {
		return decodeURIComponent(location.hash.replace(/^#\/?/, ''));
	} catch {
		return '';
	}
}

function createPane(id) {
	if (id === 'departments') return createDepartments(main);
	if (id === 'todos') return createTodos(main);
	if (id === 'approvals') return createApprovals(main);
	if (id === 'calendar') return createCalendar(main, store.nowMs);
	if (id === 'files') return createFiles(main);
	if (id === 'documents') return createDocuments(main);
	if (id === 'tables') return createTables(main);
	if (id === 'sheets') return createSheets(main);
	if (id === 'workRecords') return createWorkRecords(main);
	if (id === 'pushes') return createPushes(main);
	if (id === 'calls') return createCalls(main);
	if (id.includes('/')) return createConversation(main, id);
	fill(
		main,
		h(
			'div',
			{ class: 'blank welcome' },
			icon('robot'),
			h(
				'p',
				{},
				h('b', {}, 'DingTalk on your machine'),
				h('br'),
				'Choose a chat on the left. What workflows send appears there at once.',
			),
		),
	);
	return { update: () => undefined };
}

function render() {
	controls.update();
	if (!store.state) return;
	const nowMs = store.nowMs();
	const chats = listChats(store.state, nowMs);
	const selected = selectedId();
	document.body.classList.toggle('has-pane', selected !== '');
	if (selected !== paneId) {
		paneId = selected;
		pane = createPane(selected);
	}
	const chat = chats.find((one) => one.id === selected);
	if (chat && document.visibilityState === 'visible') markSeen(chat, nowMs);
	const view = { state: store.state, calls: store.calls, chats, selected, nowMs };
	sidebar.update(view);
	pane.update(view);
	const unread = chats.reduce((sum, one) => sum + one.unread, 0);
	document.title = `${unread > 0 ? `(${unread}) ` : ''}DingTalk sandbox`;
	// On a wide screen an empty middle helps nobody: open the chat with the latest message.
	if (selected === '' && wide.matches) openLatest(chats);
}

function openLatest(chats) {
	const [latest] = [...chats].sort((a, b) => (b.last?.time ?? 0) - (a.last?.time ?? 0));
	if (latest) location.replace(`#/${encodeURI(latest.id)}`);
}
