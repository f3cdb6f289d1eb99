/** The form that makes something happen in the organisation. */
import { fill, h, icon } from './dom.js';
import { sandboxCall } from './store.js';

/** A form with every event of the catalogue; `update` follows the apps. */
export function createPushForm() {
	const samples = new Map();
	const app = h('select', { name: 'clientId' });
	const type = h('select', { name: 'eventType' });
	const data = h('textarea', { name: 'data', rows: '7', spellcheck: 'false', class: 'code' });
	const outcome = h('p', { class: 'outcome-line', role: 'status' });
	const element = h(
		'form',
		{ class: 'panel-form', 'aria-label': 'Raise an event' },
		h('h2', {}, 'Raise an event'),
		field('Event', type),
		field('App', app),
		field('Data, as Stream brings it', data),
		outcome,
		h('button', { type: 'submit', class: 'primary' }, icon('broadcast'), 'Raise'),
	);
	const showSample = () => (data.value = JSON.stringify(samples.get(type.value) ?? {}, null, 2));
	type.addEventListener('change', showSample);
	element.addEventListener('submit', async (event) => {
		event.preventDefault();
		await raise({ app, type, data, outcome });
	});
	loadEvents(type, samples, outcome).then(showSample);
	return { element, update: (apps) => setApps(app, apps) };
}

function field(label, input) {
	return h('label', { class: 'field' }, h('span', {}, label), input);
}

async function raise({ app, type, data, outcome }) {
	try {
		const body = { eventType: type.value, data: JSON.parse(data.value), clientId: app.value };
		const { eventId } = await sandboxCall('POST', 'events', body);
		outcome.classList.remove('problem');
		outcome.textContent = `Raised as ${eventId}`;
	} catch (error) {
		outcome.classList.add('problem');
		outcome.textContent = error.message;
	}
}

async function loadEvents(select, samples, outcome) {
	try {
		const events = await sandboxCall('GET', 'events');
		const groups = new Map();
		for (const { eventType, group, sample } of events) {
			samples.set(eventType, sample);
			groups.set(group, [...(groups.get(group) ?? []), h('option', {}, eventType)]);
		}
		fill(
			select,
			[...groups].map(([label, options]) => h('optgroup', { label }, options)),
		);
	} catch (error) {
		outcome.textContent = `The catalogue of events did not come: ${error.message}`;
	}
}

function setApps(select, apps) {
	const signature = apps.map(({ clientId }) => clientId).join();
	if (select.dataset.apps === signature) return;
	select.dataset.apps = signature;
	fill(
		select,
		apps.map(({ clientId, name }) => h('option', { value: clientId }, name)),
	);
}
