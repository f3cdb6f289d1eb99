/** What a developer wants to know about a message, behind a small button. */
import { copyButton, fill, h, icon } from './dom.js';
import { fullTime } from './format.js';

const EDGE_PX = 8;

/** A button and the panel it opens beside the message; Escape or a click elsewhere closes it. */
export function messageDetails(message) {
	const panel = h('div', { class: 'message-details', popover: 'auto' });
	const button = h(
		'button',
		{ type: 'button', class: 'more', 'aria-label': 'Message details', title: 'Message details' },
		icon('info'),
	);
	button.popoverTargetElement = panel;
	// Filled only when asked for: a chat has hundreds of these.
	panel.addEventListener('beforetoggle', ({ newState }) => {
		if (newState === 'open') fill(panel, rows(message));
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

/** Ids carry a button that copies them: a node's recall or download asks for them. */
function rows(message) {
	const facts = [
		['Message id', message.id],
		['Preview title', message.kind === 'text' ? undefined : message.content.title],
		['processQueryKey', message.processQueryKey],
		['downloadCode', message.downloadCode],
		...message.mediaIds.map((mediaId) => ['mediaId', mediaId]),
		['msgUuid', message.msgUuid],
		['Read by', message.readBy.join(', ') || undefined],
		['Time', fullTime(message.time)],
	].filter(([, value]) => value);
	return h(
		'dl',
		{},
		facts.map(([name, value]) => [
			h('dt', {}, name),
			h('dd', {}, h('code', {}, value), /Key|Code|Id/.test(name) && copyButton(value, name)),
		]),
	);
}
