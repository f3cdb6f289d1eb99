/** Sorts messages into the chats a user would see, and remembers which were looked at. */
import { cardSummary } from './cardFace.js';

const SEEN_KEY = 'dingtalk-sandbox-seen';

/** All chats: groups, then people, each with its messages (oldest first) and unread count. */
export function listChats(state, nowMs) {
	const groups = state.groups.map((group) =>
		toChat(`group/${group.openConversationId}`, group, 'group'),
	);
	const people = state.people.map((person) => toChat(`person/${person.userId}`, person, 'person'));
	const chats = [...groups, ...people];
	const byId = new Map(chats.map((chat) => [chat.id, chat]));
	for (const message of state.messages) {
		for (const id of chatIds(message)) byId.get(id)?.messages.push(message);
	}
	const seen = readSeen(nowMs);
	for (const chat of chats) {
		const isNew = (message) => message.time > (seen[chat.id] ?? 0) && !isOwn(chat, message);
		chat.unread = chat.messages.filter(isNew).length;
		chat.last = chat.messages.at(-1);
	}
	return chats;
}

function toChat(id, subject, type) {
	return { id, type, subject, name: subject.name, messages: [], unread: 0, last: undefined };
}

function chatIds({ target, sender, via }) {
	if (target.openConversationId) return [`group/${target.openConversationId}`];
	if (via === 'to-robot') return [`person/${sender.id}`];
	return (target.userIds ?? []).map((userId) => `person/${userId}`);
}

/** True for what the person of a one-to-one chat wrote: drawn on the right. */
export function isOwn(chat, message) {
	return chat.type === 'person' && message.via === 'to-robot';
}

/** Marks everything in the chat as looked at. */
export function markSeen(chat, nowMs) {
	if (!chat.last || chat.unread === 0) return;
	const seen = readSeen(nowMs);
	seen[chat.id] = chat.last.time;
	chat.unread = 0;
	try {
		sessionStorage.setItem(SEEN_KEY, JSON.stringify(seen));
	} catch {
		/* Without storage the dots come back after a reload; nothing else is lost. */
	}
}

function readSeen(nowMs) {
	try {
		const seen = JSON.parse(sessionStorage.getItem(SEEN_KEY) ?? '{}');
		// After a reset the sandbox clock is behind marks made on a clock that was moved forward.
		return Object.fromEntries(Object.entries(seen).filter(([, time]) => time <= nowMs + 1000));
	} catch {
		return {};
	}
}

/** `1 member`, `4 members`. */
export function memberCount({ userIds }) {
	return `${userIds.length} ${userIds.length === 1 ? 'member' : 'members'}`;
}

const PREVIEWS = {
	text: (content) => content.text,
	image: () => '[Image]',
	file: (content) => `[File] ${content.fileName ?? ''}`,
	audio: () => '[Voice]',
	video: () => '[Video]',
	link: (content) => `[Link] ${content.title ?? ''}`,
	markdown: (content) => content.title ?? content.text,
	actionCard: (content) => `[Card] ${content.title ?? ''}`,
	richText: (content) => content.parts?.map(({ text }) => text ?? '[Image]').join(' '),
	feedCard: (content) => `[Feed] ${content.links?.[0]?.title ?? ''}`,
	oa: (content) => `[OA] ${content.oa?.title ?? content.oa?.headText ?? ''}`,
};

/** One line for the list, as the client writes it; a card changes what it says. */
export function preview(message, cards = []) {
	if (!message) return 'No messages yet';
	if (message.recalled) return `${message.sender.name} recalled a message`;
	const text =
		message.kind === 'card'
			? cardPreview(message, cards)
			: (PREVIEWS[message.kind]?.(message.content) ?? '');
	const mark = message.via === 'ding' ? '[DING] ' : '';
	return (mark + String(text)).replace(/\s+/g, ' ').slice(0, 120);
}

function cardPreview({ id, content, target }, cards) {
	const card = cards.find(({ outTrackId }) => outTrackId === content.outTrackId);
	if (!card) return '[卡片]';
	const place = card.places.find(({ messageId }) => messageId === id);
	return cardSummary(card, place?.spaceType, target.userIds?.[0]);
}
