/** The form for faults of Stream, and those that wait for what they hit. */
import { fill, h, icon } from './dom.js';
import { sandboxCall } from './store.js';

// Those of connections hit at once, the rest the next frames, tickets or calls.
const FAULTS = [
	[
		'Now, to the connections that stand',
		[
			['drop', 'Cut the lines'],
			['halfOpen', 'Half-open: nothing gets through'],
			['disconnect', 'SYSTEM disconnect, then close'],
			['storm', 'Storm: cut them and the next ones'],
		],
	],
	[
		'To what is pushed next',
		[
			['dropMidFrame', 'Cut in the middle of the frame'],
			['duplicate', 'Send it twice'],
			['reorder', 'Send it behind the next one'],
			['delay', 'Send it late'],
			['badJson', 'Send broken JSON'],
		],
	],
	[
		'To those who connect next',
		[
			['refuseOpen', 'Refuse to open'],
			['refuseTicket', 'Refuse the ticket'],
		],
	],
];

/** A form and a list; `update` follows the store. */
export function createStreamFaults() {
	const what = h(
		'select',
		{ name: 'what' },
		FAULTS.map(([label, kinds]) =>
			h(
				'optgroup',
				{ label },
				kinds.map(([value, text]) => h('option', { value }, text)),
			),
		),
	);
	const times = number('times', { min: '1', placeholder: 'usual' });
	const delay = number('delayMs', { min: '0', step: '100', placeholder: '1000' });
	const list = h('ul', { class: 'plain' });
	const problem = h('p', { class: 'problem', role: 'alert' });
	const clear = h('button', { type: 'button' }, 'Clear');
	const element = h(
		'form',
		{ class: 'panel-form', 'aria-label': 'Faults of Stream' },
		h('h2', {}, 'Faults of Stream'),
		field('Fault', what),
		h('div', { class: 'two' }, field('Times', times), field('Delay, ms', delay)),
		h('button', { type: 'submit', class: 'primary' }, icon('bolt'), 'Do it'),
		problem,
		h('div', { class: 'row between' }, h('h3', {}, 'Waiting for what they hit'), clear),
		list,
	);
	const call = async (...request) => {
		try {
			await sandboxCall(...request);
			problem.replaceChildren();
		} catch (error) {
			problem.replaceChildren(error.message);
		}
	};
	element.addEventListener('submit', (event) => {
		event.preventDefault();
		call('POST', 'stream/faults', {
			what: what.value,
			...(times.value !== '' && { times: Number(times.value) }),
			...(delay.value !== '' && { delayMs: Number(delay.value) }),
		});
	});
	clear.addEventListener('click', () => call('DELETE', 'stream/faults'));
	return { element, update: ({ streamFaults }) => drawFaults(list, clear, streamFaults) };
}

const number = (name, attributes) => h('input', { name, type: 'number', ...attributes });

function field(label, input) {
	return h('label', { class: 'field' }, h('span', {}, label), input);
}

function drawFaults(list, clear, faults) {
	clear.disabled = faults.length === 0;
	const lines = faults.map(({ what, times, clientId }) =>
		h(
			'li',
			{},
			h('code', {}, what),
			clientId && h('span', {}, clientId),
			h('small', {}, times === 1 ? 'once' : `${times} times`),
		),
	);
	fill(list, lines.length > 0 ? lines : h('li', { class: 'hint' }, 'None'));
}
