/** A cell of a grid that can be typed into. */
import { h } from './dom.js';

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
		input.addEventListener('keydown', ({ key, isComposing }) => {
			if (isComposing || (key !== 'Enter' && key !== 'Escape')) return;
			end(key === 'Enter');
			button.focus();
		});
		input.addEventListener('blur', () => end(true));
		button.replaceWith(input);
		input.focus();
	});
	return button;
}
