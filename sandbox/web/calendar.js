/** The calendar: a person's week, day by day, as the person sees it. */
import { fill, h, icon, syncList } from './dom.js';
import { clockTime } from './format.js';
import { createEventDialog } from './eventDialog.js';
import { createNewEvent } from './newEvent.js';
import { paneHead } from './pane.js';
import { sandboxCall } from './store.js';
import { dayTitle, daysLater, isoDay, itemsOfDay, mondayOf, weekTitle } from './week.js';

// The chosen person stays when one looks elsewhere and comes back.
let chosen = '';

/** Draws the view into `root`; `update` follows the store. */
export function createCalendar(root, nowMs) {
	let monday = mondayOf(nowMs());
	let latest;
	let loaded = '';
	let agenda = [];
	const people = h('div', { class: 'chips', role: 'group', 'aria-label': 'Whose calendar' });
	const title = h('b', { class: 'week-title' });
	const week = h('div', {
		class: 'scroll week',
		tabindex: '0',
		role: 'region',
		'aria-label': 'Week',
	});
	const eventDialog = createEventDialog();
	const newEvent = createNewEvent();
	const go = (to) => {
		monday = to;
		update(latest);
	};
	const nav = h(
		'div',
		{ class: 'week-nav' },
		step('back', 'Week before', () => go(daysLater(monday, -7))),
		h('button', { type: 'button', onclick: () => go(mondayOf(nowMs())) }, 'Today'),
		step('forward', 'Week after', () => go(daysLater(monday, 7))),
		title,
		h(
			'button',
			{
				type: 'button',
				class: 'new-event',
				onclick: () => newEvent.open(latest.state.people, chosen, nowMs()),
			},
			icon('plus'),
			'New event',
		),
	);
	fill(
		root,
		paneHead({ title: 'Calendar', line: '日程 – press an event to answer, move or cancel it' }),
		people,
		nav,
		week,
		eventDialog.dialog,
		newEvent.dialog,
	);

	function choose(userId) {
		// Theirs comes in a moment; nobody acts on what is another's.
		if (userId !== chosen) agenda = [];
		chosen = userId;
		update(latest);
	}

	/** Asks for the agenda when anything in it may be another. */
	async function load({ events }) {
		const asked = { userId: chosen, from: monday, to: daysLater(monday, 7) };
		const wanted = JSON.stringify([asked, events]);
		if (wanted === loaded) return;
		loaded = wanted;
		try {
			const answer = await sandboxCall('POST', 'calendar/agenda', asked);
			// Meanwhile another week or person may have been chosen.
			if (loaded !== wanted) return;
			agenda = answer;
			draw();
		} catch {
			// Asked again with the next change.
			loaded = '';
		}
	}

	function draw() {
		const days = Array.from({ length: 7 }, (_, day) => daysLater(monday, day));
		drawWeek(week, days, agenda, isoDay(nowMs()), (item) => eventDialog.open(item, chosen));
	}

	function update(view) {
		if (!view) return;
		latest = view;
		const { state } = view;
		const visible = state.people.filter((person) => person.visible && !person.external);
		if (!visible.some((person) => person.userId === chosen)) chosen = visible[0]?.userId ?? '';
		drawPeople(people, visible, choose);
		title.textContent = weekTitle(monday);
		draw();
		load(state);
	}
	return { update };
}

function step(name, label, onclick) {
	return h(
		'button',
		{ type: 'button', class: 'ghost', 'aria-label': label, title: label, onclick },
		icon(name),
	);
}

function drawPeople(root, people, choose) {
	syncList(root, people, {
		key: (person) => person.userId,
		signature: (person) => String(person.userId === chosen),
		make: ({ userId, name }) =>
			h(
				'button',
				{
					type: 'button',
					class: 'plain-chip',
					'aria-pressed': String(userId === chosen),
					onclick: () => choose(userId),
				},
				name,
			),
	});
}

function drawWeek(root, days, agenda, today, open) {
	syncList(root, days, {
		key: (day) => isoDay(day),
		signature: (day) => JSON.stringify([itemsOfDay(agenda, day), isoDay(day) === today]),
		make: (day) => {
			const items = itemsOfDay(agenda, day);
			return h(
				'section',
				{
					class: `week-day ${items.length === 0 ? 'free' : ''}`,
					'aria-label': dayTitle(day),
					'data-day': isoDay(day),
					'aria-current': isoDay(day) === today ? 'date' : null,
				},
				h('h2', {}, dayTitle(day)),
				items.map((item) => drawItem(item, day, open)),
			);
		},
	});
}

function drawItem(item, day, open) {
	const { summary, start, end, isAllDay, responseStatus, isOrganizer, rooms, organizer } = item;
	const isLater = start < day;
	const time = isAllDay ? 'All day' : `${isLater ? '…' : clockTime(start)} – ${clockTime(end)}`;
	return h(
		'button',
		{
			type: 'button',
			class: `week-event ${isOrganizer ? 'own' : (responseStatus ?? '')}`,
			'data-event-id': item.eventId,
			onclick: () => open(item),
		},
		h('time', {}, time),
		h('b', {}, summary),
		rooms.length > 0 && h('small', {}, rooms.join(', ')),
		!isOrganizer && h('small', {}, `${organizer} – ${answerText(responseStatus)}`),
	);
}

/** How an answer reads. */
export function answerText(status) {
	const texts = { accepted: 'accepted', declined: 'declined', tentative: 'maybe' };
	return texts[status] ?? 'not answered';
}
