/** Dialogs, short texts, and actions that report how they went. */
import { h, icon } from './dom.js';

/** Does `work` and says what happened; the change itself comes over the live socket. */
export async function act(work, done, say) {
	try {
		await work();
		say(done);
	} catch (error) {
		say(`That did not work: ${error.message}`);
	}
}

/** `say(text)` shows a short text; `say.element` is its place on the page. */
export function createToast() {
	const element = h('div', {
		class: 'toast',
		role: 'status',
		'aria-live': 'polite',
		popover: 'manual',
	});
	let timer;
	const say = (text) => {
		element.textContent = text;
		// Shown anew each time: what is shown last lies above an open dialog.
		element.hidePopover();
		element.showPopover();
		clearTimeout(timer);
		timer = setTimeout(() => element.hidePopover(), 3500);
	};
	return Object.assign(say, { element });
}

/** A modal dialog with a title and a close button; a click beside it closes it. */
export function createDialog(title, ...content) {
	const close = h(
		'button',
		{ type: 'button', class: 'ghost', 'aria-label': 'Close', onclick: () => dialog.close() },
		icon('close'),
	);
	const box = h(
		'div',
		{ class: 'dialog-box' },
		h('header', {}, h('h2', {}, title), close),
		content,
	);
	const dialog = h(
		'dialog',
		{ 'aria-label': title, onclick: (event) => event.target === dialog && dialog.close() },
		box,
	);
	return dialog;
}
