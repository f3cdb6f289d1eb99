/** Finds the people a message mentions and draws them by name, as the client does. */
import { h } from './dom.js';

const EVERYONE = ['所有人', 'everyone', 'all'];
const escapeRegExp = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const masked = (mobile) => mobile.replace(/^(\d{3})\d+(\d{4})$/, '$1****$2');

/**
 * `decorate` turns plain text into nodes with the mentions marked; `rest` gives, once the text
 * is drawn, marks for people who were mentioned only in `at`.
 */
export function mentionsOf(message, { people, group }) {
	const wanted = wantedMentions(message, people, group);
	const drawn = new Set();
	const words = [...wanted.keys()].sort((a, b) => b.length - a.length).map(escapeRegExp);
	const pattern = words.length > 0 && new RegExp(`@(${words.join('|')})(?![A-Za-z0-9_])`, 'g');
	const decorate = (text) => (pattern ? split(text, pattern, wanted, drawn) : [text]);
	const rest = () => [...new Set(wanted.values())].filter((who) => !drawn.has(who.id) && who.asked);
	return { decorate, rest: () => rest().map(mark) };
}

function wantedMentions(message, people, group) {
	const { mobiles = [], userIds = [], everyone = false } = message.mentions ?? {};
	const wanted = new Map();
	const isMember = (person) => !group || group.userIds.includes(person.userId);
	// A card has no list of mentions: an @userId in its text is one.
	if (message.kind === 'actionCard') {
		for (const person of people.filter(isMember)) wanted.set(person.userId, toMark(person, false));
	}
	for (const userId of userIds) {
		const person = people.find((one) => one.userId === userId && isMember(one));
		wanted.set(userId, person ? toMark(person, true) : { id: userId, label: userId, asked: true });
	}
	for (const mobile of mobiles) {
		const person = people.find((one) => one.mobile === mobile && isMember(one));
		// Someone outside the group: the client shows the number with its middle hidden.
		const stranger = { id: mobile, label: masked(mobile), asked: true };
		wanted.set(mobile, person ? toMark(person, true) : stranger);
	}
	const all = { id: '*', label: '所有人', title: 'Everyone', asked: true };
	if (everyone) for (const word of EVERYONE) wanted.set(word, all);
	return wanted;
}

const toMark = (person, asked) => ({ id: person.userId, label: person.name, asked });

function split(text, pattern, wanted, drawn) {
	return text.split(pattern).map((part, index) => {
		if (index % 2 === 0) return part;
		const who = wanted.get(part);
		drawn.add(who.id);
		return mark(who);
	});
}

function mark(who) {
	return h('span', { class: 'mention', title: who.title ?? who.id }, `@${who.label}`);
}
