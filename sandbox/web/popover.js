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
	let openedAt;
	// Scrolled away from its message it would only be in the way. A scroll event may also come late, for a
	// scrolling that was over before the panel opened.
	const onScroll = () => {
		if (button.getBoundingClientRect().top !== openedAt) panel.hidePopover();
	};
	panel.addEventListener('toggle', ({ newState }) => {
		document.removeEventListener('scroll', onScroll, true);
		if (newState !== 'open') return;
		place(panel, button);
		openedAt = button.getBoundingClientRect().top;
		document.addEventListener('scroll', onScroll, true);
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
