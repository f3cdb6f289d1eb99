/** One line of a chat: avatar, sender, body, and what a developer wants to know about it. */
import { messageDetails } from './details.js';
import { h, icon } from './dom.js';
import { clockTime, fullTime, hue, initials } from './format.js';
import { messageBody } from './bodies.js';
import { mentionsOf } from './mentions.js';
import { isOwn } from './chats.js';

/** A person's or group's tile: colour and letters follow from the name. */
export function avatar(name, kind = 'person') {
	const inside =
		kind === 'robot' ? icon('robot') : kind === 'group' ? icon('people') : initials(name);
	return h('span', { class: `avatar ${kind} hue-${hue(name)}`, 'aria-hidden': 'true' }, inside);
}

const BADGES = {
	'robot-oto': 'App robot',
	'robot-group': 'App robot',
	webhook: 'Group robot',
	'legacy-conversation': 'Legacy',
};

/** The chat line of `message` in `chat`. */
export function drawMessage(message, chat, state) {
	const own = isOwn(chat, message);
	const attributes = {
		class: `message ${own ? 'own' : ''} ${message.recalled ? 'recalled' : ''}`,
		'data-kind': message.kind,
		'data-via': message.via,
		'data-message-id': message.id,
	};
	if (message.recalled) return recalledLine(message, attributes);
	const group = chat.type === 'group' ? chat.subject : undefined;
	const context = {
		mentions: mentionsOf(message, { people: state.people, group }),
		mediaOf: (mediaId) => state.media.find((one) => one.mediaId === mediaId),
	};
	return h(
		'article',
		attributes,
		!message.content.hideAvatar &&
			avatar(message.sender.name, message.sender.type === 'person' ? 'person' : 'robot'),
		h(
			'div',
			{ class: 'column' },
			senderLine(message),
			h('div', { class: 'body' }, messageBody(message, context), messageDetails(message)),
		),
	);
}

function recalledLine(message, attributes) {
	return h(
		'article',
		attributes,
		h('span', { class: 'notice' }, `${message.sender.name} recalled a message`),
	);
}

function senderLine(message) {
	const badge = BADGES[message.via];
	return h(
		'header',
		{},
		h('b', {}, message.sender.name),
		badge && h('span', { class: `badge ${message.via}` }, badge),
		h(
			'time',
			{ datetime: new Date(message.time).toISOString(), title: fullTime(message.time) },
			clockTime(message.time),
		),
	);
}

/** What the drawing of a message depends on, for live updates. */
export function messageSignature(message, state) {
	const known = message.mediaIds.filter((id) => state.media.some((one) => one.mediaId === id));
	return JSON.stringify([message, known, state.people.length]);
}
