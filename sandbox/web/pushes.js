/** What DingTalk sends to apps: connections, pushes, raising events, faults of Stream. */
import { fill, h, syncList } from './dom.js';
import { clockTime, fullTime } from './format.js';
import { paneHead } from './pane.js';
import { createPushForm } from './raiseEvent.js';
import { createStreamFaults } from './streamFaults.js';

const KINDS = { message: 'Message', event: 'Event', cardAction: 'Card action' };
const TOPICS = {
	'*': 'events',
	'/v1.0/im/bot/messages/get': 'messages',
	'/v1.0/card/instances/callback': 'card actions',
	'/v1.0/graph/api/invoke': 'AI plugin',
	'/v1.0/im/bot/messages/delegate': 'delegated messages',
};

/** Draws the view into `root`; `update` follows the store. */
export function createPushes(root) {
	const line = h('small', {});
	const connections = section('Connections', 'No app is connected over Stream.');
	const pushes = section('Latest pushes', 'Nothing was pushed yet.');
	const raising = createPushForm();
	const faults = createStreamFaults();
	const attributes = { class: 'scroll padded pushes', tabindex: '0', role: 'region' };
	fill(
		root,
		paneHead({ title: 'Pushes', line }),
		h(
			'div',
			{ ...attributes, 'aria-label': 'Pushes' },
			h('div', { class: 'push-forms' }, raising.element, faults.element),
			connections.parts,
			pushes.parts,
		),
	);

	function update({ state }) {
		line.textContent = `${state.connections.length} connected, ${waitingIn(state)} on their way`;
		raising.update(state.apps);
		faults.update(state);
		drawConnections(connections, state.connections);
		drawPushes(pushes, state.pushes);
	}
	return { update };
}

/** Pushes that are not over. */
export function waitingIn({ pushes }) {
	return pushes.filter(({ status }) => status === 'waiting' || status === 'pushed').length;
}

function section(title, nothing) {
	const list = h('div', { class: 'push-list', role: 'list', 'aria-label': title });
	const blank = h('p', { class: 'hint' }, nothing);
	return { list, blank, parts: [h('h2', {}, title), list, blank] };
}

function drawConnections({ list, blank }, connections) {
	blank.hidden = connections.length > 0;
	syncList(list, connections, {
		key: ({ id }) => id,
		signature: (connection) => JSON.stringify(connection),
		make: ({ clientId, topics, openedAt, pushed, acked, state }) =>
			h(
				'div',
				{ class: 'push', role: 'listitem', 'data-state': state },
				h('time', { title: fullTime(openedAt) }, clockTime(openedAt, true)),
				h('span', { class: 'push-status' }, state === 'halfOpen' ? 'half-open' : state),
				h(
					'span',
					{ class: 'push-text' },
					h('b', {}, clientId),
					h('small', {}, topics.map((topic) => TOPICS[topic] ?? topic).join(', ')),
				),
				h('span', { class: 'push-count' }, `${acked} of ${pushed} acknowledged`),
			),
	});
}

function drawPushes({ list, blank }, pushes) {
	blank.hidden = pushes.length > 0;
	syncList(list, [...pushes].reverse(), {
		key: ({ messageId }) => messageId,
		signature: (push) => JSON.stringify(push),
		make: (push) =>
			h(
				'div',
				{ class: 'push', role: 'listitem', 'data-status': push.status },
				h('time', { title: fullTime(push.createdAt) }, clockTime(push.createdAt, true)),
				h('span', { class: 'push-status' }, push.status),
				h(
					'span',
					{ class: 'push-text' },
					h('b', {}, push.eventType ?? KINDS[push.kind]),
					h('small', {}, [push.key, push.problem].filter(Boolean).join(' · ')),
				),
				h('span', { class: 'push-count' }, attemptsText(push)),
			),
	});
}

function attemptsText({ via, attempts }) {
	const how = via === 'http' ? 'HTTP' : 'Stream';
	return attempts < 2 ? how : `${how}, ${attempts} times`;
}
