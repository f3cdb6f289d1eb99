/** A button and the panel it opens beside itself; Escape or a click elsewhere closes it. */
import { fill, h } from './dom.js';

const EDGE_PX = 8;

/** `fill()` gives the inside; it is asked only when somebody looks: a chat has hundreds of these. */
export function popover({ className, label, content, fill: inside }) {
	const panel = h('div', { class: 'message-details', popover: 'auto' });
	const button = h(
		'button',
		{ type: 'button', class: className, 'aria-label': label, title: label },
		content,
	);
	button.popoverTargetElement = panel;
	panel.addEventListener('beforetoggle', ({ newState }) => {
		if (newState === 'open') fill(panel, inside());
	});
	panel.addEventListener('toggle', ({ newState }) => {
		if (newState !== 'open') return;
		place(panel, button);
		// Scrolled away from its message it would only be in the way.
		document.addEventListener('scroll', () => panel.hidePopover(), { capture: true, once: true });
	});
	return [button, panel];
}

/** Under the button, or above it where there is no room; never over an edge of the window. */
function place(panel, button) {
	const anchor = button.getBoundingClientRect();
	const { width, height } = panel.getBoundingClientRect();
	const hasRoomBelow = anchor.bottom + height + EDGE_PX < innerHeight;
	const top = hasRoomBelow ? anchor.bottom : Math.max(EDGE_PX, anchor.top - height);
	const left = Math.min(anchor.left, innerWidth - width - EDGE_PX);
	Object.assign(panel.style, { top: `${top}px`, left: `${Math.max(EDGE_PX, left)}px` });
}
