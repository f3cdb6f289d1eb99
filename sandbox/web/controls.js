/** The top bar: sandbox clock, connection, tokens, faults, reset. */
import { fill, h, icon } from './dom.js';
import { clockTime, fullTime } from './format.js';
import { act, createDialog, createToast } from './dialogs.js';
import { createFaults } from './faults.js';
import { sandboxCall } from './store.js';

const STEPS = [
	['1 minute', 60_000],
	['1 hour', 3_600_000],
	['2 hours', 7_200_000],
	['1 day', 86_400_000],
];
const CONNECTION = { connecting: 'Connecting', live: 'Live', waiting: 'Reconnecting' };

/** Draws the bar into `root`; `update` follows the store. */
export function createControls(root, store) {
	const say = createToast();
	const resetDialog = createReset(store, say);
	const faults = createFaults(store, say);
	const clock = createClock(store, say);
	const connection = h('span', { class: 'connection', role: 'status' });
	const faultCount = h('span', { class: 'count' });
	const expire = () =>
		act(() => sandboxCall('POST', 'tokens/expire'), 'Every app token is expired now', say);
	fill(
		root,
		brand(),
		connection,
		h('span', { class: 'gap' }),
		clock.button,
		tool('key', 'Expire tokens', expire),
		tool('bolt', 'Faults', () => faults.open(), faultCount),
		tool('reset', 'Reset', () => resetDialog.showModal()),
	);
	document.body.append(clock.dialog, resetDialog, faults.dialog, say.element);

	function update() {
		if (connection.dataset.state !== store.connection) {
			fill(connection, h('i', {}), h('span', {}, CONNECTION[store.connection]));
			connection.dataset.state = store.connection;
		}
		faultCount.textContent = store.state?.faults.length || '';
		faults.update();
		clock.update();
	}
	return { update };
}

function brand() {
	const mark = h('span', { class: 'mark' }, icon('robot'));
	return h('a', { class: 'brand', href: '#/' }, mark, h('b', {}, 'DingTalk'), ' sandbox');
}

function tool(name, label, onclick, ...extra) {
	return h(
		'button',
		{ type: 'button', class: `tool ${name}`, title: label, 'aria-label': label, onclick },
		icon(name),
		h('span', {}, label),
		extra,
	);
}

/** `+2 h 5 min`; nothing while the clock runs with the machine's. */
function aheadText(ms) {
	const minutes = Math.round(ms / 60_000);
	if (minutes < 1) return '';
	const parts = [
		[Math.floor(minutes / 1440), 'd'],
		[Math.floor(minutes / 60) % 24, 'h'],
		[minutes % 60, 'min'],
	];
	return `+${parts
		.filter(([count]) => count > 0)
		.map(([count, unit]) => `${count} ${unit}`)
		.join(' ')}`;
}

/** A button with the sandbox's time, and the dialog it opens. */
function createClock(store, say) {
	const dialog = createClockDialog(say);
	const time = h('span', { class: 'clock-time' });
	const ahead = h('span', { class: 'ahead' });
	const attributes = { type: 'button', class: 'tool clock', onclick: () => dialog.showModal() };
	const button = h('button', attributes, icon('clock'), time, ahead);
	const update = () => {
		if (!store.state) return;
		time.textContent = clockTime(store.nowMs(), true);
		ahead.textContent = aheadText(store.state.clockOffsetMs);
		button.title = `Sandbox clock: ${fullTime(store.nowMs())}. Press to move it forward.`;
	};
	setInterval(update, 1000);
	return { button, dialog, update };
}

function createClockDialog(say) {
	const move = ([label, advanceMs]) => {
		dialog.close();
		act(() => sandboxCall('POST', 'clock', { advanceMs }), `The clock went ${label} forward`, say);
	};
	const buttons = STEPS.map((step) =>
		h('button', { type: 'button', onclick: () => move(step) }, `+ ${step[0]}`),
	);
	const dialog = createDialog(
		'Move the sandbox clock',
		h(
			'p',
			{ class: 'hint' },
			'Tokens, recall windows and limits follow this clock. Reset brings it back to now.',
		),
		h('div', { class: 'row wrap' }, buttons),
	);
	return dialog;
}

function createReset(store, say) {
	const reset = async () => {
		await sandboxCall('POST', 'reset');
		store.calls = [];
	};
	const confirm = () => {
		dialog.close();
		act(reset, 'The sandbox is back at its start', say);
	};
	const dialog = createDialog(
		'Reset the sandbox?',
		h(
			'p',
			{ class: 'hint' },
			'Messages, uploads, work records, todos, events, groups made by calls, cards, connections, pushes, tokens, faults and the list of calls go. People and seed groups stay.',
		),
		h(
			'div',
			{ class: 'row end' },
			h('button', { type: 'button', onclick: () => dialog.close() }, 'Cancel'),
			h('button', { type: 'button', class: 'danger', onclick: confirm }, 'Reset'),
		),
	);
	return dialog;
}
