/** The timeline of API calls, with request and answer of the chosen one. */
import { fill, h, icon, syncList } from './dom.js';
import { paneHead } from './pane.js';
import { clockTime, fullTime } from './format.js';

const SHOWN = 300;

/** Draws the view into `root`; `update` follows the store. */
export function createCalls(root) {
	const view = { chosen: undefined, refusedOnly: false, words: '', page: undefined };
	const list = h('div', { class: 'call-list', role: 'list', 'aria-label': 'Calls, newest first' });
	const detail = h('section', { class: 'call-detail', 'aria-label': 'Chosen call', hidden: true });
	const blank = noCalls();
	const count = h('small', {});
	const redraw = () => view.page && update(view.page);
	const body = h('div', { class: 'calls' }, h('div', { class: 'scroll' }, list, blank), detail);
	fill(root, paneHead({ title: 'API calls', line: count }), tools(view, redraw), body);

	function choose(entry) {
		const isSame = view.chosen === entry.n;
		view.chosen = isSame ? undefined : entry.n;
		detail.hidden = isSame;
		if (!isSame)
			fill(
				detail,
				drawDetail(entry, () => choose(entry)),
			);
		redraw();
	}

	function update(page) {
		view.page = page;
		// A reset takes the chosen call away.
		if (!page.calls.some((entry) => entry.n === view.chosen)) detail.hidden = true;
		const entries = page.calls.filter((entry) => wanted(entry, view));
		const refused = page.calls.filter((entry) => entry.refused).length;
		count.textContent = `${page.calls.length} calls, ${refused} refused`;
		blank.hidden = entries.length > 0;
		syncList(list, entries.slice(-SHOWN).reverse(), {
			key: (entry) => String(entry.n),
			signature: (entry) => `${entry.n} ${entry.time} ${entry.n === view.chosen}`,
			make: (entry) => drawRow(entry, entry.n === view.chosen, choose),
		});
	}
	return { update };
}

function noCalls() {
	const text = 'Every call to the two DingTalk addresses is listed here.';
	return h('div', { class: 'blank' }, h('p', {}, h('b', {}, 'No calls'), h('br'), text));
}

function tools(view, redraw) {
	const filter = h('input', {
		type: 'search',
		placeholder: 'Filter by path, id or code',
		'aria-label': 'Filter calls',
		oninput: (event) => {
			view.words = event.target.value.trim().toLowerCase();
			redraw();
		},
	});
	const refused = h('input', {
		type: 'checkbox',
		onchange: (event) => {
			view.refusedOnly = event.target.checked;
			redraw();
		},
	});
	return h(
		'div',
		{ class: 'call-tools' },
		h('label', { class: 'search' }, icon('search'), filter),
		h('label', { class: 'check' }, refused, 'Refused only'),
	);
}

function wanted(entry, { refusedOnly, words }) {
	if (refusedOnly && !entry.refused) return false;
	return (
		words === '' ||
		`${entry.method} ${entry.path} ${entry.id} ${entry.code} ${entry.app}`
			.toLowerCase()
			.includes(words)
	);
}

/** `200`, `400 · InvalidParameter`, `88/40014`, or what became of a cut connection. */
function outcome({ status, code }) {
	if (status === 0) return 'cut';
	return code ? `${status} · ${code}` : String(status);
}

function drawRow(entry, isChosen, choose) {
	const button = h(
		'button',
		{
			type: 'button',
			class: `call ${entry.refused ? 'refused' : ''}`,
			'aria-pressed': String(isChosen),
			onclick: () => choose(entry),
		},
		h('time', { title: fullTime(entry.time) }, clockTime(entry.time, true)),
		h('span', { class: `method ${entry.method.toLowerCase()}` }, entry.method),
		h(
			'span',
			{ class: 'call-path' },
			h('b', {}, entry.path),
			h('small', {}, entry.id, entry.app && ` · ${entry.app}`),
		),
		entry.fault && h('span', { class: 'badge fault' }, 'fault'),
		h('span', { class: 'outcome' }, outcome(entry)),
		h('span', { class: 'ms' }, `${Math.round(entry.latencyMs)} ms`),
	);
	return h('div', { role: 'listitem' }, button);
}

function drawDetail(entry, close) {
	const facts = [
		['Host', entry.host === 'api' ? 'api.dingtalk.com' : 'oapi.dingtalk.com'],
		['Contract', entry.id],
		['App', entry.app || '–'],
		['Result', outcome(entry)],
		['Took', `${Math.round(entry.latencyMs)} ms`],
		['Time', fullTime(entry.time)],
	];
	const tabs = {
		Request: [
			Object.keys(entry.query ?? {}).length > 0 && block('Query', entry.query),
			block('Body', entry.request),
			...decoded(entry.request),
		],
		Answer: [block(entry.fault ? 'Body (from a fault)' : 'Body', entry.answer)],
	};
	return [
		h(
			'header',
			{},
			h('h2', {}, `${entry.method} ${entry.path}`),
			h(
				'button',
				{ type: 'button', class: 'ghost', 'aria-label': 'Close', onclick: close },
				icon('close'),
			),
		),
		h(
			'dl',
			{ class: 'facts' },
			facts.map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]),
		),
		drawTabs(tabs, entry.n),
	];
}

/** The JSON text inside the request (msgParam of a robot message), readable. */
function decoded(request) {
	try {
		return block('msgParam', JSON.parse(request.msgParam));
	} catch {
		return [];
	}
}

function block(title, value) {
	const text = typeof value === 'string' ? value : JSON.stringify(value ?? null, null, 2);
	return [h('h3', {}, title), h('pre', { tabindex: '0' }, text)];
}

/** Tabs after the ARIA pattern: arrow keys move, only the chosen one is in the tab order. */
function drawTabs(tabs, n) {
	const names = Object.keys(tabs);
	const panels = names.map((name) =>
		h(
			'div',
			{ role: 'tabpanel', id: `panel-${n}-${name}`, 'aria-labelledby': `tab-${n}-${name}` },
			tabs[name],
		),
	);
	const buttons = names.map((name, index) =>
		h(
			'button',
			{
				type: 'button',
				role: 'tab',
				id: `tab-${n}-${name}`,
				'aria-controls': `panel-${n}-${name}`,
				onclick: () => show(index),
			},
			name,
		),
	);
	function show(chosen, focus) {
		for (const [index, button] of buttons.entries()) {
			button.setAttribute('aria-selected', String(index === chosen));
			button.tabIndex = index === chosen ? 0 : -1;
			panels[index].hidden = index !== chosen;
		}
		if (focus) buttons[chosen].focus();
	}
	const bar = h('div', { role: 'tablist', 'aria-label': 'Request and answer' }, buttons);
	bar.addEventListener('keydown', ({ key }) => {
		if (key !== 'ArrowLeft' && key !== 'ArrowRight') return;
		show((buttons.indexOf(document.activeElement) + 1) % buttons.length, true);
	});
	show(0);
	return [bar, panels];
}
