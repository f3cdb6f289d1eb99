/** Who has read a message, and a way to read it as one of them. */
import { h } from './dom.js';
import { fullTime } from './format.js';
import { avatar } from './avatar.js';
import { popover } from './popover.js';
import { sandboxCall } from './store.js';

/** Only for these does DingTalk tell the sender who has read them. */
const WITH_READ_STATE = ['robot-oto', 'robot-group', 'work-notification', 'ding', 'legacy-chat'];

/** What stands behind the time of a message: `Unread`, `Read`, or `1/4 read` in a group. */
export function readState(message, chat, state) {
	if (!WITH_READ_STATE.includes(message.via)) return undefined;
	return chat.type === 'group'
		? groupState(message, chat.subject, state)
		: personState(message, chat.subject);
}

function personState(message, person) {
	if (message.readBy.includes(person.userId)) {
		return h('span', { class: 'reads is-read', title: readTitle(message, person.userId) }, 'Read');
	}
	const title = `Mark as read by ${person.name}`;
	const onclick = () => markRead(message, [person.userId]);
	return h('button', { type: 'button', class: 'reads', title, onclick }, 'Unread');
}

const readTitle = (message, userId) => `Read ${fullTime(message.readAt[userId] ?? message.time)}`;

function groupState(message, group, state) {
	const members = group.userIds;
	const readers = members.filter((userId) => message.readBy.includes(userId));
	const isRead = readers.length === members.length;
	return popover({
		className: `reads ${isRead ? 'is-read' : ''}`,
		label: 'Who has read this',
		content: `${readers.length}/${members.length} read`,
		fill: () => readerList(message, members, readers, state),
	});
}

function readerList(message, members, readers, state) {
	const left = members.filter((userId) => !readers.includes(userId));
	const all = () => markRead(message, left);
	return [
		h(
			'ul',
			{ class: 'plain readers' },
			members.map((userId) => readerRow(message, userId, state)),
		),
		left.length > 1 && h('button', { type: 'button', onclick: all }, 'Mark read by everyone'),
	];
}

function readerRow(message, userId, { people }) {
	const name = people.find((person) => person.userId === userId)?.name ?? userId;
	const isRead = message.readBy.includes(userId);
	const onclick = () => markRead(message, [userId]);
	return h(
		'li',
		{},
		avatar(name),
		h('span', {}, name),
		isRead
			? h('span', { class: 'reads is-read', title: readTitle(message, userId) }, 'Read')
			: h('button', { type: 'button', class: 'reads', onclick }, 'Mark read'),
	);
}

/** The change comes back over the live socket; a sandbox that is gone shows in the bar. */
async function markRead(message, userIds) {
	for (const userId of userIds) {
		await sandboxCall('POST', 'messages/read', { message: message.id, userId });
	}
}
