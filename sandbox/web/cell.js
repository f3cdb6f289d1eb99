/** What AI tables and spreadsheets share: a card with somebody who acts, and cells that can be typed into. */
import { copyButton, h } from './dom.js';

/** The card of a document, with a place for its sheets; `actors` keeps who acts, by its ID. */
export function actedCard({ id, idLabel, name, writers, readers }, actors) {
	if (!actors.has(id)) actors.set(id, writers[0]?.userId);
	const chooser = h(
		'select',
		{ 'aria-label': `Who changes ${name}`, onchange: () => actors.set(id, chooser.value) },
		writers.map(({ userId, name: person }) => h('option', { value: userId }, person)),
	);
	chooser.value = actors.get(id) ?? '';
	return h(
		'section',
		{ class: 'space base' },
		h(
			'div',
			{ class: 'row wrap between' },
			h('h2', {}, name, ' ', copyButton(id, idLabel)),
			writers.length > 0 && h('label', { class: 'row muted' }, 'As', chooser),
		),
		readers.length > 0 &&
			h('p', { class: 'muted' }, `${readers.map((person) => person.name).join(', ')} may read`),
		h('div', { class: 'sheets' }),
	);
}

/**
 * A button with what the cell shows; pressed, it becomes the `control`: Enter or leaving it saves what changed, Escape
 * does not. `control` is an input or a select that holds the value.
 */
export function editable({ label, shown, control, save }) {
	const button = h('button', { type: 'button', class: 'cell', 'aria-label': label }, shown);
	button.dataset.focus = label;
	button.addEventListener('click', () => {
		const input = control();
		const before = input.value;
		let isOver = false;
		const end = (isSaved) => {
			if (isOver) return;
			isOver = true;
			input.replaceWith(button);
			if (isSaved && input.value !== before) save(input.value);
		};
		input.setAttribute('aria-label', label);
		input.classList.add('cell-input');
		input.addEventListener('keydown', (event) => {
			if (event.isComposing || !['Enter', 'Escape'].includes(event.key)) return;
			// The button gets the focus: the same key must not press it.
			event.preventDefault();
			end(event.key === 'Enter');
			button.focus();
		});
		input.addEventListener('blur', () => end(true));
		button.replaceWith(input);
		input.focus();
	});
	return button;
}
