/** The head of a chat: who it is, and the switch of the panel beside it. */
import { avatar } from './avatar.js';
import { memberCount } from './chats.js';
import { h, icon } from './dom.js';
import { paneHead } from './pane.js';

/** `about` is the panel that the button at the end shows and hides. */
export function chatHead(chat, state, about) {
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
	if (group.disbanded) return 'disbanded';
	const robots = group.robotCodes.length > 0 ? 'app robot inside' : 'no app robot';
	return `${memberCount(group)} · ${owner ? `owned by ${owner.name} · ` : ''}${robots}`;
}

function personLine(person) {
	const hidden = person.visible === false ? ' · outside the visible range' : '';
	return `${person.title ? `${person.title} · ` : ''}one-to-one with the robot${hidden}`;
}
