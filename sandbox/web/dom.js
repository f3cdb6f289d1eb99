/** Small helpers to build and update the page. Content only ever becomes text nodes, never HTML. */

const SVG = 'http://www.w3.org/2000/svg';

/** An element; `on…` props become listeners, `true` an empty attribute, `false`/`null` none. */
export function h(tag, props, ...children) {
	const element = document.createElement(tag);
	for (const [name, value] of Object.entries(props ?? {})) setProp(element, name, value);
	append(element, children);
	return element;
}

function setProp(element, name, value) {
	if (value === undefined || value === null || value === false) return;
	if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
	else if (name === 'style') Object.assign(element.style, value);
	else element.setAttribute(name, value === true ? '' : String(value));
}

/** Appends nodes and strings, skipping what is empty and flattening lists. */
export function append(parent, children) {
	for (const child of children.flat(Infinity)) {
		if (child === undefined || child === null || child === false || child === '') continue;
		parent.append(child instanceof Node ? child : String(child));
	}
}

/** Replaces all children of `parent`. */
export function fill(parent, ...children) {
	parent.replaceChildren();
	append(parent, children);
}

/**
 * Makes the children of `parent` follow `items`, in order, touching only those whose signature
 * changed: open details, focus and playing sound survive a live update.
 */
export function syncList(parent, items, { key, signature, make }) {
	const old = new Map([...parent.children].map((child) => [child.dataset.key, child]));
	let cursor = parent.firstElementChild;
	for (const item of items) {
		const wanted = signature(item);
		let node = old.get(key(item));
		old.delete(key(item));
		if (!node || node.signature !== wanted) node = remake(node, make(item), key(item), wanted);
		// The replaced node may have been the cursor.
		if (cursor && !cursor.isConnected) cursor = node;
		if (node === cursor) cursor = cursor.nextElementSibling;
		else parent.insertBefore(node, cursor);
	}
	for (const gone of old.values()) gone.remove();
}

function remake(node, fresh, key, signature) {
	fresh.dataset.key = key;
	fresh.signature = signature;
	if (!node) return fresh;
	const { activeElement } = document;
	const name = node.contains(activeElement) ? activeElement.dataset.focus : undefined;
	node.replaceWith(fresh);
	if (node === activeElement) fresh.focus();
	// What is inside keeps the focus when it says which one it is.
	else if (name) fresh.querySelector(`[data-focus="${CSS.escape(name)}"]`)?.focus();
	return fresh;
}

const ICONS = {
	back: 'M15 5l-7 7 7 7',
	bell: 'M6 17h12l-1.5-2.5V10a4.5 4.5 0 0 0-9 0v4.5zM10.5 20h3M12 5.5V3.5',
	bolt: 'M13 3L5 14h6l-1 7 8-11h-6z',
	calendar: 'M5 6h14v14H5zM5 10.5h14M9 3.5V7M15 3.5V7',
	broadcast:
		'M12 12.5v.01M8.5 15.5a5 5 0 0 1 0-7M15.5 8.5a5 5 0 0 1 0 7M5.7 18.3a9 9 0 0 1 0-12.6M18.3 5.7a9 9 0 0 1 0 12.6',
	calls: 'M4 6h10M4 12h16M4 18h7',
	check: 'M5 12.5l4.5 4.5L19 7.5',
	clock: 'M12 7v5l3.5 2M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z',
	close: 'M6 6l12 12M18 6L6 18',
	copy: 'M9 9h10v11H9zM5 15V4h10',
	down: 'M12 5v13M6 12.5l6 6 6-6',
	download: 'M12 4v11M7 11l5 5 5-5M5 20h14',
	file: 'M7 3h7l5 5v13H7zM14 3v5h5',
	folder: 'M4 6h5l2 2.5h9V19H4z',
	forward: 'M9 5l7 7-7 7',
	info: 'M12 11v5M12 8v.01M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z',
	key: 'M10.5 13.5L20 4M17 7l3 3M8 20a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9z',
	paperclip:
		'M19 11l-7.5 7.5a4.6 4.6 0 0 1-6.5-6.5L13 4a3.1 3.1 0 0 1 4.4 4.4L9.5 16.3a1.5 1.5 0 0 1-2.2-2.2L14 7.5',
	pause: 'M9 6v12M15 6v12',
	table: 'M4 5h16v14H4zM4 10h16M4 14.5h16M10 10v9',
	todo: 'M5 5h14v14H5zM8.5 12l2.5 2.5 4.5-5',
	tree: 'M9 3h6v5H9zM3 16h6v5H3zM15 16h6v5h-6zM12 8v4M6 16v-4h12v4',
	people:
		'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3 20c0-3.5 2.5-6 6-6s6 2.5 6 6M16 5a3 3 0 0 1 0 6M17 14c2.5.5 4 2.5 4 5.5',
	play: 'M8 5.5v13l10.5-6.5z',
	plus: 'M12 5v14M5 12h14',
	records: 'M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01',
	reset: 'M4 12a8 8 0 1 0 2.6-5.9M4 4v4.5h4.5',
	robot: 'M6 9h12v9H6zM12 9V5M9.5 13v1M14.5 13v1M3.5 12v3M20.5 12v3M12 4.5v.01',
	search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l4.5 4.5',
	send: 'M4 12l16-8-5 16-4-6.5zM11 13.5L20 4',
	sheet: 'M4 4h16v16H4zM4 9.5h16M4 14.5h16M9.5 4v16M14.5 4v16',
	speaker: 'M5 10v4h3l4 4V6l-4 4zM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11',
};

/** A line icon, hidden from assistive technology: the button around it carries the name. */
export function icon(name) {
	const svg = document.createElementNS(SVG, 'svg');
	svg.setAttribute('viewBox', '0 0 24 24');
	svg.setAttribute('class', `icon icon-${name}`);
	svg.setAttribute('aria-hidden', 'true');
	const path = document.createElementNS(SVG, 'path');
	path.setAttribute('d', ICONS[name] ?? ICONS.info);
	svg.append(path);
	return svg;
}

/** A button that copies `text` and says so for a moment. */
export function copyButton(text, label) {
	const button = h(
		'button',
		{ class: 'copy', type: 'button', title: `Copy ${label}` },
		icon('copy'),
	);
	button.setAttribute('aria-label', `Copy ${label}`);
	button.addEventListener('click', async () => {
		try {
			await navigator.clipboard.writeText(text);
			button.replaceChildren(icon('check'));
		} catch {
			// No clipboard right (plain HTTP on another host): the text is beside the button anyway.
			button.title = 'Your browser refused; select the text instead';
		}
		setTimeout(() => button.replaceChildren(icon('copy')), 1200);
	});
	return button;
}
