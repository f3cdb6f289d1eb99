/** What every view of the middle has on top. */
import { h, icon } from './dom.js';

/** The way back (narrow screens), a picture if any, title and line, and what stands at the end. */
export function paneHead({ picture, title, line, end }) {
	return h(
		'header',
		{ class: 'pane-head' },
		h('a', { class: 'back ghost', href: '#/', 'aria-label': 'Back to the list' }, icon('back')),
		picture,
		h(
			'div',
			{ class: 'pane-title' },
			h('h1', {}, title),
			line instanceof Node ? line : h('small', {}, line),
		),
		end,
	);
}
