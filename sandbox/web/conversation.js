/** The middle: one chat's messages, its head, and the box to write to the robot. */
import { fill, h, icon, syncList } from './dom.js';
import { dayName } from './format.js';
import { avatar, drawMessage, messageSignature } from './message.js';
import { paneHead } from './pane.js';
import { aboutChat } from './about.js';
import { memberCount } from './chats.js';
import { composeBox } from './compose.js';
import { MESSAGES_KEPT } from './store.js';

const SHOWN_AT_ONCE = 200;
const NEAR_END_PX = 120;

/** Draws `chatId` into `root`; `update` follows the store. */
export function createConversation(root, chatId) {
	const log = createLog();
	const about = h('aside', { class: 'about', hidden: true });
	const headSlot = h('div', { class: 'slot' });
	const footSlot = h('div', { class: 'slot' });
	fill(root, headSlot, h('div', { class: 'stage' }, log.element, log.jump, about), footSlot);
	let frame;

	/** Head and panel are drawn again only when the group or person itself changed. */
	function drawFrame(chat, { state }) {
		const { openConversationId } = chat.subject;
		const robots = state.webhookRobots.filter(
			(robot) => robot.openConversationId === openConversationId,
		);
		const signature = JSON.stringify([chat.subject, robots]);
		if (signature === frame) return;
		// The compose box stays: somebody may be typing in it.
		if (frame === undefined && chat.type === 'person') fill(footSlot, composeBox(chat.subject));
		frame = signature;
		fill(about, aboutChat(chat, state));
		about.setAttribute('aria-label', `About ${chat.name}`);
		fill(headSlot, head(chat, state, about));
	}

	function update(page) {
		const chat = page.chats.find((one) => one.id === chatId);
		if (!chat) {
			fill(root, h('div', { class: 'blank' }, 'This chat is gone.'));
			return;
		}
		drawFrame(chat, page);
		log.update(chat, page);
	}
	return { update };
}

/** The scrolling list: keeps its end in sight unless the reader scrolled up. */
function createLog() {
	const view = { shown: SHOWN_AT_ONCE, chat: undefined, page: undefined, lastId: undefined };
	const list = h('div', { class: 'messages' });
	const blank = h('div', { class: 'blank' });
	const { element, earlier, limit, jump } = logParts(list, blank);
	const toEnd = () => {
		element.scrollTop = element.scrollHeight;
		jump.hidden = true;
	};
	const isNearEnd = () =>
		element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END_PX;
	jump.addEventListener('click', toEnd);
	element.addEventListener('scroll', () => (jump.hidden ||= isNearEnd()), { passive: true });
	// A picture grows after it was added.
	element.addEventListener('load', () => view.follows && toEnd(), true);
	earlier.addEventListener('click', () => {
		const fromEnd = element.scrollHeight - element.scrollTop;
		view.shown += SHOWN_AT_ONCE;
		update(view.chat, view.page);
		element.scrollTop = element.scrollHeight - fromEnd;
	});

	function update(chat, page) {
		const isNew = view.lastId !== chat.last?.id;
		view.follows = view.page === undefined || isNearEnd();
		Object.assign(view, { chat, page, lastId: chat.last?.id });
		drawLines(list, chat, page, view.shown);
		earlier.hidden = chat.messages.length <= view.shown;
		limit.hidden = page.state.messages.length < MESSAGES_KEPT || !earlier.hidden;
		blank.hidden = chat.messages.length > 0;
		fill(blank, avatar(chat.name, chat.type), emptyText(chat));
		if (view.follows) toEnd();
		else if (isNew) jump.hidden = false;
	}
	return { element, jump, update };
}

function logParts(list, blank) {
	const jump = h(
		'button',
		{ type: 'button', class: 'jump', hidden: true },
		icon('down'),
		'New messages',
	);
	const earlier = h('button', { type: 'button', class: 'earlier' }, 'Show earlier messages');
	const text = `This page keeps the last ${MESSAGES_KEPT} messages; GET /_sandbox/state has all.`;
	const limit = h('p', { class: 'limit', hidden: true }, text);
	const attributes = { class: 'log', role: 'log', 'aria-live': 'polite', tabindex: '0' };
	const element = h(
		'div',
		{ ...attributes, 'aria-label': 'Messages' },
		earlier,
		limit,
		list,
		blank,
	);
	return { element, earlier, limit, jump };
}

/** Messages with a line between days. */
function drawLines(list, chat, { state, nowMs }, shown) {
	const lines = [];
	let day = '';
	for (const message of chat.messages.slice(-shown)) {
		const name = dayName(message.time, nowMs);
		if (name !== day) lines.push({ day: name, key: `day-${name}` });
		day = name;
		lines.push({ message, key: message.id });
	}
	syncList(list, lines, {
		key: (line) => line.key,
		signature: (line) => line.day ?? messageSignature(line.message, state),
		make: (line) =>
			line.day
				? h('div', { class: 'day' }, h('span', {}, line.day))
				: drawMessage(line.message, chat, state),
	});
}

function head(chat, state, about) {
	const toggle = h(
		'button',
		{
			type: 'button',
			class: 'ghost',
			'aria-expanded': String(!about.hidden),
			title: 'Ids, members, robots',
		},
		icon('info'),
		h('span', {}, 'Details'),
	);
	toggle.addEventListener('click', () => {
		about.hidden = !about.hidden;
		toggle.setAttribute('aria-expanded', String(!about.hidden));
	});
	const { subject } = chat;
	const line = chat.type === 'group' ? groupLine(subject, state) : personLine(subject);
	return paneHead({ picture: avatar(chat.name, chat.type), title: chat.name, line, end: toggle });
}

function groupLine(group, state) {
	const owner = state.people.find((person) => person.userId === group.ownerUserId);
	const robots = group.robotCodes.length > 0 ? 'app robot inside' : 'no app robot';
	return `${memberCount(group)} · ${owner ? `owned by ${owner.name} · ` : ''}${robots}`;
}

function personLine(person) {
	const hidden = person.visible === false ? ' · outside the visible range' : '';
	return `${person.title ? `${person.title} · ` : ''}one-to-one with the robot${hidden}`;
}

function emptyText(chat) {
	const what = chat.type === 'group' ? 'this group' : chat.name;
	return h(
		'p',
		{},
		h('b', {}, 'Nothing here yet'),
		h('br'),
		`What a workflow sends to ${what} appears here at once.`,
	);
}
