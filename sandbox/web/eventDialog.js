/** What one can do with an event: answer it as a guest, move and cancel it as its organizer. */
import { createDialog } from './dialogs.js';
import { copyButton, fill, h } from './dom.js';
import { fullTime } from './format.js';
import { outside, safeLink } from './links.js';
import { sandboxCall } from './store.js';
import { fieldTime } from './week.js';

const HOUR_MS = 3_600_000;
const ANSWERS = [
	['accepted', 'Accept'],
	['tentative', 'Maybe'],
	['declined', 'Decline'],
];
const MARKS = { accepted: '✓', declined: '✗', tentative: '?', needsAction: '(no answer)' };

/** The dialog; `open` fills it with an item of the agenda, seen by a person. */
export function createEventDialog() {
	const body = h('div', { class: 'event-dialog' });
	const dialog = createDialog('Event', body);
	const open = (item, userId) => {
		const problem = h('p', { class: 'problem', role: 'alert' });
		const send = createSend(item.eventId, userId, dialog, problem);
		fill(
			body,
			h('h3', {}, item.summary),
			facts(item),
			item.isOrganizer ? organizerButtons(item, send) : guestButtons(item, send),
			problem,
		);
		dialog.showModal();
	};
	return { dialog, open };
}

/** Does it and closes the dialog, or tells there why it cannot be done. */
function createSend(eventId, userId, dialog, problem) {
	return async (path, more = {}) => {
		try {
			await sandboxCall('POST', `calendar/${path}`, { eventId, userId, ...more });
			dialog.close();
		} catch (error) {
			problem.replaceChildren(error.message);
		}
	};
}

function facts({ eventId, start, end, days, timeZone, organizer, attendees, rooms, meetingUrl }) {
	const when = days
		? `${days.first}${days.last === days.first ? '' : ` – ${days.last}`}`
		: `${fullTime(start)} – ${fullTime(end)}`;
	const guests = attendees.map(
		({ name, responseStatus }) => `${name} ${MARKS[responseStatus] ?? ''}`,
	);
	const url = safeLink(meetingUrl);
	const rows = [
		['When', when],
		// Times above are those of the browser, as everywhere on the page.
		['Time zone', days ? undefined : timeZone],
		['Organizer', organizer],
		['Guests', guests.join(', ')],
		['Rooms', rooms.join(', ')],
		['Meeting', url ? h('a', outside(url), 'Join') : meetingUrl],
		['ID', h('span', { class: 'id' }, h('code', {}, eventId), copyButton(eventId, 'event ID'))],
	];
	return h(
		'dl',
		{ class: 'facts' },
		rows
			.filter(([, value]) => value)
			.map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]),
	);
}

function button(label, onclick, more = {}) {
	return h('button', { type: 'button', onclick, ...more }, label);
}

function guestButtons({ responseStatus }, send) {
	return h(
		'div',
		{ class: 'row wrap' },
		ANSWERS.map(([status, label]) =>
			button(label, () => send('respond', { responseStatus: status }), {
				'aria-pressed': String(status === responseStatus),
			}),
		),
		button('Remove from my calendar', () => send('cancel'), { class: 'danger' }),
	);
}

function organizerButtons({ start, end, isAllDay }, send) {
	const later = (ms) => () => send('move', { start: start + ms, end: end + ms });
	const cancel = button('Cancel the event', () => send('cancel'), { class: 'danger' });
	const day = button('+ 1 day', later(24 * HOUR_MS));
	if (isAllDay) return h('div', { class: 'row wrap' }, day, cancel);
	const from = h('input', {
		type: 'datetime-local',
		value: fieldTime(start),
		'aria-label': 'Start',
	});
	const to = h('input', { type: 'datetime-local', value: fieldTime(end), 'aria-label': 'End' });
	const move = () =>
		send('move', { start: new Date(from.value).getTime(), end: new Date(to.value).getTime() });
	return [
		h('div', { class: 'row wrap' }, from, to, button('Move', move)),
		h('div', { class: 'row wrap' }, button('+ 1 hour', later(HOUR_MS)), day, cancel),
	];
}
