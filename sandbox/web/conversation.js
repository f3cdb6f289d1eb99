/** The middle: one chat's messages, its head, and the box to write to the robot. */
import { fill, h, icon, syncList } from './dom.js';
import { dayName } from './format.js';
import { avatar } from './avatar.js';
import { topCard, topCards } from './interactiveCard.js';
import { drawMessage, messageSignature } from './message.js';
import { droppedLine } from './notifications.js';
import { aboutChat } from './about.js';
import { chatHead } from './chatHead.js';
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
	const top = h('div', { class: 'top-cards', role: 'region', 'aria-label': 'On top of the chat' });
	fill(root, headSlot, top, h('div', { class: 'stage' }, log.element, log.jump, about), footSlot);
	let frame;
	let compose;

	/** Head and panel are drawn again only when the group or person itself changed. */
	function drawFrame(chat, { state }) {
		const { openConversationId } = chat.subject;
		const robots = state.webhookRobots.filter(
			(robot) => robot.openConversationId === openConversationId,
		);
		const signature = JSON.stringify([chat.subject, robots]);
		if (signature === frame) return;
		drawCompose(chat, state);
		frame = signature;
		fill(about, aboutChat(chat, state));
		about.setAttribute('aria-label', `About ${chat.name}`);
		fill(headSlot, chatHead(chat, state, about));
	}

	/** The box stays when the chat changes: somebody may be typing in it. */
	function drawCompose({ type, subject }, { people }) {
		const isPerson = type === 'person';
		const canWrite = isPerson || (subject.robotCodes.length > 0 && !subject.disbanded);
		compose ??= composeBox(isPerson ? undefined : subject.openConversationId);
		compose.update(
			isPerson ? [subject] : people.filter(({ userId }) => subject.userIds.includes(userId)),
		);
		if (!canWrite) fill(footSlot);
		else if (!compose.element.isConnected) fill(footSlot, compose.element);
	}

	function update(page) {
		const chat = page.chats.find((one) => one.id === chatId);
		if (!chat) {
			fill(root, h('div', { class: 'blank' }, 'This chat is gone.'));
			return;
		}
		drawFrame(chat, page);
		drawTop(top, chat, page.state);
		log.update(chat, page);
	}
	return { update };
}

/** Cards on top of the group, above its messages. */
function drawTop(top, chat, state) {
	const cards = topCards(state, chat);
	top.hidden = cards.length === 0;
	syncList(top, cards, {
		key: ({ card }) => card.outTrackId,
		signature: (one) => JSON.stringify([one, chat.subject.userIds]),
		make: (one) => topCard(one, chat, state),
	});
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
		blank.hidden = list.childElementCount > 0;
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
	for (const entry of entriesOf(chat, state, shown)) {
		const name = dayName(entry.time, nowMs);
		if (name !== day) lines.push({ day: name, key: `day-${name}` });
		day = name;
		lines.push(entry);
	}
	syncList(list, lines, {
		key: (line) => line.key,
		signature: (line) =>
			line.message ? messageSignature(line.message, chat, state) : (line.day ?? line.key),
		make: (line) => {
			if (line.message) return drawMessage(line.message, chat, state);
			if (line.dropped) return droppedLine(line.dropped);
			return h('div', { class: 'day' }, h('span', {}, line.day));
		},
	});
}

/** Messages, and for a person the work notifications that never came, in the order of time. */
function entriesOf(chat, state, shown) {
	const messages = chat.messages
		.slice(-shown)
		.map((message) => ({ message, time: message.time, key: message.id }));
	const dropped = state.droppedWorkNotifications
		.filter((notification) => chat.type === 'person' && notification.userId === chat.subject.userId)
		.map((notification) => {
			return { dropped: notification, time: notification.time, key: `drop-${notification.taskId}` };
		});
	return [...messages, ...dropped].sort((a, b) => a.time - b.time);
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
