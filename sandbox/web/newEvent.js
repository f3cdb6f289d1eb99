/** A person makes an event. */
import { createDialog } from './dialogs.js';
import { fill, h } from './dom.js';
import { sandboxCall } from './store.js';
import { fieldTime, nextHour } from './week.js';

const HOUR_MS = 3_600_000;

/** The dialog; `open` prepares it for a person. */
export function createNewEvent() {
	const form = h('form', { class: 'event-form' });
	const dialog = createDialog('New event', form);
	let userId = '';
	const open = (people, organizer, nowMs) => {
		userId = organizer;
		const start = nextHour(nowMs);
		fill(
			form,
			field('Title', { name: 'summary', required: true, maxlength: 2048 }),
			field('Start', { name: 'start', type: 'datetime-local', value: fieldTime(start) }),
			field('End', { name: 'end', type: 'datetime-local', value: fieldTime(start + HOUR_MS) }),
			guests(people.filter((person) => person.visible && person.userId !== organizer)),
			h('p', { class: 'problem', role: 'alert' }),
			h('button', { type: 'submit', class: 'primary' }, 'Create'),
		);
		dialog.showModal();
	};
	form.addEventListener('submit', async (event) => {
		event.preventDefault();
		const problem = form.querySelector('.problem');
		try {
			await sandboxCall('POST', 'calendar/events', { userId, ...draftIn(form) });
			dialog.close();
		} catch (error) {
			problem.replaceChildren(error.message);
		}
	});
	return { dialog, open };
}

function field(label, attributes) {
	return h('label', { class: 'field' }, label, h('input', attributes));
}

function guests(people) {
	return h(
		'fieldset',
		{},
		h('legend', {}, 'Guests'),
		people.map(({ userId, name }) =>
			h('label', {}, h('input', { type: 'checkbox', name: 'guest', value: userId }), name),
		),
	);
}

function draftIn(form) {
	const data = new FormData(form);
	const time = (name) => new Date(data.get(name)).getTime();
	return {
		summary: data.get('summary'),
		start: time('start'),
		end: time('end'),
		timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
		attendeeUserIds: data.getAll('guest'),
	};
}
