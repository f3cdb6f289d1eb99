/** One line of a chat: avatar, sender, body, and what a developer wants to know about it. */
import { messageDetails } from './details.js';
import { avatar } from './avatar.js';
import { h } from './dom.js';
import { clockTime, fullTime } from './format.js';
import { messageBody } from './bodies.js';
import { mentionsOf } from './mentions.js';
import { isOwn } from './chats.js';
import { readState } from './reads.js';

const BADGES = {
	'robot-oto': 'App robot',
	'robot-group': 'App robot',
	webhook: 'Group robot',
	session: 'Reply',
	'work-notification': 'Work notification',
	ding: 'DING',
	'legacy-conversation': 'Legacy',
	'legacy-chat': 'Legacy',
	'card-instance': 'Card',
	'drive-file': 'From the drive',
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
		chat,
		people: group ? state.people.filter(({ userId }) => group.userIds.includes(userId)) : [],
		cardOf: (outTrackId) => state.cards.find((one) => one.outTrackId === outTrackId),
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
			senderLine(message, chat, state),
			h('div', { class: 'body' }, messageBody(message, context), messageDetails(message)),
		),
	);
}

function recalledLine(message, attributes) {
	return h(
		'article',
		attributes,
		h('span', { class: 'system-line' }, `${message.sender.name} recalled a message`),
	);
}

function senderLine(message, chat, state) {
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
		readState(message, chat, state),
	);
}

/** What the drawing of a message depends on, for live updates. */
export function messageSignature(message, chat, state) {
	const known = message.mediaIds.filter((id) => state.media.some((one) => one.mediaId === id));
	const { outTrackId } = message.content;
	const card = outTrackId && state.cards.find((one) => one.outTrackId === outTrackId);
	return JSON.stringify([message, known, card, state.people.length, chat.subject.userIds]);
}
