/** Messages drawn as a card: link, action card, feed card, OA. */
import { h, icon } from './dom.js';
import { picture } from './inline.js';
import { hostOf, imageSource, outside, safeLink } from './links.js';
import { renderMarkdown } from './markdown.js';

/** A link when the address is safe to follow, else the same look without one. */
function maybeLink(url, className, ...children) {
	const link = safeLink(url);
	if (link) return h('a', { ...outside(link), class: className }, children);
	const why = url ? `${url} opens only inside DingTalk` : 'No address';
	return h('span', { class: `${className} no-link`, title: why }, children);
}

/** Title, text and a small picture; the whole card is the link. */
export function linkCard({ title, text, messageUrl, picUrl }) {
	const source = imageSource(picUrl);
	return maybeLink(
		messageUrl,
		'card link-card',
		h('span', { class: 'link-title' }, title),
		h(
			'span',
			{ class: 'link-row' },
			h('span', { class: 'link-text' }, text),
			source
				? picture(source, '', 'thumb')
				: h('span', { class: 'thumb no-picture' }, icon('file')),
		),
		h('span', { class: 'card-foot' }, hostOf(messageUrl) || messageUrl),
	);
}

/** Markdown above buttons, stacked or side by side. The title is only the preview in lists. */
export function actionCard({ title, text, buttons = [], layout }, mentions) {
	const body = renderMarkdown(text, mentions.decorate);
	const row = buttons.map((button) => maybeLink(button.url, 'card-button', button.title));
	return h(
		'div',
		{ class: 'card action-card', role: 'group', 'aria-label': title || 'Action card' },
		h('div', { class: 'markdown card-body' }, body, mentions.rest()),
		row.length > 0 && h('div', { class: `card-buttons ${layout ?? 'vertical'}` }, row),
	);
}

/** The first entry large, the rest as rows. */
export function feedCard({ links = [] }) {
	const [first, ...rest] = links;
	if (!first) return h('div', { class: 'card feed-card' });
	return h(
		'div',
		{ class: 'card feed-card' },
		maybeLink(
			first.messageUrl,
			'feed-first',
			feedPicture(first, 'feed-large'),
			h('span', {}, first.title),
		),
		rest.map((entry) =>
			maybeLink(
				entry.messageUrl,
				'feed-row',
				h('span', {}, entry.title),
				feedPicture(entry, 'thumb'),
			),
		),
	);
}

function feedPicture(entry, className) {
	const source = imageSource(entry.picUrl);
	if (source) return picture(source, entry.title, className);
	return h('span', { class: `${className} no-picture` }, icon('file'));
}

/** `FFBBBBBB` (ARGB) as CSS; anything else gives nothing. */
function argb(colour) {
	const parts = /^(?:0x)?([0-9a-f]{2})([0-9a-f]{6})$/i.exec(colour ?? '');
	return parts ? `#${parts[2]}${parts[1]}` : '';
}

/** A coloured head, a form, a large number, text, a picture, and who sent it. */
export function oaCard(oa = {}) {
	const source = imageSource(oa.image);
	const form = (oa.form ?? []).flatMap(({ key, value }) => [h('dt', {}, key), h('dd', {}, value)]);
	return maybeLink(
		oa.messageUrl,
		'card oa-card',
		h('span', { class: 'oa-head', style: { backgroundColor: argb(oa.headColor) } }, oa.headText),
		oaStatus(oa.statusBar),
		h(
			'span',
			{ class: 'card-body' },
			oa.title && h('strong', { class: 'oa-title' }, oa.title),
			form.length > 0 && h('dl', {}, form),
			oa.rich && h('span', { class: 'oa-rich' }, h('b', {}, oa.rich.num), ` ${oa.rich.unit ?? ''}`),
			oa.content && h('span', { class: 'oa-content' }, oa.content),
			source && picture(source, '', 'oa-image'),
		),
		oaFoot(oa),
	);
}

/** The line under the head whose text and colour the sender can change later. */
function oaStatus(bar) {
	if (!bar) return undefined;
	return h(
		'span',
		{ class: 'oa-status', style: { backgroundColor: argb(bar.background) } },
		bar.value,
	);
}

function oaFoot({ fileCount, author }) {
	if (!fileCount && !author) return undefined;
	const files = fileCount && h('span', {}, icon('paperclip'), ` ${fileCount}`);
	return h('span', { class: 'card-foot' }, files, author && h('span', {}, author));
}
